"""Some days beside those before: how much higher or lower, and from when on that is said.

Nothing here says why something changed, compares people, or calls a change "significant".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance
from typing import Literal

from charts.student_t import t_975

TO_COMPARE = 4
"""Answered days in each of two weeks before their difference is shown at all."""
TO_WORD = 5
"""Answered days in each week before the difference is put into words."""
ALIKE = sqrt((1 + 0.6) / (1 - 0.6))
"""How much wider an interval gets because a day resembles the day before: twice.

The long-run standard error of a mean whose values correlate by 0.6 from day to day. Published
daily moods of one person (Kossakowski et al. 2017, doi 10.5334/jopd.29) show about 0.32; what is
said is to be right also where days resemble each other more (docs/insights.md).
"""
_ROUNDING = 1 / 12  # the variance that rounding to whole points alone leaves behind

Verdict = Literal["about the same", "higher", "lower"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """This week less last week: difference of means with a 95 % interval, in the values' unit."""

    difference: float
    low: float
    high: float
    verdict: Verdict | None
    """None where fewer than 5 days in a week are too few for words."""


def compare(
    this: Sequence[float | None], last: Sequence[float | None], alike: float = ALIKE
) -> Comparison | None:
    """How this week differs from last week; None with fewer than 4 answered days in either.

    Welch's t interval (Welch 1947, Biometrika 34:28), widened by `alike` because neighbouring
    days resemble each other. "higher" and "lower" only where the interval leaves out 0.
    """
    ours = [value for value in this if value is not None]
    theirs = [value for value in last if value is not None]
    if min(len(ours), len(theirs)) < TO_COMPARE:
        return None
    difference = fmean(ours) - fmean(theirs)
    half = alike * half_width(
        max(variance(ours), _ROUNDING), len(ours), max(variance(theirs), _ROUNDING), len(theirs)
    )
    low, high = difference - half, difference + half
    verdict = _verdict(low, high) if min(len(ours), len(theirs)) >= TO_WORD else None
    return Comparison(difference, low, high, verdict)


def _verdict(low: float, high: float) -> Verdict:
    if low > 0:
        return "higher"
    return "lower" if high < 0 else "about the same"


def half_width(first: float, n_first: int, second: float, n_second: int) -> float:
    """Half of the 95 % interval for a difference of two means, from variances and numbers.

    In the unit of the values. Degrees of freedom by Welch and Satterthwaite.
    """
    a, b = first / n_first, second / n_second
    freedom = (a + b) ** 2 / (a * a / (n_first - 1) + b * b / (n_second - 1))
    return t_975(freedom) * sqrt(a + b)
