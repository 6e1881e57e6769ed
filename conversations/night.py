"""A night told in detail: what follows from clock times and minutes, with the clocks in UTC.

Fields and formulas as in the Consensus Sleep Diary (Carney et al. 2012, PMC3250369): time in bed
is the time from getting into bed to getting out of it for the day; total sleep time is the time
from trying to sleep to the final awakening, less the time it took to fall asleep and the time
awake in between; efficiency is sleep as a part of the time in bed. A night told without the time
of getting into bed falls back on the time from light out, which Reed & Sacco 2016 (PMC4751425)
call the duration of the sleep episode; one without getting up ends with waking. Which of them it
was is always said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DETAIL = ("into_bed", "bed_at", "to_sleep", "wakings", "awake", "woke_at", "up_at")
IN_BED, IN_BED_TO_WAKING = "in bed until getting up", "in bed until waking up"
TO_UP, TO_WAKING = "until getting up", "until waking up"
OF = {(True, True): IN_BED, (True, False): IN_BED_TO_WAKING, (False, True): TO_UP}
# Light out "before" getting into bed would otherwise be read as nearly a day of lying awake.
LONGEST_BEFORE_TRYING = timedelta(hours=12)
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
    hours: float | None
    """Hours slept; None where a part of the time lain awake was skipped: nothing stands in."""
    in_bed: float | None
    """Hours, the whole of which the efficiency is a part."""
    efficiency: float | None
    """Percent of the time in bed that was slept."""
    of: str
    """Which time in bed: from getting into bed or light out, until getting up or waking."""


def night(parts: Mapping[str, object], ends_on: date, zone: tzinfo) -> Night | None:
    """Work a night out; None while parts are missing, Impossible if they contradict each other."""
    steps = ("into_bed", "bed_at", "woke_at", "up_at")
    into, bed, woke, up = (_time(parts.get(step)) for step in steps)
    if bed is not None and into is not None:
        _check_order(into, bed)
    if bed is None or woke is None or not _settled(parts):
        return None
    wakes = datetime.combine(ends_on, woke, zone)
    tries = datetime.combine(ends_on - DAY if bed >= woke else ends_on, bed, zone)
    span = _between(tries, wakes)
    goes_to_bed = _goes_to_bed(tries, into) if into else tries
    in_bed = _between(goes_to_bed, _gets_up(wakes, up) if up else wakes)
    lain_awake = _lain_awake(parts)
    asleep = span - (lain_awake or timedelta(0))
    if asleep < timedelta(0) or not timedelta(0) < in_bed <= DAY:
        raise Impossible("less than no sleep, or more than a day in bed")
    known = lain_awake is not None
    return Night(
        bed=bed,
        woke=woke,
        hours=_hours(asleep) if known else None,
        in_bed=_hours(in_bed) if known else None,
        efficiency=round(100 * asleep / in_bed, 1) if known else None,
        of=OF.get((into is not None, up is not None), TO_WAKING),
    )


def lacks(parts: Mapping[str, object]) -> tuple[str, ...]:
    """Name the parts that were skipped and without which nobody knows how long was slept.

    None while the night is still being told, and of a night told by its hours alone.
    """
    if parts.get("bed_at") is None or "woke_at" not in parts or not _settled(parts):
        return ()
    needed = ("to_sleep", "wakings", *(("awake",) if parts.get("wakings") else ()), "woke_at")
    return tuple(step for step in needed if parts[step] is None)


def total_sleep(told: Mapping[str, object]) -> float | None:
    """Hours slept, of everything told of a day; None where a part of the night is not known.

    Nights of an earlier version held the time from light out to waking in place of what was
    skipped.
    """
    slept = told.get("sleep")
    hours = slept.get("hours") if isinstance(slept, Mapping) else None
    return hours if isinstance(hours, int | float) and not lacks(told) else None


def _check_order(into: time, bed: time) -> None:
    """Nobody tries to sleep before getting into bed, whatever the hour of it."""
    dial = [timedelta(hours=at.hour, minutes=at.minute) for at in (into, bed)]
    if (dial[1] - dial[0]) % DAY > LONGEST_BEFORE_TRYING:
        raise Impossible("light out before getting into bed")


def _goes_to_bed(tries: datetime, into: time) -> datetime:
    on = tries.date() if into <= tries.time() else tries.date() - DAY
    return datetime.combine(on, into, tries.tzinfo)


def _gets_up(wakes: datetime, up: time) -> datetime:
    on = wakes.date() if up >= wakes.time() else wakes.date() + DAY
    gets_up = datetime.combine(on, up, wakes.tzinfo)
    if _between(wakes, gets_up) > LONGEST_AFTER_WAKING:
        raise Impossible("up before waking")
    return gets_up


def _between(begin: datetime, end: datetime) -> timedelta:
    """Measure in UTC: in the night in which clocks are changed, the dial is an hour off."""
    return end.astimezone(UTC) - begin.astimezone(UTC)


def _settled(parts: Mapping[str, object]) -> bool:
    needed = ("to_sleep", "wakings", *(("awake",) if parts.get("wakings") else ()))
    return all(step in parts for step in needed)


def _lain_awake(parts: Mapping[str, object]) -> timedelta | None:
    """Time awake before and in the middle of the night; None if a part of it was skipped."""
    awake = parts.get("awake") if parts.get("wakings") else parts.get("wakings")
    to_sleep = parts.get("to_sleep")
    if not isinstance(awake, int) or not isinstance(to_sleep, int):
        return None
    return timedelta(minutes=to_sleep + awake)


def _time(value: object) -> time | None:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _hours(span: timedelta) -> float:
    # Two decimals are enough to find every minute again.
    return round(span / timedelta(hours=1), 2)
