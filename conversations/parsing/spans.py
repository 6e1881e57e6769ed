"""Stretches of days as people look back on them: "last week", "november", "2026-11-20"."""

from calendar import monthrange
from datetime import date, timedelta

from conversations.parsing.clean import in_short
from conversations.parsing.dates import read_past_day
from conversations.parsing.words import MONTHS

_SPANS = {"fortnight": 14, "two weeks": 14, "2 weeks": 14, "month": 28, "four weeks": 28}


def read_past_span(raw: str, today: date) -> tuple[date, date] | None:
    """Read the first and last day of a stretch that has begun; one day is its own stretch."""
    text = in_short(raw).removeprefix("in ").removeprefix("the ")
    monday = today - timedelta(days=today.isoweekday() - 1)
    if text == "this week":
        return monday, today
    if text == "last week":
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if text in ("this month", "last month"):
        return _month(today.replace(day=1) - timedelta(days=text == "last month"), today)
    named, _, year = text.partition(" ")
    if named in MONTHS and (not year or (year.isdecimal() and len(year) == 4)):
        return _month_named(MONTHS[named], int(year) if year else None, today)
    if text.startswith("last ") and (days := _SPANS.get(text.removeprefix("last "))):
        return today - timedelta(days=days - 1), today
    day = read_past_day(raw, today)
    return (day, day) if day else None


def _month_named(month: int, year: int | None, today: date) -> tuple[date, date] | None:
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    return _month(date(year, month, 1), today) if 1 <= year <= today.year else None


def _month(within: date, today: date) -> tuple[date, date] | None:
    first = within.replace(day=1)
    last = within.replace(day=monthrange(within.year, within.month)[1])
    return (first, min(last, today)) if first <= today else None
