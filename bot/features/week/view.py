"""`/week` and `/month`: what the picture shows, and paging through earlier ones."""

from datetime import date, timedelta

from bot import i18n
from bot.core import callback_data
from bot.core.attachments import Attachment
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days
from bot.features.goals import words as goal_words
from bot.features.goals.count import count
from bot.features.week.data import LENGTHS, WeekData
from bot.features.week.own_rows import OwnTold
from bot.outgoing import Button, Rows
from charts.view import ENTRIES, DrawnGoal, Kind, Labels, OwnRow, WeekView
from conversations.text import Text, own, t, tn
from storage.goals import Goal


class WeekAttachment(Attachment):
    """The picture of a week or a month that ends with a day."""

    kind: str
    last: Day


def show(turn: Turn, kind: str, last: date | None = None) -> None:
    """Send the picture of the days up to `last`; it is drawn just before it is sent."""
    WeekAttachment(kind=kind, last=last or days.latest(turn)).show(turn)


def picture(data: WeekData) -> WeekView:
    """Say what the picture shows, every word in the person's language."""
    now, words = data.now, in_words(data)
    told = sum(day.mood is not None for day in now.days)
    return WeekView(
        title=title(data),
        subtitle=_say(data, t("{n} of {days} days", n=told, days=LENGTHS[data.kind])),
        days=now.days,
        usual=data.usual,
        goals=tuple(_goal_row(data, goal) for goal in now.goals_told),
        words=words,
        own=tuple(_own_row(data, one) for one in data.own),
        labels=labels(data, words=len(words)),
        right_to_left=i18n.reads_right_to_left(data.language),
    )


def _say(data: WeekData, text: Text) -> str:
    return i18n.render(text, data.language)


def title(data: WeekData) -> str:
    """Name the picture by its first and last day."""
    now = data.now
    begins, ends = i18n.first_and_last(now.first, now.last, data.language, today=data.today)
    words = (
        t("Your week, {first} – {last}")
        if data.kind == "week"
        else t("Four weeks, {first} – {last}")
    )
    return _say(data, words.given(first=own(begins), last=own(ends)))


def _own_row(data: WeekData, one: OwnTold) -> OwnRow:
    cells = tuple(
        _say(data, cell) if cell is not None else "" if asked else None
        for cell, asked in zip(one.cells, one.asked, strict=True)
    )
    return OwnRow(_say(data, one.name), cells, _say(data, one.short))


def _goal_row(data: WeekData, goal: Goal) -> DrawnGoal:
    now = data.now
    marks = now.goal_marks(goal)
    said = _say(data, goal_words.count(count(goal, marks, now.first)))
    return DrawnGoal(goal.title, marks, now.goal_asked(goal), said)


def in_words(data: WeekData) -> tuple[tuple[Kind, str, str], ...]:
    """Wins, and the notes that may be shown, each with its day; the oldest first."""
    now = data.now
    named = i18n.day_name if data.kind == "week" else i18n.short_date
    said: list[tuple[date, Kind, str]] = [(win.day, "win", win.text) for win in now.wins]
    said += [(day, "note", text) for day, text in now.notes]
    ordered = sorted(said, key=lambda entry: (entry[0], entry[1] == "note"))
    return tuple((kind, named(day, data.language), text) for day, kind, text in ordered)


def labels(data: WeekData, *, words: int) -> Labels:
    """Translate the words around the picture, with the numbers that they rest on."""
    days, usual = LENGTHS[data.kind], data.usual.n if data.usual else 0
    return Labels(
        mood=_say(data, t("Mood")),
        mood_low=_say(data, t("very low")),
        mood_high=_say(data, t("very good")),
        your_usual=_say(data, tn("your usual, from {n} day", "your usual, from {n} days", usual)),
        sleep=_say(data, t("Sleep")),
        sleep_unit=_say(data, t("hours")),
        goals=_say(data, t("Goals")),
        words=_say(data, t("In your words")),
        footer=_say(data, t("As you told it. Gaps are days without an answer.")),
        empty=_say(data, t("Nothing was noted in these days, and that is fine.")),
        quality=_say(data, t("how it felt, 1–5")),
        done=_say(data, t("done")),
        partly=_say(data, t("partly")),
        # For translators: a goal that was not done, in the legend of a picture.
        not_done=_say(data, t("not")),
        late=_say(data, t("filled in later")),
        as_usual=_say(data, t("as usual")),
        of_moments=_say(data, t("middle of moments")),
        win=_say(data, t("a win")),
        note=_say(data, t("a note")),
        own=_say(data, t("Your own questions")),
        goals_span=_say(data, t("in these {days} days", days=days)),
        words_cut=_say(data, t("the latest {shown} of {all}", shown=ENTRIES, all=words)),
    )


def rows(data: WeekData) -> Rows:
    """Step to the days before, and back again as far as today."""
    last, step = data.now.last, timedelta(days=LENGTHS[data.kind])
    row = [Button(t("◀ Earlier"), callback_data.action(data.kind, (last - step).isoformat()))]
    if last < data.latest:
        later = min(last + step, data.latest).isoformat()
        row.append(Button(t("Later ▶"), callback_data.action(data.kind, later)))
    return (tuple(row),)
