"""Which goals apply on a day, with the target of that day, and how far a week has come."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from charts.view import Mark
from storage import answers, entries, goals
from storage.goals import Goal
from storage.store import Tx

WEEK = timedelta(days=7)
# An entry holds the target that ended: it was meant before the entry's day.
TARGET = "goal target"
# In the same way what a goal was called, or until when it was meant, before it was changed.
WAS = "goal was"
WORDED = ("title", "until")
ENDED = (TARGET, WAS)


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
    ended: dict[int, Mapping[str, object]] = {}
    ends: dict[int, Mapping[str, object]] = {}
    following = day + timedelta(days=1)
    for entry in entries.between(tx, user_id, TARGET, following, date.max):
        ended.setdefault(entry.content["goal"], entry.content)
    for entry in entries.between(tx, user_id, WAS, following, date.max):
        if entry.content["field"] == "until":
            ends.setdefault(entry.content["goal"], entry.content)
    then = []
    for goal in goals.list_(tx, user_id):
        known = with_target(goal, ended[goal.number]) if goal.number in ended else goal
        then.append(_with(known, ends[goal.number]) if goal.number in ends else known)
    return tuple(then)


def _with(goal: Goal, was: Mapping[str, object]) -> Goal:
    """Give a goal the title or the end that it had before."""
    value = was.get("was")
    if was["field"] == "until":
        return replace(goal, until=date.fromisoformat(value) if isinstance(value, str) else None)
    return replace(goal, title=str(value))


def with_target(goal: Goal, target: Mapping[str, object]) -> Goal:
    """Give a goal a target that it had before."""
    days = target["days"]
    times = target["times"]
    return replace(
        goal,
        times_per_week=times if isinstance(times, int) else None,
        days=tuple(days) if isinstance(days, list) else (),
        once=bool(target["once"]),
    )


def remember_target(tx: Tx, user_id: int, goal: Goal, today: date) -> None:
    """Keep the target that ends today; of several changes on one day only the first counts."""
    kept = entries.between(tx, user_id, TARGET, today, today)
    if goal.created >= today or any(entry.content["goal"] == goal.number for entry in kept):
        return
    target = {"times": goal.times_per_week, "days": list(goal.days), "once": goal.once}
    entries.add(tx, user_id, TARGET, today, {"goal": goal.number, **target})


def remember(tx: Tx, user_id: int, goal: Goal, field: str, today: date) -> None:
    """Keep the title or the end that is over today; of several on one day the first counts."""
    if field not in WORDED or goal.created >= today:
        return
    for entry in entries.between(tx, user_id, WAS, today, today):
        if (entry.content["goal"], entry.content["field"]) == (goal.number, field):
            return
    until = goal.until.isoformat() if goal.until else None
    was = goal.title if field == "title" else until
    entries.add(tx, user_id, WAS, today, {"goal": goal.number, "field": field, "was": was})


def earlier_words(tx: Tx, user_id: int, goal: Goal) -> list[tuple[date, str, Goal]]:
    """List what a goal was called and until when it was meant, each with its last such day."""
    return [
        (entry.day - timedelta(days=1), entry.content["field"], _with(goal, entry.content))
        for entry in entries.of_kind(tx, user_id, WAS)
        if entry.content["goal"] == goal.number
    ]


def earlier_targets(tx: Tx, user_id: int, goal: Goal) -> list[tuple[date, Goal]]:
    """List the targets a goal had before, each with the last day on which it was meant."""
    return [
        (entry.day - timedelta(days=1), with_target(goal, entry.content))
        for entry in entries.of_kind(tx, user_id, TARGET)
        if entry.content["goal"] == goal.number
    ]


def is_spoken_of(tx: Tx, user_id: int, goal: Goal) -> bool:
    """Whether an answer, an entry or another goal would speak of nothing without this goal."""
    told = [entry.content for entry in entries.every(tx, user_id)]
    numbers = (
        *marks(tx, user_id, goal.created, date.max).values(),
        *(content.get("goals", ()) for content in told),
    )
    return (
        any(str(goal.number) in of_a_day for of_a_day in numbers)
        or any(content.get("goal") == goal.number for content in told)
        or any(other.towards == goal.number for other in goals.list_(tx, user_id))
    )


def marks(tx: Tx, user_id: int, first: date, last: date) -> dict[date, Mapping[str, Mark]]:
    """Read what was said about goals: day to goal number to done, partly or not."""
    return {
        answer.day: answer.value
        for answer in answers.of_step(tx, user_id, "goals", first, last)
        if isinstance(answer.value, dict)
    }


def done_in(said: Iterable[Mapping[str, str]], number: int) -> int:
    """Count the days on which a goal was done."""
    return sum(day.get(str(number)) == "done" for day in said)
