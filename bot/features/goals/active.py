"""Which goals apply on a day, with the target of that day, and how far a week has come."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from bot.core import contents
from bot.core.contents import Content
from bot.core.fields import Day, GoalNumber, Said, Weekdays
from charts.view import Mark
from storage import answers, entries, goals
from storage.entries import Entry
from storage.goals import Goal
from storage.store import Tx

WEEK = timedelta(days=7)


class TargetContent(Content):
    """A target that ended: it was meant before the entry's day."""

    KIND = "goal target"
    BY_THE_WAY = True
    goal: GoalNumber
    times: Annotated[int, Field(ge=1, le=100)] | None = None
    days: Weekdays = ()
    once: bool = False


class WasContent(Content):
    """What a goal was called, or until when it was meant, before it was changed on that day."""

    KIND = "goal was"
    BY_THE_WAY = True
    goal: GoalNumber
    field: Literal["title", "until"]
    was: Said | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.field == "title" and self.was is None:
            raise ValueError("a goal has a title")
        if self.field == "until" and self.was is not None:
            _DAY.validate_python(self.was)
        return self

    @property
    def until(self) -> date | None:
        """The end that it had."""
        return date.fromisoformat(self.was) if self.was and self.field == "until" else None


ENDED = (TargetContent.KIND, WasContent.KIND)
MARKS: Mapping[str, Mark] = {mark: mark for mark in get_args(Mark)}
_DAY: TypeAdapter[date] = TypeAdapter(Day)


def applies(goal: Goal, day: date) -> bool:
    """Tell whether a goal is asked about on that day."""
    if goal.horizon != "short" or goal.status != "active" or day < goal.created:
        return False
    if goal.until is not None and day > goal.until:
        return False
    return not goal.days or day.isoweekday() in goal.days


def of_day(tx: Tx, user_id: int, day: date) -> tuple[Goal, ...]:
    """List the goals that apply on a day, in the order in which they were made."""
    return tuple(
        [
            goal
            for goal in as_of(tx, user_id, day)
            if applies(goal, day) and not (goal.once and _was_done(tx, user_id, goal, day))
        ]
    )


def _was_done(tx: Tx, user_id: int, goal: Goal, before: date) -> bool:
    """Tell whether what was meant to be done once was done on an earlier day."""
    said = marks(tx, user_id, goal.created, before - timedelta(days=1)).values()
    return done_in(said, goal.number) > 0


def has_ended(goal: Goal, day: date) -> bool:
    """Tell whether a goal's last day is over and nobody has said yet what became of it."""
    return goal.status == "active" and goal.until is not None and day > goal.until


def as_of(tx: Tx, user_id: int, day: date) -> tuple[Goal, ...]:
    """List all goals with the target and the end that each had on that day."""
    ended: dict[int, TargetContent] = {}
    ends: dict[int, WasContent] = {}
    following = day + timedelta(days=1)
    for target in contents.between(tx, user_id, TargetContent, following, date.max):
        ended.setdefault(target.content.goal, target.content)
    for was in contents.between(tx, user_id, WasContent, following, date.max):
        if was.content.field == "until":
            ends.setdefault(was.content.goal, was.content)
    then = []
    for goal in goals.list_(tx, user_id):
        known = with_target(goal, ended[goal.number]) if goal.number in ended else goal
        then.append(_with(known, ends[goal.number]) if goal.number in ends else known)
    return tuple(then)


def _with(goal: Goal, was: WasContent) -> Goal:
    """Give a goal the title or the end that it had before."""
    if was.field == "until":
        return goal._replace(until=was.until)
    return goal._replace(title=was.was or goal.title)


def with_target(goal: Goal, target: TargetContent) -> Goal:
    """Give a goal a target that it had before."""
    return goal._replace(times_per_week=target.times, days=target.days, once=target.once)


def remember_target(tx: Tx, user_id: int, goal: Goal, today: date) -> None:
    """Keep the target that ends today; of several changes on one day only the first counts."""
    kept = contents.between(tx, user_id, TargetContent, today, today)
    if goal.created >= today or any(entry.content.goal == goal.number for entry in kept):
        return
    target = TargetContent(
        goal=goal.number, times=goal.times_per_week, days=goal.days, once=goal.once
    )
    contents.add(tx, user_id, today, target)


def remember(tx: Tx, user_id: int, goal: Goal, field: str, today: date) -> None:
    """Keep the title or the end that is over today; of several on one day the first counts."""
    if field == "title":
        was = WasContent(goal=goal.number, field="title", was=goal.title)
    elif field == "until":
        until = goal.until.isoformat() if goal.until else None
        was = WasContent(goal=goal.number, field="until", was=until)
    else:
        return
    kept = contents.between(tx, user_id, WasContent, today, today)
    known = any((e.content.goal, e.content.field) == (was.goal, was.field) for e in kept)
    if goal.created < today and not known:
        contents.add(tx, user_id, today, was)


def earlier_words(tx: Tx, user_id: int, goal: Goal) -> list[tuple[date, str, Goal]]:
    """List what a goal was called and until when it was meant, each with its last such day."""
    return [
        (entry.day - timedelta(days=1), entry.content.field, _with(goal, entry.content))
        for entry in contents.of_kind(tx, user_id, WasContent)
        if entry.content.goal == goal.number
    ]


def earlier_targets(tx: Tx, user_id: int, goal: Goal) -> list[tuple[date, Goal]]:
    """List the targets a goal had before, each with the last day on which it was meant."""
    return [
        (entry.day - timedelta(days=1), with_target(goal, entry.content))
        for entry in contents.of_kind(tx, user_id, TargetContent)
        if entry.content.goal == goal.number
    ]


def is_spoken_of(tx: Tx, user_id: int, goal: Goal) -> bool:
    """Whether an answer, an entry or another goal would speak of nothing without this goal."""
    told = map(_numbers_in, entries.every(tx, user_id))
    answered = marks(tx, user_id, goal.created, date.max).values()
    return any(str(goal.number) in numbers for numbers in (*answered, *told)) or any(
        other.towards == goal.number for other in goals.list_(tx, user_id)
    )


def _numbers_in(entry: Entry) -> frozenset[str]:
    """Name the goals that an entry speaks of, by the two fields that every kind has for it.

    Also of one that no model of today fits: its goal must not go while a later version needs it.
    """
    one, many = entry.content.get("goal"), entry.content.get("goals")
    return frozenset((str(one), *(many if isinstance(many, dict) else ())))


def marks(tx: Tx, user_id: int, first: date, last: date) -> dict[date, Mapping[str, Mark]]:
    """Read what was said about goals: day to goal number to done, partly or not."""
    return {
        answer.day: marks_in(answer.value)
        for answer in answers.of_step(tx, user_id, "goals", first, last)
        if isinstance(answer.value, dict)
    }


def marks_in(said: JsonValue) -> dict[str, Mark]:
    """Read the marks of one answer, by the numbers of the goals."""
    given = said.items() if isinstance(said, dict) else ()
    return {number: MARKS[str(mark)] for number, mark in given if str(mark) in MARKS}


def done_in(said: Iterable[Mapping[str, str]], number: int) -> int:
    """Count the days on which a goal was done."""
    return sum(day.get(str(number)) == "done" for day in said)
