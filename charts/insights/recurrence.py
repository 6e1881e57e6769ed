"""What comes back: a week, and days, that were like the latest; words marked with #.

Counted and measured, nothing more: no model of language, no guess at what a word means.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from charts.insights.findings import Alike, AlikeDays, MarkedWord
from charts.insights.numbers import Exposure
from charts.insights.weeks import WEEK, Days, days, weekly

SHARED = 5
"""Weekdays told in both weeks."""
NEAR = 1.0
"""Points apart on average, at most."""
RECENT = 4 * WEEK
THINGS = 2
"""Things a day must hold before others can be like it."""
SAME = 2 / 3
"""Of all that either day held, so much was part of both."""
COME_BACK = 3
"""Days alike before it is said of them."""
OFTEN = 3
"""Weeks in which a word must stand before it is said to come back."""
LOOK_BACK = 8 * WEEK


def alike(first: date, moods: Days) -> Alike | None:
    """The week most like the latest seven days; those of the last month are too near to tell."""
    weeks = weekly(moods)
    if len(weeks) * WEEK <= RECENT:
        return None
    now, earlier = weeks[-1], weeks[: -RECENT // WEEK]
    if np.isfinite(now).sum() < SHARED or np.nanmax(now) == np.nanmin(now):
        return None
    shared = np.isfinite(earlier) & np.isfinite(now)
    n = shared.sum(axis=1)
    gaps = np.where(shared, np.abs(np.nan_to_num(earlier - now)), 0).sum(axis=1)
    apart = np.where(n >= SHARED, gaps / np.maximum(n, 1), np.inf)
    if not len(apart) or apart.min() > NEAR:
        return None
    at = int(len(apart) - 1 - apart[::-1].argmin())  # of several the latest
    begins = first + timedelta(days=len(moods) % WEEK + at * WEEK)
    return Alike(first=begins, days=int(n[at]), apart=float(apart[at]))


def alike_days(first: date, moods: Days, exposures: Sequence[Exposure]) -> AlikeDays | None:
    """The days most of whose things are those of the latest, a point of mood apart at most."""
    ticked = [one for one in exposures if not one.is_amount]
    told = np.flatnonzero(np.isfinite(moods))
    if not len(told) or not ticked or len(moods) - told[-1] > WEEK:
        return None
    at = int(told[-1])
    held = np.array([days(one.values) for one in ticked]) == 1
    ours = held[:, [at]]
    shared, either = (held & ours).sum(axis=0), (held | ours).sum(axis=0)
    near = np.abs(moods - moods[at]) <= NEAR  # never true of a day without a mood
    found = np.flatnonzero(near & (shared >= THINGS) & (shared >= SAME * either))[:-1]
    if ours.sum() < THINGS or len(found) < COME_BACK:
        return None
    return AlikeDays(
        day=first + timedelta(days=at),
        mood=int(moods[at]),
        things=tuple(one.key for one, holds in zip(ticked, ours[:, 0], strict=True) if holds),
        n=len(found),
        latest=first + timedelta(days=int(found[-1])),
    )


def comes_back(marked: Sequence[frozenset[str]]) -> MarkedWord | None:
    """The word marked in most of the last eight weeks, if in three of them at least."""
    recent = marked[-LOOK_BACK:]
    days = Counter(word for words in recent for word in words)
    in_weeks: dict[str, set[int]] = {}
    for back, words in enumerate(reversed(recent)):
        for word in words:
            in_weeks.setdefault(word, set()).add(back // WEEK)
    if not days:
        return None
    word = max(sorted(days), key=lambda word: (len(in_weeks[word]), days[word]))
    if len(in_weeks[word]) < OFTEN:
        return None
    return MarkedWord(word, days[word], len(in_weeks[word]), -(-len(recent) // WEEK))
