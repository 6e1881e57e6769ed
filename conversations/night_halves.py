"""Which half of the day a night was in, where the hours alone leave it open.

Who types "8:30" at bedtime may mean the evening or, after a night shift, the morning. What the
person did of late settles it, else the evening is taken; and once the waking is told, the whole
night has to be a usual one.
"""

from collections.abc import Mapping
from datetime import time
from typing import TypeGuard

from conversations.parsing.nights import LONGEST, SHORTEST

HALF, DAY = 12 * 60, 24 * 60
BEGINNINGS = ("into_bed", "bed_at")


def other_half(parts: Mapping[str, object]) -> dict[str, str] | None:
    """The beginnings of a night half a day away, if only so it was a usual one; else None."""
    bed, woke = _minutes(parts.get("bed_at")), _minutes(parts.get("woke_at"))
    if bed is None or woke is None or (woke - bed) % DAY <= LONGEST:
        return None
    if not SHORTEST <= (woke - bed) % DAY - HALF <= LONGEST:
        return None
    return {step: half_a_day_on(at) for step in BEGINNINGS if _is_time(at := parts.get(step))}


def half_a_day_on(at: str) -> str:
    """The same hands on the clock, half a day away."""
    told = time.fromisoformat(at)
    return f"{(told.hour + 12) % 24:02}:{told.minute:02}"


def hours_between(begun: str, ended: str) -> float:
    """Hours on the dial from one time to the next."""
    first, last = _minutes(begun), _minutes(ended)
    return ((last or 0) - (first or 0)) % DAY / 60


def _is_time(value: object) -> TypeGuard[str]:
    return _minutes(value) is not None


def _minutes(value: object) -> int | None:
    try:
        at = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.hour * 60 + at.minute if at else None
