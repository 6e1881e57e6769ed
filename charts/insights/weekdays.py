"""Whether a day of the week goes with mood.

Rolled by seven days a weekday is itself again, so circular shifts cannot test it. Each such day is
held against the told days around it instead, three before and three after, so that no slow drift
counts; one difference a week, and of these Student's t. Neighbouring differences resemble each
other a little, for the days around them adjoin, and some rest on fewer days: with as much freedom
as there are weeks the test is wrong somewhat too often (5.4 %), so half of it is taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np
from scipy.stats import t

from charts.insights.together import Pair
from charts.insights.weeks import WEEK, Days

LEAST = 16
"""Such days, each with enough told around it; of fewer the test is wrong too often far out."""
AROUND = 3
TOLD_AROUND = 4
INDEPENDENT = 2
"""Of so many neighbouring weeks one counts."""


@dataclass(frozen=True, slots=True)
class WeekdayTried:
    """A weekday held against the days around it."""

    pair: Pair
    error: float
    """The standard error of the mean difference."""
    freedom: float

    def interval(self, level: float) -> tuple[float, float]:
        """The interval of the mean difference."""
        half = float(t.ppf(1 - level / 2, self.freedom)) * self.error
        return self.pair.difference - half, self.pair.difference + half


def weekdays(first: date, moods: Days) -> Iterator[WeekdayTried]:
    """Try each day of the week that was told often enough."""
    if not len(moods):
        return
    padded = np.pad(moods, AROUND, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, WEEK)
    around = np.delete(windows, AROUND, axis=1)
    told = np.isfinite(moods) & (np.isfinite(around).sum(axis=1) >= TOLD_AROUND)
    for day in range(WEEK):
        places = np.flatnonzero(told & ((np.arange(len(moods)) + first.weekday()) % WEEK == day))
        apart = moods[places] - np.array([np.nanmean(around[place]) for place in places])
        if len(places) < LEAST or np.ptp(apart) == 0:
            continue
        others, difference = around[places], float(apart.mean())
        error, freedom = float(apart.std(ddof=1)) / sqrt(len(apart)), len(apart) / INDEPENDENT
        pair = Pair(
            key=f"weekday:{day + 1}",
            next_day=False,
            p=float(2 * t.sf(abs(difference) / error, freedom)),
            difference=difference,
            with_=moods[places],
            without=others[np.isfinite(others)],
        )
        yield WeekdayTried(pair, error, freedom)
