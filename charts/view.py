"""What a picture shows: plain values, every word already in the person's language.

Nothing here loads matplotlib, so the bot can build a view and hand it to the process that draws.
A gap is None, never zero: not asked, skipped and "nothing" stay three different facts.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from charts.drawings import View
from charts.theme import Look

Mark = Literal["done", "partly", "not"]
Kind = Literal["win", "note"]
Happening = Literal["session", "medication", "milestone", "win", "note"]
Drawn = Literal["line", "marks", "words"]
WEEK = 7


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
    milestone: bool = False
    session: bool = False
    medication: bool = False
    """A change of it was noted."""
    today: bool = False

    @property
    def told(self) -> bool:
        """Whether any number was told of it; without, it is a gap."""
        values = (self.mood, self.sleep_hours, self.sleep_quality)
        return any(value is not None for value in values)

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What happened on it, the rarest first."""
        found: tuple[tuple[Happening, bool], ...] = (
            ("session", self.session),
            ("medication", self.medication),
            ("milestone", self.milestone),
            ("win", self.win and not self.milestone),
            ("note", self.note),
        )
        return tuple(kind for kind, here in found if here)


@dataclass(frozen=True, slots=True)
class DrawnGoal:
    """One goal: its name, how often it was done, and of how often."""

    title: str
    instead: str
    """What stands there where no face can draw the name, such as "Goal 3"."""
    done: int
    partly: int
    target: int | None
    """How often it was meant in these days; None is whenever it fits."""
    count: str
    """The same in few words: "2 of 3", or that nothing was noted."""
    answered: bool = True
    new: str = ""
    """Said of a goal that was made in these days."""
    more: str = ""
    """What was done beyond the target, in few words: its pips have no place."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A question of the person's own: what was told each day, and the sum in few words.

    Without cells the sum is all there is, such as the words that were ticked most.
    """

    name: str
    instead: str
    """What stands there where no face can draw the name."""
    cells: tuple[str | None, ...]
    """What was told each day; empty is a gap, None is a day on which it is not asked."""
    said: str
    levels: tuple[float | None, ...] = ()
    """The same as heights from 0 to 1, where it can be drawn as one."""
    drawn: Drawn = "words"


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
    own: str
    no_answer: str = ""
    quality: str = ""
    partly: str = ""
    yes: str = ""
    no: str = ""
    late: str = ""
    as_usual: str = ""
    of_moments: str = ""
    win: str = ""
    milestone: str = ""
    note: str = ""
    session: str = ""
    medication: str = ""
    page: str = ""
    """Which page of how many, on all of several."""


@dataclass(frozen=True, slots=True)
class WeekView(View):
    """Everything a week picture (up to 7 days) or a month picture (8-35 days) shows."""

    drawn_in = "charts.week"

    title: str
    """The headline: what can be said, else the plain fact."""
    subtitle: str
    days: tuple[Day, ...]
    """From the first day with the bot on: nothing is drawn of days before."""
    usual: Band | None
    goals: tuple[DrawnGoal, ...]
    words: tuple[tuple[Kind, str, str], ...]
    """(kind, day in words, the person's words), oldest first."""
    labels: Labels
    own: tuple[OwnRow, ...] = ()
    right_to_left: bool = False
    """Days run from right to left, as the language reads."""
    page: int = 0
    """Which of its pages is drawn."""
    look: Look = "light"

    def __post_init__(self) -> None:
        if not self.days:
            raise ValueError("a picture needs at least one day")
        if any(row.cells and len(row.cells) != len(self.days) for row in self.own):
            raise ValueError("an own question needs a cell for each day, or none")
        if any(row.levels and len(row.levels) != len(self.days) for row in self.own):
            raise ValueError("an own question needs a height for each day, or none")
        for day in self.days:
            _check(day)

    @property
    def is_week(self) -> bool:
        """Whether its columns are wide enough for numbers."""
        return len(self.days) <= WEEK


def _check(day: Day) -> None:
    if day.mood is not None and not 1 <= day.mood <= 10:
        raise ValueError("mood is 1 to 10")
    if day.sleep_hours is not None and not 0 <= day.sleep_hours <= 24:
        raise ValueError("a night has 0 to 24 hours")
    if day.sleep_quality is not None and not 1 <= day.sleep_quality <= 5:
        raise ValueError("sleep quality is 1 to 5")
