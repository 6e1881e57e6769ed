"""Which days a typed date can mean, also where it is read in two ways or lies ahead."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from conversations.parsing.clean import in_short
from conversations.parsing.dates import NamedDate, is_number_alone, named_dates
from conversations.parsing.phrases import without
from conversations.parsing.vocabulary import Vocabulary

YEARS_BACK = 8  # as long as there may be no 29 February


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days up to today and after it, earliest first; neither where there is no such day."""

    past: tuple[date, ...]
    coming: tuple[date, ...]
    has_year: bool


def named_days(raw: str, today: date, words: Vocabulary) -> NamedDays | None:
    """Read a date, looking back; None for what is none, also for a number alone."""
    text = without(in_short(raw), words.before_past)
    if is_number_alone(text, words):
        return None
    meant = set(named_dates(text, words))
    if not meant:
        return None
    days = {day for one in meant for day in _days(one, today)}
    return NamedDays(
        past=tuple(sorted(day for day in days if day <= today)),
        coming=tuple(sorted(day for day in days if day > today)),
        has_year=any(one.year is not None for one in meant),
    )


def _days(named: NamedDate, today: date) -> Iterator[date]:
    """Give the day that is meant; without its year the latest such day."""
    if named.year is not None:
        years = [named.year]
    else:
        years = [today.year - back for back in range(YEARS_BACK + 1)]
    months = [named.month] if named.month is not None else range(12, 0, -1)
    for year in years:
        for month in months:
            with suppress(ValueError):
                day = date(year, month, named.day)
                if named.year is not None or day <= today:
                    yield day
                    return
