"""Stretches of days as people look back on them: "last week", "november", "2026-11-20"."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.dates import day_away, read_past_day
from conversations.parsing.numbers import plain_number
from conversations.parsing.phrases import Phrases, without
from conversations.parsing.vocabulary import Vocabulary


def read_past_span(raw: str, today: date, words: Vocabulary) -> tuple[date, date] | None:
    """Read the first and last day of a stretch that has begun; one day is its own stretch."""
    text = without(in_short(raw), words.before_span)
    monday = today - timedelta(days=today.isoweekday() - 1)
    if text in words.this_week:
        return monday, today
    if text in words.last_week:
        return monday - timedelta(days=7), monday - timedelta(days=1)
    if text in words.this_month | words.last_month:
        return _month(today.replace(day=1) - timedelta(days=text in words.last_month), today)
    named, _, year = text.partition(" ")
    if named in words.months and (not year or (year.isdecimal() and len(year) == 4)):
        return _month_named(words.months[named], int(year) if year else None, today)
    for days, phrases in _last(words):
        if phrases.read(text) is not None:
            return today - timedelta(days=days - 1), today
    day = read_past_day(raw, today, words)
    return (day, day) if day else None


def read_days_back(raw: str, today: date, words: Vocabulary) -> int | None:
    """Read how many days "the last 8 weeks" or "3 months" are; a bare number counts weeks."""
    text = without(in_short(raw), (*words.the, *words.before_past))
    number = plain_number(text, words)
    if number is not None:
        return round(number * 7)
    day = day_away(today, text, words, sign=-1)
    return (today - day).days if day else None


def read_coming_month(raw: str, today: date, words: Vocabulary) -> tuple[date, date] | None:
    """Read the first and last day of a month that is named with its year and has not begun."""
    named, _, year = in_short(raw).partition(" ")
    if named not in words.months or not (year.isdecimal() and len(year) == 4) or year == "0000":
        return None
    first = date(int(year), words.months[named], 1)
    return (
        (first, first.replace(day=monthrange(first.year, first.month)[1]))
        if first > today
        else None
    )


@cache
def _last(words: Vocabulary) -> tuple[tuple[int, Phrases], ...]:
    return (14, Phrases(words.last_two_weeks)), (28, Phrases(words.last_four_weeks))


def _month_named(month: int, year: int | None, today: date) -> tuple[date, date] | None:
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    return _month(date(year, month, 1), today) if 1 <= year <= today.year else None


def _month(within: date, today: date) -> tuple[date, date] | None:
    first = within.replace(day=1)
    last = within.replace(day=monthrange(within.year, within.month)[1])
    return (first, min(last, today)) if first <= today else None
