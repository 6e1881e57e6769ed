"""The sleep picture: which nights it shows, and leafing through earlier ones."""

from datetime import date

from bot import i18n
from bot.core import callback_data
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days, sleep
from bot.features.history import drawn
from bot.features.history.drawn import PictureAttachment
from bot.features.nights import data as nights_data
from bot.features.nights.data import DAY, LENGTHS, NOON, NightsData, ToldNight
from bot.local_forms import reads_right_to_left
from bot.outgoing import Button, Rows
from charts.clock_times import FOR_REGULARITY
from charts.nights_view import DrawnNight, NightsLabels, NightsView
from charts.sleep_words import written
from charts.stats import TO_SUMMARISE
from conversations.formats import length_words
from conversations.text import Text, own, t, tn

KIND = "nights"
NOTHING = t(
    "A night is drawn here once its times are filled in: answer the question about sleep with "
    "23:10-06:40, or switch on Sleep in detail in /trackers."
)


class NightsAttachment(PictureAttachment):
    """The picture of so many nights that end with a day."""

    kind: str
    length: str
    last: Day


def show(turn: Turn, length: str, last: date | None = None) -> None:
    """Send the picture, or say what is still needed for one."""
    if length not in LENGTHS:
        return
    newest = days.latest(turn)
    ends = min(last or newest, max(newest, turn.today))
    found = nights_data.read(turn, LENGTHS[length], ends)
    if not found.timed:
        drawn.nothing(turn, NOTHING)
    else:
        NightsAttachment(kind=KIND, length=length, last=ends).show(turn)


def picture(data: NightsData) -> NightsView:
    """Say what the picture shows, every word in the person's language."""
    return NightsView(
        title=_say(data, fact(data)),
        subtitle=_say(data, title(data)),
        nights=tuple(_night(data, night) for night in data.nights),
        labels=_labels(data),
        right_to_left=reads_right_to_left(data.language),
        look=data.look,
    )


def fact(data: NightsData) -> Text:
    """Say how much of the time in bed was slept, else of how many nights the times are known."""
    told = data.efficient
    if len(told) >= TO_SUMMARISE:
        slept, in_bed = (sum(hours) for hours in zip(*told, strict=True))
        part = sleep.percent(100 * slept / in_bed)
        return t("Asleep {part}% of the time in bed, {n} nights", part=part, n=len(told))
    return tn(
        "Times filled in for {timed} of {n} night",
        "Times filled in for {timed} of {n} nights",
        len(data.nights),
        timed=len(data.timed),
    )


def title(data: NightsData) -> Text:
    """Name the picture by its first and last night."""
    first, last = data.nights[0].day, data.nights[-1].day
    if data.is_first:
        begun = i18n.first_and_last(first, first, data.language, today=data.today)[1]
        return t("Your nights so far, from {first}", first=own(begun))
    begins, ends = i18n.first_and_last(first, last, data.language, today=data.today)
    return t("Your nights, {first} – {last}", first=own(begins), last=own(ends))


def regular(data: NightsData) -> Text:
    """Say how alike the nights ended, or what is still needed to say it."""
    found = data.regular
    if found is None and data.regular_n >= FOR_REGULARITY:
        return t(
            "Your sleep ended at very different times, day and night ({n} nights in four weeks).",
            n=data.regular_n,
        )
    if found is None:
        return tn(
            "To say how regular your nights are, I need {least} of them in four weeks. So far "
            "there's {n}.",
            "To say how regular your nights are, I need {least} of them in four weeks. So far "
            "there are {n}.",
            data.regular_n,
            least=FOR_REGULARITY,
        )
    return t(
        "Half the time, your sleep ended within {spread} of {wake} ({n} nights in four weeks).",
        spread=length_words(found.within),
        wake=found.at,
        n=data.regular_n,
    )


def _night(data: NightsData, night: ToldNight) -> DrawnNight:
    slept = written(night.slept, quarters=False) if night.slept is not None else ""
    part = ""
    if night.slept is not None and night.lain:
        part = _say(data, t("{part}%", part=sleep.percent(100 * night.slept / night.lain)))
    label = i18n.day_name(night.day, data.language)
    sublabel = i18n.short_date(night.day, data.language)
    if night.asleep is None:
        return DrawnNight(label, sublabel, slept=slept)
    begins, ends = night.in_bed or night.asleep
    return DrawnNight(
        label,
        sublabel,
        asleep=night.asleep,
        in_bed=night.in_bed,
        to_sleep=night.to_sleep,
        wakings=night.wakings,
        begins=clock(begins),
        ends=clock(ends),
        slept=slept,
        part=part,
    )


def clock(minutes: int) -> str:
    """A time of the clock in figures, from minutes since noon."""
    of_day = (minutes + NOON) % DAY
    return f"{of_day // 60}:{of_day % 60:02}"


def _labels(data: NightsData) -> NightsLabels:
    rated = any(night.slept is not None and night.lain for night in data.nights)
    return NightsLabels(
        slept=_say(data, t("asleep")),
        # For translators: below "asleep", over percents: asleep so much of the time in bed.
        part=_say(data, t("of time in bed")) if rated else "",
        asleep=_say(data, t("asleep")),
        to_sleep=_say(data, t("falling asleep")),
        in_bed=_say(data, t("in bed, awake")),
        woke=_say(data, t("woke up (not when)")),
        no_times=_say(data, t("no times filled in")),
        regular=_say(data, regular(data)),
    )


def _say(data: NightsData, text: Text) -> str:
    return i18n.render(text, data.language)


def rows(data: NightsData, *, cut: bool) -> Rows:
    """All of it in words, a week or four, and the nights before and after."""
    last, length = data.nights[-1].day, str(data.length)
    made: list[tuple[Button, ...]] = []
    if cut:
        words = callback_data.action("nights.words", length, last.isoformat())
        made.append((Button(t("All of it in words"), words),))
    other, label = ("28", t("Four weeks")) if length == "7" else ("7", t("One week"))
    made.append((Button(label, callback_data.action(KIND, other, last.isoformat())),))
    steps = [
        Button(label, callback_data.action(KIND, length, day.isoformat()))
        for label, day in ((t("◀ Earlier"), data.earlier), (t("Later ▶"), data.later))
        if day is not None
    ]
    return (*made, tuple(steps)) if steps else tuple(made)
