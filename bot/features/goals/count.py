"""How a goal went in some days: one count for every screen and picture.

Silence is never counted against anybody: of a day without an answer nothing is known, so no more
can be meant than was answered for. Days before the goal was made, after its end, or while it was
put away are no days of the goal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from charts.view import Mark
from storage.goals import Goal

WEEK = 7


@dataclass(frozen=True, slots=True)
class GoalCount:
    """One goal over some days."""

    first: date
    done: int
    partly: int
    answered: int
    """On how many days something was said about it; without any, none is no number."""
    target: int | None
    """How often it was meant on the days that were answered; None is whenever it fits."""
    days: int
    """The days on which the goal was there."""
    is_young: bool = False
    """It was made in these days, and there for less than a week of them."""

    @property
    def has_just_begun(self) -> bool:
        """Whether it is young and nothing was done yet: a nought would only sting."""
        return self.is_young and not (self.done or self.partly)


def count(goal: Goal, marks: Sequence[Mark | None], first: date) -> GoalCount:
    """Count the days from `first` on, a mark each, as far as the goal was there.

    A day of which something was said is a day of the goal, whenever the goal was written down.
    """
    last = first + timedelta(days=len(marks) - 1)
    said = [first + timedelta(days=n) for n, mark in enumerate(marks) if mark is not None]
    begins = min([max(first, goal.created), *said])
    ends = min(last, goal.until or last)
    if goal.status != "active":
        ends = min(ends, goal.changed)
    ends = max([ends, *said])
    days = max(0, (ends - begins).days + 1)
    return GoalCount(
        first=first,
        done=marks.count("done"),
        partly=marks.count("partly"),
        answered=len(said),
        target=_target(goal, said, days),
        days=days,
        is_young=goal.created >= first and days < WEEK,
    )


def _target(goal: Goal, said: Sequence[date], days: int) -> int | None:
    if goal.days:
        return sum(day.isoweekday() in goal.days for day in said) or None
    if goal.times_per_week is None:
        return None
    if goal.times_per_week >= WEEK:
        return len(said) or None
    # Less than a week says nothing of "three times a week".
    return min(goal.times_per_week * days // WEEK, len(said)) or None if days >= WEEK else None


def meant(goal: Goal, counted: GoalCount) -> int | None:
    """How often a goal is meant in its days, answered or not; None is no number.

    Of a young one it is what the words say: nothing was meant before it was there.
    """
    if counted.is_young:
        return counted.target
    days = counted.days
    if goal.days:
        return round(len(goal.days) * days / WEEK) or None
    if goal.times_per_week is None:
        return None
    return round(goal.times_per_week * max(days, WEEK) / WEEK)
