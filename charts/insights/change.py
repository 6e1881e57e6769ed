"""Two times four weeks side by side: medians, the Hodges-Lehmann shift and an interval for it.

The interval reaches from the least to the most by which any of the later weeks differs from any
of the earlier, each pair of weeks by its own shift: the distribution-free interval of Bauer 1972
(J. Am. Stat. Assoc. 67, 687-690, doi 10.1080/01621459.1972.10481279) with whole weeks as its
units, so that weekdays and the likeness of neighbouring days stay in it. A change is said only
where all four later weeks lie on the same side of all four earlier ones. Of the 70 ways to call
four of eight weeks the later, one at most puts them all above and one all below: 2 of 70, or
2.9 %, are wrong where weeks do not resemble each other, and the rest of 5 % is left to weeks that
do. docs/insights.md has the measured shares.

A difference of rounded answers is read within its point, as for grouped data, or every shift would
be a whole number. A change of two points would be missed more often than found where half of the
interval is wider than two points: then nothing is said but that.
"""

from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

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
        before=middle(counts[0]),
        now=middle(counts[1]),
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


def middle(counts: Counts) -> float:
    """The median of some answers, within its point: of 4, 4, 5, 5 and 5 it is 4.7."""
    upto = counts.cumsum()
    half = upto[-1] / 2
    at = int((upto >= half).argmax())
    return float(at + 0.5 + (half - upto[at] + counts[at]) / counts[at])


def interval(before: Days, now: Days) -> tuple[float, float]:
    """The least and the most by which a later week differs from an earlier one."""
    found = shifts(
        np.repeat(_counted(before), len(now), axis=0), np.tile(_counted(now), (len(before), 1))
    )
    return float(found.min()), float(found.max())


def shifts(before: Counts, now: Counts) -> NDArray[np.float64]:
    """The median of all differences between two sets of answers, row by row, within its point."""
    most = before.shape[1]
    apart = np.zeros((len(before), 2 * most - 1))
    for answer in range(most):
        start = most - 1 - answer
        apart[:, start : start + most] += before[:, [answer]] * now
    upto = apart.cumsum(axis=1)
    half = upto[:, -1] / 2
    rows = np.arange(len(apart))
    at = (upto >= half[:, None]).argmax(axis=1)
    within = (half - upto[rows, at] + apart[rows, at]) / apart[rows, at]
    return np.asarray(at - (most - 1) - 0.5 + within, dtype=np.float64)


def _known(values: Days) -> Days:
    return values[np.isfinite(values)]


def _counted(weeks: Days) -> Counts:
    answers = np.arange(1, MOST + 1)
    return np.asarray((weeks[:, :, None] == answers).sum(axis=1), dtype=np.float64)
