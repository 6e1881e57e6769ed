"""Dates as people type them, looking back (`/day friday`) or ahead ("in two weeks")."""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from conversations.parsing.clean import in_short
from conversations.parsing.numbers import plain_number
from conversations.parsing.words import MONTHS, WEEKDAYS

DAYS_BACK = 366
DAYS_AHEAD = 10 * 366

_NTH = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})(?:\. ?([0-9]{4}|[0-9]{2}))?")
_SLASHED = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})(?:[-/]([0-9]{4}|[0-9]{2}))?")
_DAY_MONTH = re.compile(_NTH + r"\.?(?: of)? ?([a-z]+)\.?,?(?: ([0-9]{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? ?" + _NTH + r",?(?: ([0-9]{4}))?")
_DAY_ONLY = re.compile(r"(?:the )?" + _NTH)
_SPAN = re.compile(r"([0-9]{1,4}|[a-z-]+) ?(day|week|month|year|fortnight)s?")
_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_BACK = {"today": 0, "yesterday": 1, "day before yesterday": 2, "the day before yesterday": 2}
_AHEAD = {"tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2}


class _Named(NamedTuple):
    """A date as named: what was left out is None."""

    year: int | None
    month: int | None
    day: int


def read_past_day(raw: str, today: date) -> date | None:
    """Read a day from a year ago up to today; without a year it is the latest such day."""
    text = in_short(raw).removeprefix("on ").removeprefix("last ").removeprefix("this ")
    if text in _BACK:
        return today - timedelta(days=_BACK[text])
    if text in WEEKDAYS:
        return today - timedelta(days=(today.isoweekday() - WEEKDAYS[text] - 1) % 7 + 1)
    first = today - timedelta(days=DAYS_BACK)
    if text.endswith(" ago"):
        day = later(today, text.removesuffix(" ago"), sign=-1)
        return day if day and first <= day <= today else None
    found = {max(days) for days in _readings(text, first, today) if days}
    return found.pop() if len(found) == 1 else None


def read_coming_day(raw: str, today: date) -> date | None:
    """Read a day after today; without a year it is the next such day."""
    text = re.sub("^(?:until|till|til|by|on|for|in|next|this) ", "", in_short(raw))
    if text in _AHEAD:
        return today + timedelta(days=_AHEAD[text])
    if text in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS[text] - today.isoweekday() - 1) % 7 + 1)
    if ended := re.fullmatch("(?:the )?end of (?:the |this )?(month|year)", text):
        month = today.month if ended[1] == "month" else 12
        end = date(today.year, month, monthrange(today.year, month)[1])
        return end if end > today else None
    first, last = today + timedelta(days=1), today + timedelta(days=DAYS_AHEAD)
    if (day := later(today, text)) is not None:
        return day if first <= day <= last else None
    found = {min(days) for days in _readings(text, first, last) if days}
    return found.pop() if len(found) == 1 else None


def later(day: date, span: str, *, sign: int = 1) -> date | None:
    """Return the day a span away: "two weeks", "3 months", "a year"."""
    found = _SPAN.fullmatch(span if span[:1].isdigit() or " " in span else f"one {span}")
    if found is None:
        return None
    number = 1 if found[1] in ("a", "an") else plain_number(found[1])
    if number is None or number % 1:
        return None
    with suppress(ValueError, OverflowError):
        if found[2] in _UNITS:
            return day + timedelta(days=sign * int(number) * _UNITS[found[2]])
        return _months_later(day, sign * int(number) * (12 if found[2] == "year" else 1))
    return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _readings(text: str, first: date, last: date) -> Iterator[set[date]]:
    """For each way to understand the words, yield the days from first to last that they name."""
    for named in set(_named(text)):
        years = [named.year] if named.year is not None else range(first.year, last.year + 1)
        months = [named.month] if named.month is not None else range(1, 13)
        days = set()
        for year in years:
            for month in months:
                with suppress(ValueError):
                    days.add(date(year, month, named.day))
        yield {day for day in days if first <= day <= last}


def _named(text: str) -> Iterator[_Named]:
    weekday, _, rest = text.partition(" ")
    if rest and weekday.rstrip(".,") in WEEKDAYS:
        text = rest
    if found := _YEAR_FIRST.fullmatch(text):
        yield _Named(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(text):
        yield _Named(_year(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(text):
        # Both orders are in use; where both name a day, the words stay unread instead of guessed.
        yield _Named(_year(found[3]), int(found[2]), int(found[1]))
        yield _Named(_year(found[3]), int(found[1]), int(found[2]))
    if (found := _DAY_MONTH.fullmatch(text)) and found[2] in MONTHS:
        yield _Named(_year(found[3]), MONTHS[found[2]], int(found[1]))
    if (found := _MONTH_DAY.fullmatch(text)) and found[1] in MONTHS:
        yield _Named(_year(found[3]), MONTHS[found[1]], int(found[2]))
    if found := _DAY_ONLY.fullmatch(text):
        yield _Named(None, None, int(found[1]))


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) + 2000 if len(digits) == 2 else int(digits)
