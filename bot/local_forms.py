"""How days and numbers are written: English as most write it by tables, all else by CLDR.

Babel takes four megabytes and is loaded for whom it is needed. A tag of a region whose English is
another, such as that of Britain with its "Sept", is one of those.
"""

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from conversations.parsing.vocabulary import SOURCE

if TYPE_CHECKING:
    from babel import Locale

_RIGHT_TO_LEFT = "rtl"
_TAGS = frozenset({"en", "en-us"})
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
# Day first, as in every sentence of the source; the skeletons of English follow US habit.
_FORMS = {
    "MMMEd": "{weekday} {day} {month}",
    "yMMMEd": "{weekday} {day} {month} {year}",
    "MMMd": "{day} {month}",
    "yMMMd": "{day} {month} {year}",
    "yMMM": "{month} {year}",
    "LLL": "{month}",
    "EEE": "{weekday}",
}


# The same for the other kinds of English.
PATTERNS = {
    "MMMEd": "EEE d MMM",
    "yMMMEd": "EEE d MMM y",
    "MMMd": "d MMM",
    "yMMMd": "d MMM y",
    "yMMM": "MMM y",
}
_PARTS = ("EEE", "LLL")


def language_of(tag: str) -> str:
    """Name the language of a tag, without its region."""
    return tag.replace("_", "-").split("-")[0].casefold()


@cache
def locale(tag: str) -> "Locale":
    """Find the locale for dates and numbers; English where the tag is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


@lru_cache(maxsize=256)
def is_plain_english(tag: str) -> bool:
    """Whether a tag asks for English and for nothing of a region that writes it otherwise."""
    return tag.replace("_", "-").casefold() in _TAGS


@lru_cache(maxsize=256)
def dated(day: date, skeleton: str, tag: str) -> str:
    """Write those parts of a day that a skeleton of CLDR names."""
    if is_plain_english(tag):
        return _FORMS[skeleton].format(
            weekday=_DAYS[day.weekday()], day=day.day, month=_MONTHS[day.month - 1], year=day.year
        )
    from babel.dates import format_date, format_skeleton

    where = locale(tag)
    if where.language == SOURCE:
        return format_date(day, PATTERNS.get(skeleton, skeleton), locale=where)
    if skeleton in _PARTS:
        return format_date(day, skeleton, locale=where)
    return format_skeleton(skeleton, day, locale=where)


def clock_time(at: time, tag: str) -> str:
    """Write a time of day by 24 hours, as every button and example does."""
    if language_of(tag) == SOURCE:
        return f"{at:%H:%M}"
    from babel.dates import format_skeleton

    return format_skeleton("Hm", datetime.combine(date.min, at), locale=locale(tag))


def day_and_time(day: str, at: str, tag: str) -> str:
    """Put a day and a time of it together."""
    glue = (
        "{1}, {0}" if language_of(tag) == SOURCE else str(locale(tag).datetime_formats["medium"])
    )
    return glue.format(at, day)


def decimal(value: float, tag: str) -> str:
    """Write a number with its thousands apart, and up to two places."""
    if is_plain_english(tag):
        return f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0.##", locale=locale(tag))


def in_a_row(said: list[str], tag: str) -> str:
    """Name several things one after the other."""
    if language_of(tag) == SOURCE:
        return ", ".join(said)
    from babel.lists import format_list

    return format_list(said, locale=locale(tag))


@lru_cache(maxsize=256)
def reads_right_to_left(tag: str) -> bool:
    """Tell whether a language runs from right to left."""
    return not is_plain_english(tag) and locale(tag).text_direction == _RIGHT_TO_LEFT
