"""Which goals apply on a day, and how far a week has come."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from storage import answers, goals
from storage.goals import Goal
from storage.store import Tx

WEEK = timedelta(days=7)


def applies(goal: Goal, day: date) -> bool:
    """Tell whether a goal is asked about on that day."""
    if goal.horizon != "short" or goal.status != "active" or day < goal.created:
        return False
    if goal.until is not None and day > goal.until:
        return False
    return not goal.days or day.isoweekday() in goal.days


def of_day(tx: Tx, user_id: int, day: date) -> tuple[Goal, ...]:
    """List the goals that apply on a day, in the order in which they were made."""
    return tuple(goal for goal in goals.list_(tx, user_id) if applies(goal, day))


def week_start(day: date) -> date:
    """Find the Monday of the week of a day."""
    return day - timedelta(days=day.isoweekday() - 1)


def marks(tx: Tx, user_id: int, first: date, last: date) -> dict[date, Mapping[str, str]]:
    """Read what was said about goals: day to goal number to done, partly or not."""
    return {
        answer.day: answer.value
        for answer in answers.between(tx, user_id, first, last)
        if answer.step == "goals" and isinstance(answer.value, dict)
    }


def done_in(said: Iterable[Mapping[str, str]], number: int) -> int:
    """Count the days on which a goal was done."""
    return sum(day.get(str(number)) == "done" for day in said)


def done_this_week(tx: Tx, user_id: int, day: date) -> dict[int, int]:
    """Count, for each goal, the days done from Monday to that day."""
    said = marks(tx, user_id, week_start(day), day).values()
    return {goal.number: done_in(said, goal.number) for goal in goals.list_(tx, user_id)}


def target(goal: Goal) -> int | None:
    """Tell how often a week a goal was meant to be done."""
    return len(goal.days) or goal.times_per_week
