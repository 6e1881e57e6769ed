"""When a line answers, by the clocks of its country: "Mon-Fri 09:00-17:00, Sat 10:00-14:00"."""

import re
from dataclasses import dataclass
from datetime import time

EVERY_DAY = (1, 7)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPAN = re.compile(
    r"(?:(?P<first>[A-Z][a-z]{2})(?:-(?P<last>[A-Z][a-z]{2}))? )?"
    r"(?P<begin>[0-9]{2}:[0-9]{2})-(?P<end>[0-9]{2}:[0-9]{2})"
)


class NoHours(ValueError):
    """What is no opening hours; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """From one ISO weekday to another, from then until then; an end may lie in the next day."""

    first: int
    last: int
    begin: time
    end: time


def spans(hours: str) -> tuple[OpenSpan, ...]:
    """Read opening hours; raises NoHours."""
    return tuple(map(_span, hours.split(", ")))


def _span(words: str) -> OpenSpan:
    found = _SPAN.fullmatch(words)
    if found is None:
        raise NoHours(f"{words!r} is not like 'Mon-Fri 09:00-17:00' or '09:00-24:00'")
    first, last = EVERY_DAY
    if found["first"]:
        first = _day(found["first"])
        last = _day(found["last"] or found["first"])
    return OpenSpan(first, last, _time(found["begin"]), _time(found["end"]))


def _day(name: str) -> int:
    if name not in _DAYS:
        raise NoHours(f"{name!r} is none of {', '.join(_DAYS)}")
    return _DAYS.index(name) + 1


def _time(words: str) -> time:
    try:
        return time.min if words == "24:00" else time.fromisoformat(words)
    except ValueError:
        raise NoHours(f"{words!r} is no time of day") from None
