"""What a picture shows: plain values, every word already in the person's language.

Nothing here loads matplotlib, so the bot can build a view and hand it to the process that draws.
A gap is None, never zero: not asked, skipped and "nothing" stay three different facts.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Mark = Literal["done", "partly", "not"]
Kind = Literal["win", "note"]
WEEK = 7
ENTRIES = 6
"""Wins and notes that a picture has room for; the others stay in the journal."""


@dataclass(frozen=True, slots=True)
class Day:
    """One local day: its names and what was told about it."""

    date: date
    label: str
    """The weekday, short: "Mon"."""
    sublabel: str
    """The day of the month as the language writes it, short: "23 Nov"."""
    mood: int | None = None
    """1-10; None is a gap."""
    sleep_hours: float | None = None
    sleep_quality: int | None = None
    """1-5."""
    late: bool = False
    """Entered on a later day: drawn hollow."""
    as_usual: bool = False
    """Answered with "same as usual": numbers carry an ≈."""
    of_moments: bool = False
    """The mood is the middle of several moments, no rating of the day: it carries an ≈ too."""
    note: bool = False
    """Something was written down; what it says is not the picture's business."""
    win: bool = False
    today: bool = False


@dataclass(frozen=True, slots=True)
class DrawnGoal:
    """One goal: its name, a mark for each day, and its count in words ("2 of 3")."""

    title: str
    marks: tuple[Mark | None, ...]
    asked: tuple[bool, ...]
    count: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A question of the person's own: what was told each day, and the sum in few words.

    Without cells the sum is all there is, such as the words that were ticked most.
    """

    name: str
    cells: tuple[str | None, ...]
    """What was told each day; empty is a gap, None is a day on which it is not asked."""
    said: str


@dataclass(frozen=True, slots=True)
class Band:
    """The middle half of the person's own earlier days, in points of the mood scale."""

    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of a picture. Those with a default may stay empty and are then left out."""

    mood: str
    mood_low: str
    mood_high: str
    your_usual: str
    sleep: str
    sleep_unit: str
    goals: str
    words: str
    footer: str
    empty: str
    """One kind sentence for a week in which nothing was told."""
    quality: str = ""
    done: str = ""
    partly: str = ""
    not_done: str = ""
    late: str = ""
    as_usual: str = ""
    of_moments: str = ""
    goals_span: str = ""
    """Beside "Goals": the days in which they are counted."""
    win: str = ""
    note: str = ""
    own: str = ""
    words_cut: str = ""
    """Beside "In your words", where not all are shown: "the latest 6 of 9"."""


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything a week picture (7 days) or a month picture (28-35 days) shows."""

    title: str
    subtitle: str
    days: tuple[Day, ...]
    usual: Band | None
    goals: tuple[DrawnGoal, ...]
    words: tuple[tuple[Kind, str, str], ...]
    """(kind, day in words, the person's words), oldest first; the latest are shown."""
    labels: Labels
    own: tuple[OwnRow, ...] = ()
    right_to_left: bool = False
    """Days run from right to left, as the language reads."""

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError("a picture needs at least one day")
        for goal in self.goals:
            if not len(goal.marks) == len(goal.asked) == len(self.days):
                raise ValueError("a goal needs one mark and one 'asked' for each day")
        if any(row.cells and len(row.cells) != len(self.days) for row in self.own):
            raise ValueError("an own question needs a cell for each day, or none")
        for day in self.days:
            _check(day)

    @property
    def is_empty(self) -> bool:
        """Nothing at all was told in these days."""
        marked = any(mark is not None for goal in self.goals for mark in goal.marks)
        return not (marked or self.words or self.own or any(_told(day) for day in self.days))


def _told(day: Day) -> bool:
    values = (day.mood, day.sleep_hours, day.sleep_quality)
    return day.note or day.win or any(value is not None for value in values)


def _check(day: Day) -> None:
    if day.mood is not None and not 1 <= day.mood <= 10:
        raise ValueError("mood is 1 to 10")
    if day.sleep_hours is not None and not 0 <= day.sleep_hours <= 24:
        raise ValueError("a night has 0 to 24 hours")
    if day.sleep_quality is not None and not 1 <= day.sleep_quality <= 5:
        raise ValueError("sleep quality is 1 to 5")
