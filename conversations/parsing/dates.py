"""Dates as people type them, looking back (`/day friday`) or ahead ("in two weeks")."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from conversations.parsing.clean import in_short
from conversations.parsing.numbers import plain_number, without_ending, without_fillers
from conversations.parsing.phrases import LETTERS, Phrases, any_of, without
from conversations.parsing.vocabulary import Vocabulary

DAYS_BACK = 366
"""How far back a day without its year may lie; one with its year may lie anywhere."""
EARLIEST = date(1900, 1, 1)
DAYS_AHEAD = 10 * 366

_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})(?:\. ?([0-9]{4}|[0-9]{2}))?")
_SLASHED = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})(?:[-/]([0-9]{4}|[0-9]{2}))?")


_DAYS_OF = {"d": 1, "w": 7}
A_FEW = 3


class _DatePatterns(NamedTuple):
    """How the words of one language put a date together."""

    ago: Phrases
    end_of_month: Phrases
    end_of_year: Phrases
    spans: tuple[tuple[Phrases, int, str], ...]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    day_only: re.Pattern[str]


@cache
def _patterns(words: Vocabulary) -> _DatePatterns:
    nth = rf"([0-9]{{1,2}}){any_of(words.ordinals)}?"
    of, the = any_of(words.of), any_of(words.the)
    return _DatePatterns(
        ago=Phrases(words.ago, span=".+"),
        end_of_month=Phrases(words.end_of_month),
        end_of_year=Phrases(words.end_of_year),
        spans=(
            (_span(words.day_units), 1, "d"),
            (_span(words.week_units), 1, "w"),
            (_span(words.fortnight_units), 2, "w"),
            (_span(words.month_units), 1, "m"),
            (_span(words.year_units), 1, "y"),
        ),
        day_month=re.compile(rf"{nth}\.?(?: {of})? ?({LETTERS})\.?,?(?:(?: {of})? ([0-9]{{4}}))?"),
        month_day=re.compile(rf"({LETTERS})\.? ?{nth},?(?: ([0-9]{{4}}))?"),
        day_only=re.compile(rf"(?:{the} )?{nth}"),
    )


def _span(units: Iterable[str]) -> Phrases:
    # A number in digits has four at most and no comma: "1,000 days" is not one day.
    number = "(?:[0-9]{1,4}|[^0-9]+?)"
    return Phrases(["{number}[ ]{unit}", "{unit}"], number=number, unit=any_of(units))


class NamedDate(NamedTuple):
    """A date as named: what was left out is None."""

    year: int | None
    month: int | None
    day: int


def read_past_day(raw: str, today: date, words: Vocabulary) -> date | None:
    """Read a day up to today, however long ago; without a year it is the latest such day."""
    text = without(in_short(raw), words.before_past)
    back = (words.today, words.yesterday, words.day_before_yesterday)
    for days, said in enumerate(back):
        if text in said:
            return today - timedelta(days=days)
    if (weekday := words.weekdays.get(text)) is not None:
        return today - timedelta(days=(today.isoweekday() - weekday - 1) % 7 + 1)
    first = today - timedelta(days=DAYS_BACK)
    if ago := _patterns(words).ago.read(text):
        day = day_away(today, ago["span"], words, sign=-1)
        return day if day and EARLIEST <= day <= today else None
    found = {max(days) for days in _readings(text, first, today, words, EARLIEST) if days}
    return found.pop() if len(found) == 1 else None


def read_coming_day(raw: str, today: date, words: Vocabulary) -> date | None:
    """Read a day after today; without a year it is the next such day."""
    text = without(in_short(raw), words.before_coming)
    for days, said in enumerate((words.tomorrow, words.day_after_tomorrow), start=1):
        if text in said:
            return today + timedelta(days=days)
    if (weekday := words.weekdays.get(text)) is not None:
        return today + timedelta(days=(weekday - today.isoweekday() - 1) % 7 + 1)
    ends = (_patterns(words).end_of_month, today.month), (_patterns(words).end_of_year, 12)
    for phrases, month in ends:
        if phrases.read(text) is not None:
            end = date(today.year, month, monthrange(today.year, month)[1])
            return end if end > today else None
    first, last = today + timedelta(days=1), today + timedelta(days=DAYS_AHEAD)
    if (day := day_away(today, text, words)) is not None:
        return day if first <= day <= last else None
    found = {min(days) for days in _readings(text, first, last, words, first) if days}
    return found.pop() if len(found) == 1 else None


def read_until(raw: str, today: date, words: Vocabulary) -> date | None:
    """Read the day until which something goes on; "a few days" are three, which can be changed."""
    span = without_fillers(without(in_short(raw), words.before_coming), words)
    few = next((one for one in words.a_few if span.startswith(f"{one} ")), None)
    if few is not None:
        return day_away(today, f"{A_FEW} {span.removeprefix(few).strip()}", words)
    if (day := read_coming_day(raw, today, words)) is not None:
        return day
    span = without_ending(span, words)  # "a week ish"
    is_span = day_away(today, span, words) is not None
    return read_coming_day(span, today, words) if is_span else None


def later(day: date, number: int, unit: str) -> date | None:
    """Return the day so many days ("d"), weeks ("w"), months ("m") or years ("y") away."""
    with suppress(ValueError, OverflowError):
        if unit in _DAYS_OF:
            return day + timedelta(days=number * _DAYS_OF[unit])
        return _months_later(day, number * (12 if unit == "y" else 1))
    return None


def day_away(day: date, span: str, words: Vocabulary, *, sign: int = 1) -> date | None:
    """Return the day a span away: "two weeks", "3 months", "a year"; before it with sign -1."""
    for phrases, weeks, unit in _patterns(words).spans:
        if (found := phrases.read(span)) is None:
            continue
        said = found.get("number")
        number = 1 if said is None or said in words.one else plain_number(said, words)
        if number is None or number % 1:
            return None
        return later(day, sign * int(number) * weeks, unit)
    return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _readings(
    text: str, first: date, last: date, words: Vocabulary, with_year_from: date
) -> Iterator[set[date]]:
    """For each way to understand the words, yield the days from first to last that they name.

    A day that is named with its year may be earlier than `first`.
    """
    for named in set(named_dates(text, words)):
        years = [named.year] if named.year is not None else range(first.year, last.year + 1)
        months = [named.month] if named.month is not None else range(1, 13)
        days = set()
        for year in years:
            for month in months:
                with suppress(ValueError):
                    days.add(date(year, month, named.day))
        begins = with_year_from if named.year is not None else first
        yield {day for day in days if begins <= day <= last}


def is_number_alone(text: str, words: Vocabulary) -> bool:
    """Tell whether it is nothing but the number of a day, such as "12" or "the 5th"."""
    return _patterns(words).day_only.fullmatch(text) is not None


def named_dates(text: str, words: Vocabulary) -> Iterator[NamedDate]:
    """Give each way to read a date, whether there is such a day or not."""
    weekday, _, rest = text.partition(" ")
    if rest and weekday.rstrip(".,") in words.weekdays:
        text = rest
    patterns, months = _patterns(words), words.months
    if found := _YEAR_FIRST.fullmatch(text):
        yield NamedDate(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.fullmatch(text):
        yield NamedDate(_year(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(text):
        # Both orders are in use; where both name a day, the words stay unread instead of guessed.
        yield NamedDate(_year(found[3]), int(found[2]), int(found[1]))
        yield NamedDate(_year(found[3]), int(found[1]), int(found[2]))
    if (found := patterns.day_month.fullmatch(text)) and found[2] in months:
        yield NamedDate(_year(found[3]), months[found[2]], int(found[1]))
    if (found := patterns.month_day.fullmatch(text)) and found[1] in months:
        yield NamedDate(_year(found[3]), months[found[1]], int(found[2]))
    if found := patterns.day_only.fullmatch(text):
        yield NamedDate(None, None, int(found[1]))


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) + 2000 if len(digits) == 2 else int(digits)
