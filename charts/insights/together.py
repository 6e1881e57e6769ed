"""What goes with mood, on the same day and the next, by exact circular shift.

Rolling one row against the other by every number of days keeps both as they are, with their
likeness from day to day and their gaps, and undoes only what ties them together. How the true
difference stands among all of these says how surprising it is. n shifts can give no p below 1/n,
which would never outlive a correction for all that is tried; so beyond the exact p ≤ .05 the tail
is read from Student's t with n/5 degrees of freedom, which is careful (docs/insights.md). Who is
kept is chosen by Benjamini & Hochberg over everything tried, and intervals are as wide as that
asks for (Benjamini & Yekutieli 2005, doi 10.1198/016214504000001907); they come from turning the
same test round, which is Fieller's way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, t

from charts.insights.findings import Together
from charts.insights.numbers import Exposure
from charts.insights.weeks import Days, days

SIDE = 10
"""Days with it, and as many without, before anything is said."""
LEAST = 28
LEVEL = 0.05
MATTERS = 0.5
"""A smaller difference, in points, is not worth anybody's attention."""
INDEPENDENT = 5
"""Of so many neighbouring shifts one counts."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Something and mood: how far apart its days are, and how surprising that is."""

    key: str
    next_day: bool
    p: float
    difference: float
    with_: Days
    without: Days
    least: float | None = None


class Tried(Protocol):
    """A pair with the test that was made of it."""

    @property
    def pair(self) -> Pair:
        """What was tried."""

    def interval(self, level: float) -> tuple[float, float]:
        """Every difference that the test would not refuse at a level."""


@dataclass(frozen=True, slots=True)
class ShiftTried:
    """A pair tried by circular shift."""

    pair: Pair
    moments: tuple[float, float, float]
    """Mean squares and products over all shifts, of mood and of the exposure itself."""
    freedom: float

    def interval(self, level: float) -> tuple[float, float]:
        """Every difference that the test would not refuse; without an end where it has none."""
        a, ab, b = self.moments
        square = float(t.ppf(1 - level / 2, self.freedom)) ** 2
        lead, middle = 1 - square * b, self.pair.difference - square * ab
        under = middle**2 - lead * (self.pair.difference**2 - square * a)
        if lead <= 0 or under < 0:
            return -float("inf"), float("inf")
        return (middle - sqrt(under)) / lead, (middle + sqrt(under)) / lead


def pairs(moods: Days, exposures: Sequence[Exposure]) -> Iterator[ShiftTried]:
    """Try everything that has enough days on either side."""
    for one in exposures:
        values = days(one.values)
        for next_day in (False, True):
            # Whoever tells a moment tells how it is: that is the mood of the day itself.
            if one.kind == "moment" and not next_day:
                continue
            later, earlier = (moods[1:], values[:-1]) if next_day else (moods, values)
            found = _tried(one, later, earlier, next_day=next_day)
            if found is not None:
                yield found


def _tried(one: Exposure, moods: Days, values: Days, *, next_day: bool) -> ShiftTried | None:
    known = np.isfinite(moods) & np.isfinite(values)
    if known.sum() < LEAST:
        return None
    begin, end = _span(np.isfinite(values))
    moods, values, known = moods[begin:end], values[begin:end], known[begin:end]
    least = _least(values[known]) if one.is_amount else None
    parted = np.where(np.isfinite(values), values >= (0.5 if least is None else least), np.nan)
    moods = np.where(known, moods, np.nan)
    with_, without = moods[parted == 1], moods[parted == 0]
    with_, without = with_[np.isfinite(with_)], without[np.isfinite(without)]
    if min(len(with_), len(without)) < SIDE:
        return None
    ours, itself = shifted(parted, moods), shifted(parted, np.where(known, parted, np.nan))
    usable = np.isfinite(ours) & np.isfinite(itself)
    others, same = ours[1:][usable[1:]], itself[1:][usable[1:]]
    moments = float((others**2).mean()), float((others * same).mean()), float((same**2).mean())
    freedom = len(ours) / INDEPENDENT
    difference = float(ours[0])
    p = _p(difference, others, freedom)
    pair = Pair(one.key, next_day, p, difference, with_, without, least)
    return ShiftTried(pair, moments, freedom)


def _p(difference: float, others: Days, freedom: float) -> float:
    """Tell how surprising a difference is beside those of all other shifts."""
    spread = sqrt(float((others**2).mean()))
    if not spread:
        return 1.0
    exact = (1 + int((np.abs(others) >= abs(difference) - 1e-9).sum())) / (1 + len(others))
    tail = float(2 * t.sf(abs(difference) / spread, freedom))
    return tail if exact <= LEVEL else max(exact, tail)


def shifted(parted: Days, values: Days) -> NDArray[np.float64]:
    """Mean of days with less mean of days without, as it is and rolled by 1, 2 … days.

    All at once, as a circular correlation; NaN where a shift leaves a side empty.
    """
    known = np.fft.rfft(np.isfinite(values).astype(np.float64))
    summed = np.fft.rfft(np.nan_to_num(values))
    means = []
    for side in (1.0, 0.0):
        days_of = np.conj(np.fft.rfft((parted == side).astype(np.float64)))
        n = np.rint(np.fft.irfft(days_of * known, len(values)))
        total = np.fft.irfft(days_of * summed, len(values))
        means.append(np.divide(total, n, out=np.full(len(values), np.nan), where=n > 0))
    return np.asarray(means[0] - means[1], dtype=np.float64)


def _span(known: NDArray[np.bool_]) -> tuple[int, int]:
    """From the first day on which it was known to the last."""
    places = np.flatnonzero(known)
    return int(places[0]), int(places[-1]) + 1


def _least(values: Days) -> float:
    """From which value on a day counts as one with more: what parts the days most evenly."""
    steps = np.unique(values)[1:]
    if not len(steps):
        return float("inf")
    above = np.array([(values >= step).mean() for step in steps])
    return float(steps[np.abs(above - 0.5).argmin()])


def kept(tried: Sequence[Tried]) -> list[Together]:
    """What outlives the correction for all that was tried, the most surprising first."""
    if not tried:
        return []
    adjusted = false_discovery_control([one.pair.p for one in tried])
    chosen = [one for one, p in zip(tried, adjusted, strict=True) if p <= LEVEL]
    level = LEVEL * len(chosen) / len(tried)
    found: dict[str, Together] = {}
    for one in sorted(chosen, key=lambda one: one.pair.p):
        low, high = one.interval(level)
        if isfinite(low) and low * high > 0 and abs(one.pair.difference) >= MATTERS:
            found.setdefault(one.pair.key, _finding(one.pair, low, high))
    return list(found.values())


def _finding(pair: Pair, low: float, high: float) -> Together:
    with_ = float(pair.with_.mean())
    return Together(
        key=pair.key,
        next_day=pair.next_day,
        n_with=len(pair.with_),
        n_without=len(pair.without),
        with_=with_,
        without=with_ - pair.difference,
        difference=pair.difference,
        low=low,
        high=high,
        least=pair.least,
    )
