"""What a file says of times, zone and choices: from JSON to plain values that can be kept."""

import json
from datetime import date, time
from typing import Any

from bot import local_time
from bot.features.portability.bounds import LARGEST_CHOICES, MOST_PREFERENCES
from bot.features.portability.export import EVERY_DAY
from bot.features.portability.import_checks import (
    EARLIEST,
    REQUIRED,
    WEEKDAYS,
    Bad,
    clock,
    day,
    day_words,
    flag,
    listing,
    mapping,
    maybe,
    name,
    no_larger,
    one_of,
    shape,
    whole,
    words,
)

NOON = time(12)
REMINDER = shape(
    {
        "kind": (one_of("evening", "morning"), REQUIRED),
        "time": (clock, REQUIRED),
        "days": (WEEKDAYS, list(EVERY_DAY)),
    }
)


def _zone(value: Any) -> str | None:
    """A zone by its name; one that nobody here knows leaves the person's own."""
    try:
        return local_time.zone(words(64)(value)).key
    except local_time.UnknownZone:
        return None


def _end_of_day(value: Any) -> time | None:
    """The hour until which a night belongs to the day before; none of an afternoon does."""
    ends = clock(value)
    return ends if ends < NOON else None


PROFILE = shape(
    {
        "language": (maybe(name), None),
        "timezone": (maybe(_zone), None),
        "day_ends_at": (maybe(_end_of_day), None),
        "country": (maybe(words(2)), None),
        "paused_until": (maybe(day(EARLIEST, date.max)), None),
        "follow_up": (flag, True),
        "follow_up_minutes": (maybe(whole(5, 24 * 60)), 60),
        "sleep_in_morning": (flag, False),
        "same_as_usual": (flag, True),
        "reminders_off": (listing(REMINDER, 2), []),
    }
)


def preferences(value: Any) -> dict[str, str]:
    """Check the choices; what is read as a date or as more than a word must be one."""
    found: dict[str, str] = mapping(name, words(2_000), MOST_PREFERENCES)(value)
    no_larger(LARGEST_CHOICES, found)
    for key, chosen in found.items():
        if key.endswith(".next"):
            day_words(chosen)
    if "lighter" in found:
        _lighter(found["lighter"])
    return found


def _lighter(written: str) -> None:
    try:
        before = json.loads(written)
    except (ValueError, RecursionError):
        raise Bad from None
    choices = mapping(name, maybe(words(2_000)), 100)
    asked = {"trackers": (listing(name, 200), REQUIRED), "choices": (choices, REQUIRED)}
    shape(
        {
            "days": (WEEKDAYS, REQUIRED),
            "follow_up": (flag, REQUIRED),
            "choices": (choices, REQUIRED),
            "morning": (flag, True),
            "questions": (shape(asked), None),
        }
    )(before)
