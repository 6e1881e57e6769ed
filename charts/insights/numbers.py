"""What is examined: one diary as numbers, a place for every calendar day, None where nothing is.

Not asked, skipped and never written down are all None here: nothing can be said about either.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal, NamedTuple

ExposureKind = Literal["factors", "helped", "goal", "own", "night", "moment"]


@dataclass(frozen=True, slots=True)
class Exposure:
    """Something a day had or had not (0 and 1), or had more or less of."""

    kind: ExposureKind
    id: str
    values: tuple[float | None, ...]
    is_amount: bool = False
    """More or less of it: days are parted at the person's own middle."""

    @property
    def key(self) -> str:
        """Its name, the same for ever."""
        return f"{self.kind}:{self.id}"


class NightNumbers(NamedTuple):
    """A night by the clock of the day it ended on, and how much of the time in bed was slept.

    A tuple, for hundreds of them are packed for the other process at a time, and nobody else in
    this one gets a word in meanwhile.
    """

    bed: time | None = None
    wake: time | None = None
    slept: float | None = None
    in_bed: float | None = None


@dataclass(frozen=True, slots=True)
class DiaryNumbers:
    """One person's days from `first` on."""

    first: date
    moods: tuple[int | None, ...]
    """1-10."""
    nights: tuple[NightNumbers | None, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    marked: tuple[frozenset[str], ...] = ()
    """The words a person marked with # on each day."""
    free_days: frozenset[int] = frozenset()
    """ISO weekdays without work or school, where the person has said so."""
    silent_before: int = 0
    """Days from when the person began to `first`, of which nothing is known."""

    def __post_init__(self) -> None:
        rows = (self.nights, self.marked, *(one.values for one in self.exposures))
        if any(row and len(row) != len(self.moods) for row in rows):
            raise ValueError("every row has a place for every day")
