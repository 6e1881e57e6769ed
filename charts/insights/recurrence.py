"""What comes back: a week that was like this one, and words the person marked with #.

Counted and measured, nothing more: no model of language, no guess at what a word means.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from charts.insights.findings import Alike, MarkedWord
from charts.insights.weeks import WEEK, Days, weekly

SHARED = 5
"""Weekdays told in both weeks."""
NEAR = 1.0
"""Points apart on average, at most."""
RECENT = 4 * WEEK
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
