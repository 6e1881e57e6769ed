"""Small checks an imported file is put together from: a value comes out as it may be kept.

Each takes a value out of JSON and returns it, in its own type, or raises Bad.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

from conversations.parsing.clean import clean

Check = Callable[[Any], Any]
T = TypeVar("T")

A_DAY = timedelta(days=1)
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)
DEEPEST, MOST_INSIDE = 6, 2_000
# A goal of a file keeps a low number; those that are made after it count on from there.
MOST_KEPT, MOST_NUMBER = 100_000, 1_000_000
_NAME = re.compile(r"[\w.:-]{1,64}")
_ID = re.compile(r"[A-Za-z0-9-]{1,32}")


class Bad(Exception):
    """This value can be nothing that an export holds."""


def whole(low: int, high: int) -> Check:
    """A whole number; true and false are none."""

    def check(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise Bad
        return value

    return check


def goal_number(value: Any) -> int:
    """The number of a goal."""
    return int(whole(1, MOST_NUMBER)(value))


def number(low: float, high: float) -> Check:
    """A number, whole or not."""

    def check(value: Any) -> int | float:
        if type(value) not in (int, float) or not low <= value <= high:
            raise Bad
        found: int | float = value
        return found

    return check


def one_of(*names: Any) -> Check:
    """One of these."""

    def check(value: Any) -> Any:
        if not isinstance(value, str | int) or value not in names:
            raise Bad
        return value

    return check


def flag(value: Any) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise Bad
    return value


def words(most: int, *, least: int = 0) -> Check:
    """Words, as they are kept when they are typed."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise Bad
        kept = clean(value)
        if len(kept) < least:
            raise Bad
        return kept

    return check


def name(value: Any) -> str:
    """An id, or the name of a kind, a step, a choice."""
    if not isinstance(value, str) or not _NAME.fullmatch(value.replace(" ", "_")):
        raise Bad
    return value


def own_id(value: Any) -> str | None:
    """An id that fits on a button; for any other a new one is made."""
    if not isinstance(value, str | int | None):
        raise Bad
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def day(first: date = EARLIEST, last: date = LATEST) -> Check:
    """A day written as 2026-11-20, within reason."""

    def check(value: Any) -> date:
        found: date = _parsed(date.fromisoformat, value, 10)
        if not first <= found <= last:
            raise Bad
        return found

    return check


def clock(value: Any) -> time:
    """A time of day written as 21:00; it has no zone of its own."""
    found: time = _parsed(time.fromisoformat, value, 5)
    if found.tzinfo is not None:
        raise Bad
    return found


def clock_words(value: Any) -> str:
    """The same, kept as it is written."""
    return f"{clock(value):%H:%M}"


def day_words(value: Any) -> str:
    """A day, kept as it is written."""
    return str(day()(value).isoformat())


def instant(value: Any) -> datetime:
    """An instant written as 2026-11-20T20:15:00Z."""
    found: datetime = _parsed(datetime.fromisoformat, value, 40)
    # The first day may have begun the day before, where the zone of the instant is another.
    if found.tzinfo is None or not EARLIEST - A_DAY <= found.date() <= LATEST:
        raise Bad
    return found.astimezone(UTC)


def told_by(now: datetime) -> Check:
    """An instant at which something was told; what a clock that ran ahead says counts as now."""
    return lambda value: min(instant(value), now)


def _parsed(read: Callable[[str], Any], value: Any, most: int) -> Any:
    if not isinstance(value, str) or len(value) > most:
        raise Bad
    try:
        return read(value)
    except ValueError:
        raise Bad from None


def maybe(check: Check) -> Check:
    """Nothing, or what the check lets through."""
    return lambda value: None if value is None else check(value)


def listing(check: Check, most: int) -> Check:
    """A list of such things."""

    def each(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise Bad
        return [check(one) for one in value]

    return each


def mapping(key: Check, check: Check, most: int) -> Check:
    """Such things by name."""

    def each(value: Any) -> dict[Any, Any]:
        if not isinstance(value, dict) or len(value) > most:
            raise Bad
        return {key(one): check(inside) for one, inside in value.items()}

    return each


WEEKDAYS = listing(whole(1, 7), 7)
REQUIRED: Any = object()


def shape(fields: Mapping[str, tuple[Check, Any]], *, closed: bool = True) -> Check:
    """An object with these fields; REQUIRED ones must be there, others have a value without.

    What the file says beyond is left out, or kept as it is where the shape is not `closed`.
    """

    def check(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Bad
        found = {}
        for field, (inside, without) in fields.items():
            if field not in value and without is REQUIRED:
                raise Bad
            found[field] = inside(value[field]) if field in value else without
        if not closed:
            found |= {name(key): plain(one) for key, one in value.items() if key not in fields}
        return found

    return check


def no_larger(most: int, value: T) -> T:
    """The same value, if it takes no more than so many bytes; so a part of an export holds it."""
    if len(json.dumps(value, ensure_ascii=False).encode()) > most:
        raise Bad
    return value


def plain(value: Any, depth: int = DEEPEST) -> Any:
    """Any JSON that is neither deep nor large; words in it are cleaned."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) < 2**53:
            return value
        case float() if math.isfinite(value):
            return value
        case str():
            return words(20_000)(value)
        case list() if depth and len(value) <= MOST_INSIDE:
            return [plain(one, depth - 1) for one in value]
        case dict() if depth and len(value) <= MOST_INSIDE:
            return {words(64)(key): plain(one, depth - 1) for key, one in value.items()}
        case _:
            raise Bad
