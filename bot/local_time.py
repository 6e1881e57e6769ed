"""Local wishes and UTC decisions: which instant a wished local time is, in every zone.

A wish that falls into a gap is due at the first valid minute after it, in a fold at its first
occurrence, and a date that does not exist has no slot. Zones come from the shipped tzdata only.
"""

import zoneinfo
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
# One weekday may be a week away, and a week more when that date does not exist.
LOOK_AHEAD = 16


class UnknownZone(Exception):
    """No such time zone."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The day a reminder is for, and the instant it is due."""

    day: date
    at: datetime


def use_shipped_zones() -> None:
    """Take zones from the tzdata package only, the system's may be old; call once, at start."""
    zoneinfo.reset_tzpath(to=())
    ZoneInfo.clear_cache()
    zone.cache_clear()


@cache
def zones() -> frozenset[str]:
    """Name every zone that may be chosen."""
    names = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return frozenset(names) - {"Factory", "localtime", "posixrules"}


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.casefold(): name for name in zones()}


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """Return the zone of that name, whatever its case; raise UnknownZone for anything else."""
    known = _by_folded_name().get(name.strip().replace(" ", "_").casefold())
    if known is None:
        raise UnknownZone
    return ZoneInfo(known)


@lru_cache(maxsize=256)
def local_day(at: datetime, zone: ZoneInfo, day_ends_at: time) -> date:
    """Tell which day it is for a person whose day ends at `day_ends_at` in the night."""
    local = at.astimezone(zone)
    return local.date() - DAY if local.time() < day_ends_at else local.date()


def slot_instant(day: date, wish: time, zone: ZoneInfo) -> datetime | None:
    """Find the instant of `wish` on that calendar date; None if the date does not exist."""
    naive = datetime.combine(day, wish.replace(second=0, microsecond=0, tzinfo=None, fold=0))
    at = naive.replace(tzinfo=zone).astimezone(UTC)
    if _wall(at, zone) == naive:
        return at
    start = _first_from(datetime.combine(day, time()), zone)
    if _wall(start, zone).date() != day:
        return None
    return _first_from(naive, zone)


def slots(
    wish: time, days: Collection[int], zone: ZoneInfo, after: datetime, day_ends_at: time = time()
) -> Iterator[Slot]:
    """Yield the coming slots after an instant, one a day; `days` are ISO weekdays, none means all.

    A wish before the end of the day (01:30 when it ends at 04:00) belongs to the day before.
    """
    shift = DAY if wish < day_ends_at else timedelta()
    first = after.astimezone(zone).date() - 2 * DAY
    for ahead in range(LOOK_AHEAD):
        day = first + ahead * DAY
        if days and day.isoweekday() not in days:
            continue
        at = slot_instant(day + shift, wish, zone)
        if at is not None and at > after:
            yield Slot(day, at)


def slot_day(at: datetime, wish: time, zone: ZoneInfo, day_ends_at: time) -> date:
    """Tell which day a reminder due at `at` is for, also when a gap moved it past midnight."""
    shift = DAY if wish < day_ends_at else timedelta()
    today = at.astimezone(zone).date()
    for calendar in (today, today - DAY):
        if slot_instant(calendar, wish, zone) == at:
            return calendar - shift
    return local_day(at, zone, day_ends_at)


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def _first_from(naive: datetime, zone: ZoneInfo) -> datetime:
    """Find the first whole minute whose wall clock shows `naive` or later."""
    after = naive.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _wall(after, zone) == naive:
        return after
    # Inside a gap fold=1 counts with the later offset, which lands before the jump.
    before = naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((after - before).total_seconds()) + 1)
    past = bisect_left(seconds, naive, key=lambda s: _wall(before + timedelta(seconds=s), zone))
    first = before + timedelta(seconds=past)
    return first if first.second == 0 else first.replace(second=0) + MINUTE
