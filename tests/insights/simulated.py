"""Made-up people: rounded mood of 1-10 that resembles the day before, days untold, no pattern.

What they have of a pattern is put there on purpose, and so is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from charts.insights.numbers import DiaryNumbers, Exposure

Row = NDArray[np.float64]
FIRST = date(2025, 1, 6)
LEVEL = 5.5
UNTOLD = 0.2
TICKED = 0.35
WARM_UP = 50


@dataclass(frozen=True, slots=True)
class Simulated:
    """How somebody is: how far mood swings, and how much a day resembles the day before."""

    phi: float
    sd: float = 1.5
    untold: float = UNTOLD

    def swings(self, chance: np.random.Generator, n: int) -> Row:
        """An autoregressive row of lag 1 with mean 0 and standard deviation 1."""
        shocks = chance.normal(size=n + WARM_UP) * np.sqrt(1 - self.phi**2)
        row = np.empty(n + WARM_UP)
        before = chance.normal()
        for at, shock in enumerate(shocks):
            row[at] = before = self.phi * before + shock
        return row[WARM_UP:]

    def moods(self, chance: np.random.Generator, n: int, effect: Row | float = 0.0) -> Row:
        """Moods as told: whole numbers, some missing."""
        return self.told(chance, self.sd * self.swings(chance, n) + effect)

    def told(self, chance: np.random.Generator, apart: Row) -> Row:
        """So far from the middle, as it is told."""
        told = np.clip(np.rint(LEVEL + apart), 1, 10)
        told[chance.random(len(apart)) < self.untold] = np.nan
        return np.asarray(told, dtype=np.float64)

    def ticks(self, chance: np.random.Generator, n: int) -> Row:
        """Something that is part of about a third of the days, itself alike from day to day."""
        swings = self.swings(chance, n)
        return np.asarray(swings > np.quantile(swings, 1 - TICKED), dtype=np.float64)

    def unanswered(self, chance: np.random.Generator, row: Row) -> Row:
        """Leave some days without an answer."""
        return np.where(chance.random(len(row)) < self.untold, np.nan, row)


def plain(row: Row) -> tuple[float | None, ...]:
    """A row as a diary has it."""
    return tuple(None if np.isnan(value) else float(value) for value in row)


def diary(moods: Row, exposures: Sequence[Row] = ()) -> DiaryNumbers:
    """The diary of somebody who told that."""
    return DiaryNumbers(
        first=FIRST,
        moods=tuple(None if value is None else int(value) for value in plain(moods)),
        exposures=tuple(
            Exposure("factors", str(n), plain(row)) for n, row in enumerate(exposures)
        ),
    )
