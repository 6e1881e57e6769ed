"""The words of the sleep picture, night by night."""

from bot import i18n
from bot.features import sleep
from bot.features.history import folded
from bot.features.history.folded import Caption
from bot.features.nights import view as nights_view
from bot.features.nights.data import NightsData, ToldNight
from charts.sleep_words import written
from conversations.formats import length_words
from conversations.text import Text, listed, own, strong, t, tn


def caption(data: NightsData) -> Caption:
    """Say the headline and two lines, and in a quote to open all else that the picture shows."""
    return folded.caption(_first(data), _rest(data), data.language)


def messages(data: NightsData) -> list[list[Text]]:
    """All that there is to say, in as many messages as it takes."""
    return folded.messages(_first(data), _rest(data), data.language)


def _first(data: NightsData) -> list[Text]:
    return [strong(nights_view.fact(data)), nights_view.title(data), nights_view.regular(data)]


def _rest(data: NightsData) -> list[Text]:
    said = [_night(data, night) for night in data.nights]
    if any(night.wakings for night in data.nights):
        said.append(
            t(
                "You told me how often you woke up, but not when, so it's drawn in the "
                "middle of the night."
            )
        )
    return said


def _night(data: NightsData, night: ToldNight) -> Text:
    name = i18n.day_name(night.day, data.language)
    day = own(f"{name} {i18n.short_date(night.day, data.language)}")
    parts = _parts(night)
    if not parts:
        return t("{day}: no times filled in.", day=day)
    return t("{day}: {parts}.", day=day, parts=listed(parts))


def _parts(night: ToldNight) -> list[Text]:
    """Everything that was told of a night, in its order."""
    said: list[Text] = []
    clock = nights_view.clock
    if night.in_bed is not None:
        said.append(t("in bed {begins}–{ends}", begins=own(clock(night.in_bed[0])),
                      ends=own(clock(night.in_bed[1]))))  # fmt: skip
    if night.asleep is not None:
        said.append(t("tried to sleep {begins}, awake {ends}", begins=own(clock(night.asleep[0])),
                      ends=own(clock(night.asleep[1]))))  # fmt: skip
    if night.to_sleep is not None:
        said.append(t("{length} to fall asleep", length=length_words(night.to_sleep)))
    if night.wakings is not None:
        said.append(tn("woke up {n} time", "woke up {n} times", night.wakings))
    if night.awake:
        said.append(t("{length} awake in between", length=length_words(night.awake)))
    if night.slept is not None:
        hours = own(written(night.slept, quarters=False))
        said.append(t("{hours} h asleep", hours=hours))
    if night.slept is not None and night.lain:
        part = sleep.percent(100 * night.slept / night.lain)
        said.append(t("{part}% of the time in bed", part=part))
    return said
