"""Which way the weeks go: Theil-Sen and Kendall on weekly medians, from eight told weeks on.

Daily values would claim too much: with a lag-1 correlation of 0.6 a plain test finds a trend in a
third of lives without one. Weekly medians keep their promise at p ≤ .025, and the interval of the
slope at the 97.5 % that belong to it (docs/insights.md).
"""

import numpy as np
from scipy.stats import kendalltau, theilslopes

from charts.insights.findings import Direction, PaceChange, Slope, Trend
from charts.insights.weeks import Days, is_told, medians, weekly

LEAST, MOST = 8, 16
LEVEL = 0.025
STILL = 1.0
"""Points over all the weeks: where the interval leaves no room for more, mood stands still."""
PACE = 0.9
"""Two slopes whose intervals at this level do not meet differ (after Goldstein & Healy 1995)."""


def trend(moods: Days) -> Trend | None:
    """The latest weeks, sixteen at most; None with fewer than eight that have enough answers."""
    weeks = weekly(moods)[-MOST:]
    middles = medians(weeks)
    told = np.flatnonzero(np.isfinite(middles))
    if len(told) < LEAST:
        return None
    slope, low, high = slopes(middles)
    verdict = _verdict(middles, slope, low, high)
    return Trend(
        weeks=len(told),
        n=int(np.isfinite(weeks).sum()),
        slope=slope,
        low=low,
        high=high,
        verdict=verdict,
        pace=_pace(weeks) if verdict in ("rising", "falling") else None,
    )


def slopes(middles: Days, level: float = 1 - LEVEL) -> tuple[float, float, float]:
    """The Theil-Sen slope, in points a week, and its interval."""
    told = np.flatnonzero(np.isfinite(middles))
    found = theilslopes(middles[told], told, alpha=level)
    return float(found.slope), float(found.low_slope), float(found.high_slope)


def _verdict(middles: Days, slope: float, low: float, high: float) -> Direction:
    told = np.flatnonzero(np.isfinite(middles))
    values = middles[told]
    # Kendall's tau is not defined where all weeks are alike.
    if np.ptp(values) > 0 and kendalltau(told, values).pvalue <= LEVEL and slope != 0:
        return "rising" if slope > 0 else "falling"
    span = float(told[-1] - told[0])
    return "standing still" if max(-low, high) * span <= STILL else "unclear"


def _pace(weeks: Days) -> PaceChange | None:
    """Whether the latest eight weeks go clearly faster or slower than the eight before."""
    halves = weeks[:LEAST], weeks[LEAST:]
    if len(weeks) < 2 * LEAST or any(is_told(half).sum() < LEAST - 1 for half in halves):
        return None
    before, now = (
        Slope(*slopes(medians(half), PACE), n=int(np.isfinite(half).sum())) for half in halves
    )
    overlap = now.low <= before.high and before.low <= now.high
    return None if overlap else PaceChange(now, before)
