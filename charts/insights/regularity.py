"""How regular sleep is: the Sleep Regularity Index, waking times, social jetlag, efficiency.

SRI: Phillips et al. 2017, doi 10.1038/s41598-017-03171-4, with the two rules of Windred et al.
2021 (sleepreg, doi 10.1093/sleepadvances/zpac045): nothing under five days, and a day from noon to
noon of which more than six hours are unknown is left out. Social jetlag: Wittmann et al. 2006, doi
10.1080/07420520500545979. Efficiency of some nights is all sleep over all time in bed (Reed &
Sacco 2016, PMC4751425).
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.stats import circmean

from charts.insights.findings import Efficiency, SleepRhythm
from charts.insights.numbers import NightNumbers
from charts.insights.weeks import WEEK, Days

DAY = 24 * 60
NOON = 12 * 60
SPAN = 4 * WEEK
LEAST = 10
"""Nights with both times in four weeks."""
LEAST_DAYS = 5
MOST_UNKNOWN = 0.25  # of a day from noon to noon: six hours
FREE, WORK = 4, 8
"""Nights before free days and before the others: two weekends or so."""
IN_BED = 5
"""Nights told in detail in a week."""

Night = NightNumbers | None


def rhythm(first: date, nights: Sequence[Night], free: frozenset[int]) -> SleepRhythm | None:
    """The latest four weeks beside the four before; None with too few nights told by the clock."""
    now, before = nights[-SPAN:], nights[-2 * SPAN : -SPAN]
    woke, woke_before = _wakings(now), _wakings(before)
    if len(woke) < LEAST:
        return None
    index_days, index = regularity_index(*asleep(now))
    index_before = regularity_index(*asleep(before)) if before else (0.0, None)
    enough_before = len(woke_before) >= LEAST
    begins = first + timedelta(days=max(0, len(nights) - SPAN))
    off, on = _middles(begins, now, free)
    known = bool(free) and len(off) >= FREE and len(on) >= WORK
    return SleepRhythm(
        nights=len(woke),
        wake=_clock(circular_mean(woke)),
        spread=spread(woke),
        nights_before=len(woke_before),
        spread_before=spread(woke_before) if enough_before else None,
        index=index if index_days >= LEAST_DAYS else None,
        index_days=int(index_days),
        index_before=index_before[1] if index_before[0] >= LEAST_DAYS else None,
        jetlag=abs(social_jetlag(circular_mean(on), circular_mean(off))) if known else None,
        free_nights=len(off),
        work_nights=len(on),
    )


def efficiency(nights: Sequence[Night]) -> Efficiency | None:
    """The latest seven nights beside the seven before, of those told in detail."""
    (n, now), (m, before) = map(_slept_of_bed, (nights[-WEEK:], nights[-2 * WEEK : -WEEK]))
    if now is None:
        return None
    return Efficiency(n, now, m, before)


def _slept_of_bed(nights: Iterable[Night]) -> tuple[int, float | None]:
    told = [(n.slept, n.in_bed) for n in nights if n and n.slept is not None and n.in_bed]
    if len(told) < IN_BED:
        return len(told), None
    slept, in_bed = (sum(hours) for hours in zip(*told, strict=True))
    return len(told), 100 * slept / in_bed


def circular_mean(minutes: Sequence[float]) -> float:
    """The mean on the dial; scipy's own may be a whole day, which is none."""
    return float(circmean(minutes, high=DAY)) % DAY


def spread(minutes: Sequence[float]) -> float:
    """Within how many minutes of their middle half of the times lie."""
    middle = circular_mean(minutes)
    return float(np.median([abs(_arc(at - middle)) for at in minutes]))


def social_jetlag(work: float, free: float) -> float:
    """From mid-sleep on work days to that on free days, the shorter way round, in minutes."""
    return _arc(free - work)


def _arc(minutes: float) -> float:
    return (minutes + DAY / 2) % DAY - DAY / 2


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: float) -> time:
    whole = round(minutes) % DAY
    return time(whole // 60, whole % 60)


def _wakings(nights: Iterable[Night]) -> list[float]:
    return [_minutes(n.wake) for n in nights if n and n.wake is not None and n.bed is not None]


def _middles(
    first: date, nights: Sequence[Night], free: frozenset[int]
) -> tuple[list[float], list[float]]:
    """Mid-sleep of the nights that ended on free days, and of the others."""
    off: list[float] = []
    on: list[float] = []
    for place, night in enumerate(nights):
        if night and night.bed is not None and night.wake is not None:
            bed = _minutes(night.bed)
            middle = (bed + (_minutes(night.wake) - bed) % DAY / 2) % DAY
            is_free = (first + timedelta(days=place)).isoweekday() in free
            (off if is_free else on).append(middle)
    return off, on


def asleep(nights: Sequence[Night]) -> tuple[NDArray[np.float64], int]:
    """Asleep or awake minute by minute from noon to noon, NaN where the night was not told."""
    days = np.full((len(nights) + 1) * DAY, np.nan)
    told = [(place, n) for place, n in enumerate(nights) if n and n.bed and n.wake]
    for place, _ in told:
        days[place * DAY : (place + 1) * DAY] = 0
    for place, night in told:
        if night.bed is not None and night.wake is not None:
            woke = place * DAY + NOON + _minutes(night.wake)
            slept = (_minutes(night.wake) - _minutes(night.bed)) % DAY
            part = slice(max(0, woke - slept), woke)
            days[part] = np.where(np.isnan(days[part]), np.nan, 1)
    return days[: len(nights) * DAY], DAY


def regularity_index(states: Days, per_day: int) -> tuple[float, float | None]:
    """Tell on how many days it rests, and the index: 100 is every day alike, 0 is chance.

    `states` are 1 asleep, 0 awake, NaN unknown, from noon on, `per_day` of them a day.
    """
    whole = ceil(len(states) / per_day)
    days = np.full((whole, per_day), np.nan)
    days.ravel()[: len(states)] = states
    days[np.isnan(days).mean(axis=1) > MOST_UNKNOWN] = np.nan
    row = days.ravel()
    now, later = row[:-per_day], row[per_day:]
    known = np.isfinite(now) & np.isfinite(later)
    if not known.any():
        return 0.0, None
    return float(known.sum() / per_day), float(200 * (now == later)[known].mean() - 100)
