"""The kinds of values that what is told is made of, each as it is kept in JSON."""

import re
from datetime import date, time
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from conversations.parsing.clean import clean

EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)
TEXT = 8_000
MOST_NUMBER = 1_000_000
MOST_DAYS = 20_000  # fifty years
_NAME = re.compile(r"[\w.:-]{1,64}")

T = TypeVar("T")


def read_day(value: object) -> object:
    """Read a day written as 2026-11-20."""
    if not isinstance(value, str) or len(value) > len("2026-11-20"):
        return value
    return date.fromisoformat(value)


def read_clock(value: object) -> object:
    """Read a time of day written as 21:00."""
    if not isinstance(value, str) or len(value) > len("21:00"):
        return value
    return time.fromisoformat(value)


def _within_reason(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError("not a day of these times")
    return day


def _without_zone(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("a time of day has no zone")
    return at


def not_empty(words: str) -> str:
    """Refuse words of which nothing is left."""
    if not words:
        raise ValueError("nothing is said")
    return words


def _name(value: str) -> str:
    if not _NAME.fullmatch(value.replace(" ", "_")):
        raise ValueError("not a name")
    return value


Day = Annotated[date, BeforeValidator(read_day), AfterValidator(_within_reason)]
Clock = Annotated[
    time,
    BeforeValidator(read_clock),
    AfterValidator(_without_zone),
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str, when_used="json"),
]
Words = Annotated[str, Field(max_length=TEXT), AfterValidator(clean)]
Said = Annotated[Words, AfterValidator(not_empty)]
"""Words that are not empty."""
Short = Annotated[str, Field(max_length=60), AfterValidator(clean), AfterValidator(not_empty)]
Name = Annotated[str, AfterValidator(_name)]
"""An id, or the name of a kind, a step, a choice."""
GoalNumber = Annotated[int, Field(ge=1, le=MOST_NUMBER)]
# JSON has lists where these have tuples.
Days = Annotated[tuple[Day, ...], Field(strict=False, max_length=MOST_DAYS)]
Weekdays = Annotated[
    tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(strict=False, max_length=7)
]
DayAndClock = Annotated[tuple[Day, Clock], Field(strict=False)]
