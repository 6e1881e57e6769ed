"""Facts from one person's own numbers, each with the least amount of data it may rest on.

No prose: captions are worded elsewhere. Missing is None, never zero and never guessed. Nothing
here says why something happened, compares people, or calls a change "significant".
Sources are named where a rule comes from outside; limits without one are this project's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from math import ceil
from statistics import fmean, median, quantiles
from typing import Protocol

from charts.clock_times import circular_mean
from charts.view import Band

TO_SUMMARISE = 3
"""Answered days before a typical value is named; fewer are only listed."""
FOR_A_RANGE = 14
"""Answered days, of 28, before "your usual" is drawn."""


class DayNumbers(Protocol):
    """What a day must know to be counted; `charts.view.Day` does."""

    @property
    def date(self) -> date:
        """The local day."""

    @property
    def mood(self) -> int | None:
        """1-10."""

    @property
    def sleep_hours(self) -> float | None:
        """The night that ended on this day."""

    @property
    def sleep_quality(self) -> int | None:
        """1-5."""


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """A week in numbers; moods in points of 1-10, sleep in hours, quality in points of 1-5."""

    days: int
    answered: int
    """Days with a mood."""
    median: float | None
    middle: tuple[float, float] | None
    """From the 25th to the 75th percentile."""
    low: int | None
    high: int | None
    lowest_days: tuple[date, ...]
    """All days with the lowest mood; none when all days were alike."""
    highest_days: tuple[date, ...]
    sleep_mean: float | None
    sleep_n: int
    quality_median: float | None
    quality_n: int
    bed: time | None = None
    wake: time | None = None


def summarise(
    days: Sequence[DayNumbers],
    beds: Sequence[time | None] = (),
    wakes: Sequence[time | None] = (),
) -> WeekFacts:
    """The facts of a week: typical values from 3 answers on, extremes from one.

    Mood in points, sleep in hours; `beds` and `wakes` are local clock times, averaged on the
    circle from 3 nights on.
    """
    moods = [(day.mood, day.date) for day in days if day.mood is not None]
    values = [mood for mood, _ in moods]
    nights = [day.sleep_hours for day in days if day.sleep_hours is not None]
    qualities = [day.sleep_quality for day in days if day.sleep_quality is not None]
    low, high = (min(values), max(values)) if values else (None, None)
    differ = low != high
    return WeekFacts(
        days=len(days),
        answered=len(values),
        median=typical(values),
        middle=_middle_half(values),
        low=low,
        high=high,
        lowest_days=tuple(day for mood, day in moods if differ and mood == low),
        highest_days=tuple(day for mood, day in moods if differ and mood == high),
        sleep_mean=fmean(nights) if nights else None,
        sleep_n=len(nights),
        quality_median=typical(qualities),
        quality_n=len(qualities),
        bed=circular_mean(beds),
        wake=circular_mean(wakes),
    )


def typical(values: Sequence[int]) -> float | None:
    """The median, in the values' unit; None with fewer than 3 of them."""
    return float(median(values)) if len(values) >= TO_SUMMARISE else None


def _middle_half(values: Sequence[int]) -> tuple[float, float] | None:
    """25th and 75th percentile by linear interpolation, ends included (Hyndman & Fan type 7)."""
    if len(values) < TO_SUMMARISE:
        return None
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, high


def usual_range(moods: Sequence[int | None]) -> Band | None:
    """The middle half (25-75 %) of the moods of the previous 28 days, in whole points.

    None with fewer than 14 answered days. Both ends are moods that were given (Hyndman & Fan
    type 1): nobody knows what a 3.75 would be.
    """
    n = sum(mood is not None for mood in moods)
    found = middle_half(moods)
    return Band(*found, n) if found is not None and n >= FOR_A_RANGE else None


def middle_half(moods: Sequence[int | None]) -> tuple[int, int] | None:
    """Between which two moods that were given half of them lie; None with fewer than 3.

    25th and 75th percentile (Hyndman & Fan type 1).
    """
    known = sorted(mood for mood in moods if mood is not None)
    if len(known) < TO_SUMMARISE:
        return None
    low, high = (known[ceil(len(known) * part) - 1] for part in (0.25, 0.75))
    return low, high
