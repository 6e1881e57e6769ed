"""Days as arrays, and whole weeks of them: the blocks in which weekdays keep their effect."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Days: TypeAlias = NDArray[np.float64]

WEEK = 7
TOLD = 3
"""Answered days from which on a week counts."""


def days(values: Sequence[float | None]) -> Days:
    """One number a day, NaN where nothing is known."""
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def weekly(moods: Days) -> Days:
    """Whole weeks as rows, counted back from the last day; what is over at the beginning goes."""
    return moods[len(moods) % WEEK :].reshape(-1, WEEK)


def is_told(weeks: Days) -> NDArray[np.bool_]:
    """Which weeks have enough answers."""
    return np.asarray(np.isfinite(weeks).sum(axis=1) >= TOLD)


def medians(weeks: Days) -> Days:
    """The middle of each week, NaN where a week has too few answers."""
    middles = np.full(len(weeks), np.nan)
    for place in np.flatnonzero(is_told(weeks)):
        middles[place] = np.nanmedian(weeks[place])
    return middles
