"""Lengths of time as people type them: 7, 7.5, 7:30, 7h30, 7 hours 30, 7½, 450 min."""

import re
from decimal import Decimal

from conversations.parsing.clean import in_short
from conversations.parsing.numbers import plain_number, without_fillers
from conversations.parsing.words import NO_SLEEP

MOST_HOURS = 24
MOST_MINUTES = 24 * 60
# Beyond this "23:10" is far more often a time of day than a length of sleep.
MOST_HOURS_WITH_COLON = 16

_HOUR = r"(?:h|hr|hrs|hour|hours)"
_MINUTE = r"(?:m|min|mins|minute|minutes)"
_COLON = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?: ?" + _HOUR + ")?")
# 7.30 is written for 7:30; 7.25, 7.5 and 7.75 are parts of an hour.
_CLOCK_DOT = re.compile(r"([0-9]{1,2})[.,](15|30|45)")
_HOURS_MINUTES = re.compile(
    rf"([0-9]{{1,2}}|[a-z-]+) ?{_HOUR}(?: ?and)? ?([0-5]?[0-9]|[a-z-]+)(?: ?{_MINUTE})?"
)
_HOURS = re.compile(rf"(.+?) ?{_HOUR}")
_MINUTES = re.compile(rf"([0-9]{{1,4}}|[a-z-]+) ?{_MINUTE}")
_WORDS = {"half an hour": "0.5", "an hour": "1", "an hour and a half": "1.5", "half": "0.5"}


def read_hours(raw: str) -> Decimal | None:
    """Read a length of sleep in hours, 0 to 24."""
    text = in_short(raw)
    if text in NO_SLEEP:
        return Decimal(0)
    if text in _WORDS:
        return Decimal(_WORDS[text])
    hours = _hours(without_fillers(text))
    return hours if hours is not None and hours <= MOST_HOURS else None


def read_minutes(raw: str) -> int | None:
    """Read a length of time in whole minutes; a bare number is minutes, 1:30 is hours."""
    number = plain_number(without_fillers(in_short(raw)))
    hours = read_hours(raw) if number is None else number / 60
    if hours is None or hours > MOST_HOURS:
        return None
    return round(hours * 60)


def _hours(text: str) -> Decimal | None:
    if colon := _COLON.fullmatch(text):
        hours = _together(Decimal(colon[1]), Decimal(colon[2]))
        return hours if hours is not None and hours <= MOST_HOURS_WITH_COLON else None
    if dot := _CLOCK_DOT.fullmatch(text):
        return _together(Decimal(dot[1]), Decimal(dot[2]))
    if (both := _HOURS_MINUTES.fullmatch(text)) and (found := _of_both(both)) is not None:
        return found
    if only := _MINUTES.fullmatch(text):
        return _together(Decimal(0), plain_number(only[1]))
    if (number := plain_number(text)) is not None:
        return number
    hours_only = _HOURS.fullmatch(text)
    return plain_number(hours_only[1]) if hours_only else None


def _of_both(found: re.Match[str]) -> Decimal | None:
    return _together(plain_number(found[1]), plain_number(found[2]))


def _together(hours: Decimal | None, minutes: Decimal | None) -> Decimal | None:
    if hours is None or minutes is None:
        return None
    return hours + minutes / 60
