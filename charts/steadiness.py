"""Whether a mood swings less widely than before."""

from collections.abc import Sequence
from statistics import median

from charts.comparison import compare

ALIKE = 1.6
"""How much wider the interval is because distances of neighbouring days resemble each other.

Less than moods do: where these correlate by 0.6, their distances do by 0.33, which alone would ask
for 1.4. The middle of seven days lies too near to them, though, and with 1.6 no row of
docs/insights.md is wrong in more than one of twenty.
"""


def is_steadier(this: Sequence[int | None], last: Sequence[int | None]) -> bool:
    """Whether these moods clearly keep nearer to their own middle than those did to theirs.

    Distances from each median, compared as `compare` compares moods (Brown & Forsythe 1974,
    J. Am. Stat. Assoc. 69, 364-367, with an allowance for days that resemble each other).
    """
    compared = compare(_distances(this), _distances(last), ALIKE)
    return compared is not None and compared.verdict == "lower"


def _distances(moods: Sequence[int | None]) -> list[float]:
    known = [mood for mood in moods if mood is not None]
    return [abs(mood - median(known)) for mood in known] if known else []
