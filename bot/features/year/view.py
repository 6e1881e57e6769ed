"""`/year`: what the picture shows, and leafing through earlier ones."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot import i18n
from bot.core import callback_data
from bot.core.fields import Day as Given
from bot.core.turn import Turn
from bot.features import days
from bot.features.history import drawn, mood_words, record
from bot.features.history.drawn import PictureAttachment
from bot.features.year import data as year_data
from bot.features.year.data import YearData
from bot.local_forms import reads_right_to_left
from bot.outgoing import Button, Rows
from charts.stats import typical
from charts.view import Day
from charts.year_view import YearDay, YearLabels, YearMonth, YearView
from conversations.text import Text, own, shown, t

KIND = "year"
NOTHING = t("There's nothing from these months, and that's fine.")


class YearAttachment(PictureAttachment):
    """The picture of the twelve months that end with a day."""

    kind: str
    last: Given


def show(turn: Turn, last: date | None = None) -> None:
    """Send the picture; where nothing was told, a sentence and the way to begin."""
    newest = max(turn.today, days.latest(turn))
    ends = min(last or days.latest(turn), newest)
    if year_data.read(turn, ends).is_empty and last is None:
        ends = turn.today  # a milestone or a session may be all there is of it
    if year_data.read(turn, ends).is_empty:
        drawn.nothing(turn, NOTHING)
    else:
        YearAttachment(kind=KIND, last=ends).show(turn)


def picture(data: YearData) -> YearView:
    """Say what the picture shows, every word in the person's language."""
    said = fact(data)
    return YearView(
        title=_say(data, said if said is not None else title(data)),
        subtitle=_say(data, title(data)) if said is not None else "",
        months=tuple(_month(data, month) for month in months(data)),
        labels=_labels(data),
        right_to_left=reads_right_to_left(data.language),
        look=data.look,
    )


def fact(data: YearData) -> Text | None:
    """Say on how many days there was a mood, and between what most lay."""
    return mood_words.fact([day.mood for day in data.days], [d.mood for d in data.measured])


def months(data: YearData) -> list[list[Day]]:
    """The days of each month, oldest first."""
    by_month = groupby(data.days, key=lambda day: (day.date.year, day.date.month))
    return [list(month) for _, month in by_month]


def middle(month: Sequence[Day]) -> float | None:
    """What was typical of some days, without what "same as usual" filled in."""
    moods = [record.measured(day).mood for day in month]
    return typical([mood for mood in moods if mood is not None])


def _month(data: YearData, month: list[Day]) -> YearMonth:
    found = middle(month)
    return YearMonth(
        name=i18n.month_name(month[0].date, data.language),
        begins=month[0].date.day,
        days=tuple(YearDay(day.mood, day.happenings, of_moments=day.of_moments) for day in month),
        typical="" if found is None else _say(data, shown(found)),
    )


def title(data: YearData) -> Text:
    """Name the picture by its first and last day."""
    first, last = data.days[0].date, data.days[-1].date
    if data.is_first:
        begun = i18n.first_and_last(first, first, data.language, today=data.today)[1]
        return t("Your days so far, from {first}", first=own(begun))
    begins, ends = i18n.first_and_last(first, last, data.language, today=data.today)
    return t("Your year, {first} – {last}", first=own(begins), last=own(ends))


def _labels(data: YearData) -> YearLabels:
    return YearLabels(
        mood_low=_say(data, t("very low")),
        mood_high=_say(data, t("very good")),
        no_answer=_say(data, t("no answer")),
        of_moments=_say(data, t("middle of moments")),
        typical=_say(data, t("below a month: its middle mood")),
        session=_say(data, t("a session")),
        medication=_say(data, t("medication changed")),
        milestone=_say(data, t("a milestone")),
    )


def _say(data: YearData, text: Text) -> str:
    return i18n.render(text, data.language)


def rows(data: YearData, *, cut: bool) -> Rows:
    """All of it in words, and the months before and after."""
    last = data.days[-1].date.isoformat()
    made: list[tuple[Button, ...]] = []
    if cut:
        made.append((Button(t("All of it in words"), callback_data.action("year.words", last)),))
    steps = [
        Button(label, callback_data.action(KIND, day.isoformat()))
        for label, day in ((t("◀ Earlier"), data.earlier), (t("Later ▶"), data.later))
        if day is not None
    ]
    return (*made, tuple(steps)) if steps else tuple(made)
