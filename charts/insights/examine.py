"""Look at a whole diary, and put first what matters most."""

from collections.abc import Iterator
from operator import attrgetter

import numpy as np

from charts.insights.change import change, lacking_weeks
from charts.insights.findings import Finding, Insights, Lacking, Told
from charts.insights.numbers import DiaryNumbers
from charts.insights.recurrence import alike, alike_days, comes_back
from charts.insights.regularity import LEAST as NIGHTS
from charts.insights.regularity import SPAN, efficiency, rhythm
from charts.insights.setbacks import LEAST as FOR_A_RANGE
from charts.insights.setbacks import setbacks
from charts.insights.together import LEAST, SIDE, Tried, kept, pairs
from charts.insights.trend import trend
from charts.insights.weekdays import weekdays
from charts.insights.weeks import Days, days

SHOWN_OF = 56
"""Days, of which it is said first how many were told, once there are twice as many."""
AT_ONCE = 3
"""Of what goes with mood."""


def examine(diary: DiaryNumbers, put_away: frozenset[str] = frozenset()) -> Insights:
    """Find what the numbers allow to be said; what was put away is tried but not brought up."""
    moods = days(diary.moods)
    tried: list[Tried] = [*pairs(moods, diary.exposures), *weekdays(diary.first, moods)]
    found = [one for one in _found(diary, moods, tried, put_away) if one.key not in put_away]
    found.sort(key=attrgetter("is_open"))  # what says only that nothing can be said comes last
    # Two counts of nearly the same days would seem to contradict each other.
    every = diary.silent_before + len(moods)
    shown = SHOWN_OF if every >= 2 * SHOWN_OF else every
    told = Told(
        days=int(np.isfinite(moods[-shown:]).sum()),
        of=shown,
        ever=int(np.isfinite(moods).sum()),
        ever_of=len(moods),
        first=diary.first,
    )
    return Insights(told, tuple(found), tuple(_lacking(diary, moods)), len(tried))


def _found(
    diary: DiaryNumbers, moods: Days, tried: list[Tried], put_away: frozenset[str]
) -> Iterator[Finding]:
    """Find it, in the order of weight."""
    together = [one for one in kept(tried) if one.key not in put_away][:AT_ONCE]
    one_by_one = (
        trend(moods),
        change(diary.first, moods),
        *together,
        setbacks(diary.first, moods),
        rhythm(diary.first, diary.nights, diary.free_days),
        efficiency(diary.nights),
        comes_back(diary.marked),
        alike(diary.first, moods),
        alike_days(diary.first, moods, diary.exposures),
    )
    yield from (one for one in one_by_one if one is not None)


def _lacking(diary: DiaryNumbers, moods: Days) -> Iterator[Lacking]:
    """Tell what is still needed, the nearest of each kind."""
    told = int(np.isfinite(moods).sum())
    if told < FOR_A_RANGE:
        yield Lacking("moods", FOR_A_RANGE - told)
    elif weeks := lacking_weeks(moods):
        yield Lacking("weeks", weeks)
    nights = sum(bool(n and n.bed and n.wake) for n in diary.nights[-SPAN:])
    if 0 < nights < NIGHTS:
        yield Lacking("sleep", NIGHTS - nights)
    short = [(n, one.key) for one in diary.exposures if (n := _short_of(days(one.values), moods))]
    if short:
        yield Lacking("exposure", *min(short))


def _short_of(values: Days, moods: Days) -> int:
    """How many more days, told with mood, before something can be tried at all."""
    known = values[np.isfinite(values) & np.isfinite(moods)]
    if not len(known):
        return 0
    sides = np.unique(values[np.isfinite(values)], return_counts=True)[1]
    rarer = int(sides.min()) if len(sides) == 2 else SIDE
    return max(0, LEAST - len(known), SIDE - rarer)
