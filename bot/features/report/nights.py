"""Nights told in detail, as sleep clinics look at them: each night, and each week's means.

Fields as in the Consensus Sleep Diary (Carney et al. 2012, PMC3250369): time to fall asleep (SOL),
times awake (NWAK), time awake in between (WASO), time in bed (TIB), total sleep (TST). The
efficiency (SE) of several nights is all their sleep over all their time in bed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from statistics import fmean

from bot.features.history.record import Record
from charts.clock_times import circular_mean
from conversations.night import IN_BED, total_sleep

WEEK = 7


@dataclass(frozen=True, slots=True)
class DiaryNight:
    """The night that ended on a day; minutes and hours, None where nothing was said."""

    day: date
    into_bed: time | None
    light_out: time | None
    fell_asleep: int | None
    wakings: int | None
    awake: int | None
    woke: time | None
    up: time | None
    in_bed: float | None
    """Hours, from getting into bed to getting up; None of a night that lacks either."""
    slept: float | None
    quality: int | None

    @property
    def to_bed(self) -> time | None:
        """When the night began: into bed, or at least the light out."""
        return self.into_bed or self.light_out

    @property
    def rose(self) -> time | None:
        """When it ended: out of bed, or at least awake."""
        return self.up or self.woke


@dataclass(frozen=True, slots=True)
class NightsMean:
    """Some nights together; None where no night says it."""

    first: date
    last: date
    n: int
    to_bed: time | None
    rose: time | None
    earliest: time | None
    latest: time | None
    fell_asleep: float | None
    wakings: float | None
    awake: float | None
    in_bed: float | None
    slept: float | None
    efficiency: float | None
    """Percent."""


def nights(now: Record) -> tuple[DiaryNight, ...]:
    """Give the nights of some days that were told in detail, oldest first."""
    told = ((day.date, now.told.get(day.date, {})) for day in now.days)
    return tuple(_night(day, parts) for day, parts in told if parts.get("bed_at") is not None)


def _night(day: date, told: Mapping[str, object]) -> DiaryNight:
    wakings, quality = _number(told.get("wakings")), told.get("quality")
    return DiaryNight(
        day=day,
        into_bed=_time(told.get("into_bed")),
        light_out=_time(told.get("bed_at")),
        fell_asleep=_number(told.get("to_sleep")),
        wakings=wakings,
        # Who did not wake was not awake in between, and is not asked.
        awake=0 if wakings == 0 else _number(told.get("awake")),
        woke=_time(told.get("woke_at")),
        up=_time(told.get("up_at")),
        in_bed=_in_bed(told.get("night")),
        slept=total_sleep(told),
        quality=quality if isinstance(quality, int) else None,
    )


def _in_bed(night: object) -> float | None:
    match night:
        case {"in_bed": int() | float() as in_bed, "of": of} if of == IN_BED and in_bed:
            return float(in_bed)
        case _:
            return None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _time(value: object) -> time | None:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def by_week(told: Sequence[DiaryNight], first: date, last: date) -> list[NightsMean]:
    """Take the nights of each week together, counted back from the last day; oldest first."""
    found = []
    end = last
    while end >= first:
        begin = end - timedelta(days=WEEK - 1)
        if week := [night for night in told if begin <= night.day <= end]:
            found.append(together(week, max(begin, first), end))
        end = begin - timedelta(days=1)
    return found[::-1]


def together(told: Sequence[DiaryNight], first: date, last: date) -> NightsMean:
    """Take some nights together."""
    whole = [night for night in told if night.in_bed and night.slept is not None]
    slept, in_bed = sum(n.slept or 0 for n in whole), sum(n.in_bed or 0 for n in whole)
    rose = [night.rose for night in told if night.rose is not None]
    return NightsMean(
        first=first,
        last=last,
        n=len(told),
        to_bed=circular_mean([night.to_bed for night in told]),
        rose=circular_mean(rose),
        earliest=min(rose, default=None, key=_since_noon),
        latest=max(rose, default=None, key=_since_noon),
        fell_asleep=_mean([night.fell_asleep for night in told]),
        wakings=_mean([night.wakings for night in told]),
        awake=_mean([night.awake for night in told]),
        in_bed=in_bed / len(whole) if whole else None,
        slept=slept / len(whole) if whole else None,
        efficiency=100 * slept / in_bed if in_bed else None,
    )


def _since_noon(at: time) -> int:
    """Nights lie around midnight, so that noon is where a night's clock begins."""
    return (at.hour * 60 + at.minute - 12 * 60) % (24 * 60)


def _mean(values: Sequence[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
