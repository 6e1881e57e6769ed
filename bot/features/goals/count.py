"""How often a goal was done in some days, of how often it was meant in just these days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from charts.view import Mark
from storage.goals import Goal

WEEK = 7


@dataclass(frozen=True, slots=True)
class GoalCount:
    """One goal over some days."""

    done: int
    told: bool
    """Whether anything was said about it; without that, none is no number."""
    target: int | None
    """How often it was meant; None is whenever it fits, or less than a week to judge by."""
    days: int
    """The days on which the goal was there."""


def count(goal: Goal, marks: Sequence[Mark | None], first: date, last: date) -> GoalCount:
    """Count from the day the goal was made to the day it ended, within `first` to `last`.

    A day of which something was said is a day of the goal, whenever the goal was written down.
    """
    said = [first + timedelta(days=n) for n, mark in enumerate(marks) if mark is not None]
    begins = min([max(first, goal.created), *said])
    ends = min(last, goal.until or last)
    if goal.status != "active":
        ends = min(ends, goal.changed)
    ends = max([ends, *said])
    days = max(0, (ends - begins).days + 1)
    return GoalCount(
        done=sum(mark == "done" for mark in marks),
        told=bool(said),
        target=_target(goal, begins, days),
        days=days,
    )


def _target(goal: Goal, begins: date, days: int) -> int | None:
    if goal.days:
        there = (begins + timedelta(days=n) for n in range(days))
        return sum(day.isoweekday() in goal.days for day in there) or None
    if goal.times_per_week is None or days < WEEK:
        return None
    return goal.times_per_week * days // WEEK
