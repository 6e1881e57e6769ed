"""When a run of hard days is spoken of, and nothing else: no score, no diagnosis, no forecast.

A day is hard when its mood is 1 to 3, the lowest third of the scale, or when it lies in the
lowest fifth of what the person themselves has told in the twelve weeks before, up to the middle
of the scale. Four of the last seven answered days make a run. The numbers are this project's own:
published ways to tell that somebody is not on track compare with the course of thousands of
others, which a diary has not got (Lambert et al. 2018, doi 10.1037/pst0000167). A person's own
range is what remains, and it says something about days only, never about why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ALWAYS_HARD = 3
"""Up to here a day of 1-10 is hard, however usual that has become."""
NEVER_HARD_ABOVE = 5
FEWEST_DAYS = 14
"""Answered days before a person has a range of their own."""
RANGE = timedelta(weeks=12)
SHARE = 0.2
LOOKED_AT, MOST = 7, 4
RECENT = timedelta(days=14)
"""The seven answered days are all from the last two weeks; older ones say nothing of today."""


@dataclass(frozen=True, slots=True)
class HardRun:
    """Since when most answered days were hard, on how many of how many, and how low (1-10)."""

    since: date
    hard: int
    answered: int
    low: int
    high: int


def hard_up_to(earlier: Mapping[date, int]) -> int:
    """The highest mood that is hard for somebody who told these days before."""
    moods = sorted(earlier.values())
    if len(moods) < FEWEST_DAYS:
        return ALWAYS_HARD
    own = [
        mood
        for mood in range(ALWAYS_HARD + 1, NEVER_HARD_ABOVE + 1)
        if sum(told <= mood for told in moods) <= SHARE * len(moods)
    ]
    return max(own, default=ALWAYS_HARD)


def can_be(moods: Mapping[date, int], today: date) -> bool:
    """Tell whether there can be a run at all, from what was told of the last two weeks."""
    return sum(moods[day] <= NEVER_HARD_ABOVE for day in _last(moods, today)) >= MOST


def _last(moods: Mapping[date, int], today: date) -> list[date]:
    answered = sorted(day for day in moods if day <= today)
    return [day for day in answered[-LOOKED_AT:] if day > today - RECENT]


def find(moods: Mapping[date, int], today: date) -> HardRun | None:
    """The run of hard days that lasts until today; None where there is none.

    `moods`: what was told of each day, 1-10, as far back as twelve weeks; silence is no day.
    """
    last = _last(moods, today)
    if len(last) < LOOKED_AT:
        return None
    answered = sorted(day for day in moods if day <= today)
    earlier = {day: moods[day] for day in answered if last[0] - RANGE <= day < last[0]}
    limit = hard_up_to(earlier)
    if sum(moods[day] <= limit for day in last) < MOST:
        return None
    since = _began(moods, answered, limit)
    lived = [day for day in answered if day >= since]
    hard = [moods[day] for day in lived if moods[day] <= limit]
    return HardRun(since, len(hard), len(lived), min(hard), max(hard))


def _began(moods: Mapping[date, int], answered: list[date], limit: int) -> date:
    """The earliest hard day since which most days were hard."""
    began, hard = answered[-1], 0
    for n, day in enumerate(reversed(answered), start=1):
        if moods[day] > limit:
            continue
        hard += 1
        if 2 * hard > n:
            began = day
    return began
