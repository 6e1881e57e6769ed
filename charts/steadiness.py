"""Whether a mood swings less widely than before."""

from collections.abc import Sequence
from statistics import median

from charts.stats import compare


def is_steadier(this: Sequence[int | None], last: Sequence[int | None]) -> bool:
    """Whether these moods clearly keep nearer to their own middle than those did to theirs.

    Distances from each median, compared as `compare` compares moods (Brown & Forsythe 1974,
    J. Am. Stat. Assoc. 69, 364-367, with the same allowance for days that resemble each other).
    """
    compared = compare(_distances(this), _distances(last))
    return compared is not None and compared.verdict == "lower"


def _distances(moods: Sequence[int | None]) -> list[float]:
    known = [mood for mood in moods if mood is not None]
    return [abs(mood - median(known)) for mood in known] if known else []
