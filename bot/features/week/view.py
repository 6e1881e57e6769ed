"""`/week` and `/month`: what the picture shows, and paging through it and through earlier ones."""

from dataclasses import replace
from datetime import date

from bot import i18n
from bot.core import callback_data
from bot.core.fields import Day
from bot.core.turn import Turn
from bot.features import days
from bot.features.goals import words as goal_words
from bot.features.goals.count import count, meant
from bot.features.history import drawn
from bot.features.history.drawn import PictureAttachment
from bot.features.week import data as week_data
from bot.features.week.data import WeekData
from bot.features.week.headline import headline
from bot.features.week.own_told import OwnTold
from bot.local_forms import reads_right_to_left
from bot.outgoing import Button, Rows
from charts import pages
from charts.view import DrawnGoal, Kind, Labels, OwnRow, WeekView
from conversations.text import Text, own, t, tn
from storage.goals import Goal

NOTHING = t("There's nothing from these days, and that's fine.")


class WeekAttachment(PictureAttachment):
    """A page of the picture of a week or a month that ends with a day."""

    kind: str
    last: Day
    page: int = 0


def show(turn: Turn, kind: str, last: date | None = None, page: int = 0) -> None:
    """Send the picture of the days up to `last`; it is drawn just before it is sent.

    Where nothing was told there is nothing to draw: a sentence, and the way to begin.
    """
    ends = last or days.latest(turn)
    empty = week_data.is_empty(turn, kind, ends)
    if empty and last is None and ends != turn.today:
        ends = turn.today  # a win or a note may be all there is of it
        empty = week_data.is_empty(turn, kind, ends)
    if empty:
        drawn.nothing(turn, NOTHING)
    else:
        WeekAttachment(kind=kind, last=ends, page=page).show(turn)


def picture(data: WeekData) -> WeekView:
    """Say what the picture shows, every word in the person's language."""
    now, said = data.now, headline(data)
    view = WeekView(
        title=_say(data, said if said is not None else title(data)),
        subtitle=_say(data, title(data)) if said is not None else "",
        days=now.days,
        usual=data.usual,
        goals=tuple(_goal_row(data, goal) for goal in now.goals_told),
        words=in_words(data),
        own=tuple(_own_row(data, one, n) for n, one in enumerate(data.own, start=1)),
        labels=labels(data),
        right_to_left=reads_right_to_left(data.language),
        look=data.look,
    )
    number, total = _place(data, view)
    page = _say(data, t("{n} of {all}", n=number + 1, all=total)) if total > 1 else ""
    return replace(view, page=number, labels=replace(view.labels, page=page))


def _place(data: WeekData, view: WeekView) -> tuple[int, int]:
    """Which page of how many; there may be fewer by now."""
    total = len(pages.plan(view))
    return data.page % total, total


def _say(data: WeekData, text: Text) -> str:
    return i18n.render(text, data.language)


def title(data: WeekData) -> Text:
    """Name the picture by its first and last day."""
    now = data.now
    if data.is_first:
        first = i18n.first_and_last(now.first, now.first, data.language, today=data.today)[1]
        return t("Your days so far, from {first}", first=own(first))
    begins, ends = i18n.first_and_last(now.first, now.last, data.language, today=data.today)
    return data.length.title.given(first=own(begins), last=own(ends))


def _own_row(data: WeekData, one: OwnTold, number: int) -> OwnRow:
    cells = tuple(
        _say(data, cell) if cell is not None else "" if asked else None
        for cell, asked in zip(one.cells, one.asked, strict=True)
    )
    instead = _say(data, t("Question {n}", n=number))
    said = _say(data, one.short)
    return OwnRow(_say(data, one.name), instead, cells, said, one.levels, one.drawn)


def _goal_row(data: WeekData, goal: Goal) -> DrawnGoal:
    now = data.now
    marks = now.goal_marks(goal)
    counted = count(goal, marks, now.first)
    target = meant(goal, counted)
    beyond = goal_words.beyond(counted, target)
    return DrawnGoal(
        title=goal.title,
        instead=_say(data, t("Goal {n}", n=goal.number)),
        done=counted.done,
        partly=counted.partly,
        target=target,
        count=_say(data, goal_words.short_count(counted, target)),
        answered=counted.answered > 0,
        more=_say(data, beyond) if beyond is not None else "",
        # For translators: beside a goal that was made in the week that is shown.
        new=_say(data, t("new")) if is_new(data, goal) else "",
    )


def is_new(data: WeekData, goal: Goal) -> bool:
    """Whether a goal was made in the days of a week, and not with everything else."""
    return goal.created >= data.now.first and data.length.by_weekday and not data.is_first


def in_words(data: WeekData) -> tuple[tuple[Kind, str, str], ...]:
    """Wins, and the notes that may be shown, each with its day; the oldest first."""
    now = data.now
    named = i18n.day_name if data.length.by_weekday else i18n.short_date
    said: list[tuple[date, Kind, str]] = [(win.day, "win", win.text) for win in now.wins]
    said += [(day, "note", text) for day, text in now.notes]
    ordered = sorted(said, key=lambda entry: (entry[0], entry[1] == "note"))
    return tuple((kind, named(day, data.language), text) for day, kind, text in ordered)


def labels(data: WeekData) -> Labels:
    """Translate the words around the picture, with the numbers that they rest on."""
    usual = data.usual.n if data.usual else 0
    return Labels(
        mood=_say(data, t("Mood")),
        mood_low=_say(data, t("very low")),
        mood_high=_say(data, t("very good")),
        your_usual=_say(data, tn("your usual, from {n} day", "your usual, from {n} days", usual)),
        sleep=_say(data, t("Sleep")),
        sleep_unit=_say(data, t("hours")),
        goals=_say(data, t("Goals")),
        words=_say(data, t("In your words")),
        own=_say(data, t("Your own questions")),
        no_answer=_say(data, t("no answer")),
        quality=_say(data, t("how it felt, 1–5")),
        partly=_say(data, t("partly")),
        yes=_say(data, t("yes")),
        no=_say(data, t("no")),
        late=_say(data, t("filled in later")),
        as_usual=_say(data, t("as usual")),
        of_moments=_say(data, t("middle of moments")),
        win=_say(data, t("a win")),
        milestone=_say(data, t("a milestone")),
        note=_say(data, t("a note")),
        session=_say(data, t("a session")),
        medication=_say(data, t("medication changed")),
    )


def rows(data: WeekData, view: WeekView, *, cut: bool) -> Rows:
    """Step to the next page, and to the days before and after of which anything was told."""
    number, total = _place(data, view)
    kind, last = data.kind, data.now.last.isoformat()
    made: list[tuple[Button, ...]] = []
    if total > 1:
        following = (number + 1) % total
        label = t("Page {n} of {all} ▶", n=following + 1, all=total)
        made.append((Button(label, callback_data.action(f"{kind}.page", last, str(following))),))
    if cut:
        made.append(
            (Button(t("All of it in words"), callback_data.action(f"{kind}.words", last)),)
        )
    steps = [
        Button(label, callback_data.action(kind, day.isoformat()))
        for label, day in ((t("◀ Earlier"), data.earlier), (t("Later ▶"), data.later))
        if day is not None
    ]
    more = Button(t("More pictures"), callback_data.action("pictures"))
    return (*made, *([tuple(steps)] if steps else []), (more,))
