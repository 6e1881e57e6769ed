"""Two times four weeks side by side: medians, the Hodges-Lehmann shift and an interval for it.

The interval is a bootstrap of whole weeks, so that weekdays and the likeness of neighbouring days
stay in it. Four weeks can be drawn from four in 35 ways, and 35 times 35 are few enough to take
all of them, each with its weight: no random numbers, and the same answer every time. Percentiles
of so few blocks are too narrow, so they are expanded for n = 4 (Hesterberg 2015, doi
10.1080/00031305.2015.1089789). A difference of rounded answers is read within its point, as for
grouped data, or every shift would be a whole number.

A change of two points would be missed more often than found where half of the interval is wider
than two points: then nothing is said but that. docs/insights.md has the measured shares.
"""

from datetime import date, timedelta
from functools import cache
from itertools import combinations_with_replacement
from math import factorial, prod, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, t

from charts.insights.findings import Change, Outcome
from charts.insights.weeks import WEEK, Days, is_told, weekly

Counts: TypeAlias = NDArray[np.float64]  # how often each answer was given
WEEKS = 4
REACH = 6
"""Calendar weeks among which four told ones are looked for."""
MATTERS = 2.0
"""The change, in points, that must not be missed more often than found."""
MOST = 10


def change(first: date, moods: Days) -> Change | None:
    """The latest four told weeks beside the four before; None where there are not so many."""
    weeks = weekly(moods)
    places = np.flatnonzero(is_told(weeks))[-2 * WEEKS :]
    if lacking_weeks(moods):
        return None
    before, now = weeks[places[:WEEKS]], weeks[places[WEEKS:]]
    low, high = interval(before, now)
    counts = _counted(before).sum(axis=0), _counted(now).sum(axis=0)
    begun = int(places[WEEKS]) * WEEK + len(moods) % WEEK
    return Change(
        since=first + timedelta(days=begun),
        n_before=int(counts[0].sum()),
        n_now=int(counts[1].sum()),
        before=float(np.nanmedian(before)),
        now=float(np.nanmedian(now)),
        shift=float(shifts(*(c[None] for c in counts))[0]),
        low=low,
        high=high,
        verdict=_verdict(low, high),
        nap=nap(before, now),
    )


def lacking_weeks(moods: Days) -> int:
    """How many told weeks are missing before two times four lie close enough together."""
    told = is_told(weekly(moods))[-2 * REACH :]
    return max(0, 2 * WEEKS - int(told.sum()))


def _verdict(low: float, high: float) -> Outcome:
    if low > 0:
        return "higher"
    if high < 0:
        return "lower"
    return "no clear change" if (high - low) / 2 <= MATTERS else "too few days"


def nap(before: Days, now: Days) -> float:
    """Nonoverlap of all pairs: the share in which the later is higher, ties half.

    Parker & Vannest 2009, doi 10.1016/j.beth.2008.10.006.
    """
    pairs = _known(now)[:, None] - _known(before)[None, :]
    return float(((pairs > 0) + (pairs == 0) / 2).mean())


def interval(before: Days, now: Days) -> tuple[float, float]:
    """The 95 % interval of the shift, from every way to draw the weeks anew."""
    ways, weights = _ways()
    drawn = (ways @ _counted(before), ways @ _counted(now))
    pairs = [np.repeat(drawn[0], len(ways), axis=0), np.tile(drawn[1], (len(ways), 1))]
    found, weight = shifts(*pairs), np.outer(weights, weights).ravel()
    order = np.argsort(found)
    below, found = np.cumsum(weight[order]), found[order]
    tail = _tail()
    low, high = np.searchsorted(below, [tail, 1 - tail])
    return float(found[low]), float(found[min(high, len(found) - 1)])


def shifts(before: Counts, now: Counts) -> NDArray[np.float64]:
    """The median of all differences between two sets of answers, row by row, within its point."""
    apart = np.zeros((len(before), 2 * MOST - 1))
    for answer in range(MOST):
        start = MOST - 1 - answer
        apart[:, start : start + MOST] += before[:, [answer]] * now
    upto = apart.cumsum(axis=1)
    half = upto[:, -1] / 2
    rows = np.arange(len(apart))
    at = (upto >= half[:, None]).argmax(axis=1)
    within = (half - upto[rows, at] + apart[rows, at]) / apart[rows, at]
    return np.asarray(at - (MOST - 1) - 0.5 + within, dtype=np.float64)


def _known(values: Days) -> Days:
    return values[np.isfinite(values)]


def _counted(weeks: Days) -> Counts:
    answers = np.arange(1, MOST + 1)
    return np.asarray((weeks[:, :, None] == answers).sum(axis=1), dtype=np.float64)


@cache
def _ways() -> tuple[Counts, NDArray[np.float64]]:
    """Every way to draw four weeks of four: how often each is drawn, and how likely that is."""
    drawn = combinations_with_replacement(range(WEEKS), WEEKS)
    times = np.array([np.bincount(way, minlength=WEEKS) for way in drawn], dtype=np.float64)
    likely = [factorial(WEEKS) / prod(map(factorial, way)) for way in times.astype(int).tolist()]
    return times, np.array(likely) / WEEKS**WEEKS


@cache
def _tail() -> float:
    """How much of the bootstrap lies beyond each end, expanded for four blocks."""
    return float(norm.cdf(-sqrt(WEEKS / (WEEKS - 1)) * t.ppf(0.975, WEEKS - 1)))
