"""A night told in detail: what follows from clock times and minutes, with the clocks in UTC.

Fields and formulas as in the Consensus Sleep Diary (Carney et al. 2012, PMC3250369): total sleep
time is the time from trying to sleep to the final awakening, less the time it took to fall asleep
and the time awake in between. One time stands for both "got into bed" and "tried to sleep": when
the light went out. Time in bed then is what Reed & Sacco 2016 (PMC4751425) call the duration of
the sleep episode, and efficiency is the part of it that was slept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

DETAIL = ("bed_at", "to_sleep", "wakings", "awake", "woke_at", "up_at")
TO_UP, TO_WAKING = "until getting up", "until waking up"
# Getting up "before" waking would otherwise be read as nearly a day in bed.
LONGEST_AFTER_WAKING = timedelta(hours=12)
DAY = timedelta(days=1)


class Impossible(ValueError):
    """No night can have gone like this."""


@dataclass(frozen=True, slots=True)
class Night:
    """What follows from the parts of a night; None where a part was skipped on purpose."""

    bed: time
    woke: time
    hours: float
    """Hours slept; from light out to waking where nobody said how long was lain awake."""
    in_bed: float | None
    """Hours, the denominator of the efficiency."""
    efficiency: float | None
    """Percent of the time in bed that was slept."""
    of: str
    """Which time in bed: until getting up, or until waking where that was not told."""


def night(parts: Mapping[str, Any], ends_on: date, zone: tzinfo) -> Night | None:
    """Work a night out; None while parts are missing, Impossible if they contradict each other."""
    bed, woke, up = (_time(parts.get(step)) for step in ("bed_at", "woke_at", "up_at"))
    if bed is None or woke is None or not _settled(parts):
        return None
    wakes = datetime.combine(ends_on, woke, zone)
    goes_to_bed = datetime.combine(ends_on - DAY if bed >= woke else ends_on, bed, zone)
    span = _between(goes_to_bed, wakes)
    in_bed = _between(goes_to_bed, _gets_up(wakes, up)) if up else span
    lain_awake = _lain_awake(parts)
    asleep = span - (lain_awake or timedelta(0))
    if asleep < timedelta(0) or not timedelta(0) < in_bed <= DAY:
        raise Impossible("less than no sleep, or more than a day in bed")
    known = lain_awake is not None
    return Night(
        bed=bed,
        woke=woke,
        hours=_hours(asleep),
        in_bed=_hours(in_bed) if known else None,
        efficiency=round(100 * asleep / in_bed, 1) if known else None,
        of=TO_UP if up else TO_WAKING,
    )


def _gets_up(wakes: datetime, up: time) -> datetime:
    on = wakes.date() if up >= wakes.time() else wakes.date() + DAY
    gets_up = datetime.combine(on, up, wakes.tzinfo)
    if _between(wakes, gets_up) > LONGEST_AFTER_WAKING:
        raise Impossible("up before waking")
    return gets_up


def _between(begin: datetime, end: datetime) -> timedelta:
    """Measure in UTC: in the night in which clocks are changed, the dial is an hour off."""
    return end.astimezone(UTC) - begin.astimezone(UTC)


def _settled(parts: Mapping[str, Any]) -> bool:
    needed = ("to_sleep", "wakings", *(("awake",) if parts.get("wakings") else ()))
    return all(step in parts for step in needed)


def _lain_awake(parts: Mapping[str, Any]) -> timedelta | None:
    """Time awake before and in the middle of the night; None if a part of it was skipped."""
    awake = parts.get("awake") if parts.get("wakings") else parts.get("wakings")
    to_sleep = parts.get("to_sleep")
    if not isinstance(awake, int) or not isinstance(to_sleep, int):
        return None
    return timedelta(minutes=to_sleep + awake)


def _time(value: Any) -> time | None:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _hours(span: timedelta) -> float:
    # Two decimals are enough to find every minute again.
    return round(span / timedelta(hours=1), 2)
