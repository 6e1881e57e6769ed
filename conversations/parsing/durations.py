"""Lengths of time as people type them: 7, 7.5, 7:30, 7h30, 7 hours 30, 7½, 450 min."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from conversations.parsing.clean import in_short
from conversations.parsing.numbers import plain_number, without_ending, without_fillers
from conversations.parsing.phrases import any_of
from conversations.parsing.vocabulary import Vocabulary

MOST_HOURS = 24
MOST_MINUTES = 24 * 60
# Beyond this "23:10" is far more often a time of day than a length of sleep.
MOST_HOURS_WITH_COLON = 16

# Two digits up to 59 are minutes, as on a clock: 7.30, 7,20, 6.45. Only quarters are written as
# parts of an hour with two digits: 7.25, 7.50. One digit is a part of an hour: 7.5.
_DOTTED = re.compile(r"([0-9]{1,2})[.,]([0-9]{2})")
_QUARTERS = ("00", "25", "50")
# Nobody counts a few minutes in tenths: 1.5 are hours, 22.5 may well be minutes.
_LONGEST_IN_PARTS = 12
_IN_PARTS = re.compile(r"[0-9]{1,2}[.,][0-9]{1,2}")


class _LengthPatterns(NamedTuple):
    """How hours and minutes are written in one language."""

    colon: re.Pattern[str]
    hours_minutes: re.Pattern[str]
    hours: re.Pattern[str]
    minutes: re.Pattern[str]


@cache
def _patterns(words: Vocabulary) -> _LengthPatterns:
    hour, minute, also = any_of(words.hours), any_of(words.minutes), any_of(words.hours_and)
    named = "[^0-9 ]+"
    return _LengthPatterns(
        colon=re.compile(rf"([0-9]{{1,2}}):([0-5][0-9])(?: ?{hour})?"),
        hours_minutes=re.compile(
            rf"([0-9]{{1,2}}|{named}?) ?{hour}(?: ?{also})? ?([0-5]?[0-9]|{named})(?: ?{minute})?"
        ),
        hours=re.compile(rf"(.+?) ?{hour}"),
        minutes=re.compile(rf"([0-9]{{1,4}}|{named}) ?{minute}"),
    )


def read_hours(raw: str, words: Vocabulary) -> Decimal | None:
    """Read a length of sleep in hours, 0 to 24."""
    text = in_short(raw)
    if text in words.no_sleep:
        return Decimal(0)
    bare = without_length_words(text, words)
    for said, hours in (
        (words.half_an_hour, "0.5"),
        (words.an_hour, "1"),
        (words.an_hour_and_a_half, "1.5"),
    ):
        if text in said or bare in _bare_ones(said, words):
            return Decimal(hours)
    read = _hours(bare, words)
    return read if read is not None and read <= MOST_HOURS else None


@cache
def _bare_ones(said: frozenset[str], words: Vocabulary) -> frozenset[str]:
    # "An" means nothing around a number: of "maybe an hour" and "an hour" the same is left. A
    # single word, such as "half", may be half of something else once words stand around it.
    return frozenset([without_length_words(one, words) for one in said if " " in one])


def without_length_words(text: str, words: Vocabulary) -> str:
    """Take away what people say around a length: "got about 4ish hours of sleep", "6 tops"."""
    parts = [without_ending(part, words) for part in text.split()]
    text, before = " ".join(filter(None, parts)), ""
    while text != before:
        before = text
        text = _around_lengths(words).sub("", without_fillers(text, words))
    return text


def other_hours(raw: str, words: Vocabulary) -> Decimal | None:
    """Read what else was possibly meant: 7.30 may be 7.3 hours, and 7.50 may be 7:50."""
    found = _DOTTED.fullmatch(_without_unit(without_fillers(in_short(raw), words), words))
    if found is None or int(found[2]) > 59:
        return None
    readings = {_on_a_clock(found), Decimal(f"{found[1]}.{found[2]}")}
    readings.discard(read_hours(raw, words) or Decimal(0))
    return next((hours for hours in readings if 0 < hours <= MOST_HOURS), None)


def read_minutes(raw: str, words: Vocabulary) -> int | None:
    """Read a length of time in whole minutes; a bare number is minutes, 1:30 and 1.5 are hours."""
    text = without_fillers(in_short(raw), words)
    number = plain_number(text, words)
    in_parts = _IN_PARTS.fullmatch(text) is not None
    if number is None or (in_parts and number <= _LONGEST_IN_PARTS):
        hours = read_hours(raw, words)
    else:
        hours = number / 60
    if hours is None or hours > MOST_HOURS:
        return None
    return round(hours * 60)


@cache
def _around_lengths(words: Vocabulary) -> re.Pattern[str]:
    opens, ends = any_of(words.length_opens), any_of(words.length_ends)
    return re.compile(rf"^{opens}[ ,]+|[ ,]+{ends}$")


def _hours(text: str, words: Vocabulary) -> Decimal | None:
    patterns = _patterns(words)
    if colon := patterns.colon.fullmatch(text):
        hours = _together(Decimal(colon[1]), Decimal(colon[2]))
        return hours if hours is not None and hours <= MOST_HOURS_WITH_COLON else None
    if (dotted := _dotted(_without_unit(text, words))) is not None:
        return dotted
    both = patterns.hours_minutes.fullmatch(text)
    if both and (found := _of_both(both, words)) is not None:
        return found
    if only := patterns.minutes.fullmatch(text):
        return _together(Decimal(0), plain_number(only[1], words))
    if (number := plain_number(text, words)) is not None:
        return number
    hours_only = patterns.hours.fullmatch(text)
    return plain_number(hours_only[1], words) if hours_only else None


def _dotted(text: str) -> Decimal | None:
    found = _DOTTED.fullmatch(text)
    if found is None:
        return None
    if found[2] in _QUARTERS or int(found[2]) > 59:
        return Decimal(f"{found[1]}.{found[2]}")
    return _on_a_clock(found)


def _on_a_clock(found: re.Match[str]) -> Decimal:
    return Decimal(found[1]) + Decimal(found[2]) / 60


def _without_unit(text: str, words: Vocabulary) -> str:
    hours = _patterns(words).hours.fullmatch(text)
    return hours[1] if hours else text


def _of_both(found: re.Match[str], words: Vocabulary) -> Decimal | None:
    return _together(plain_number(found[1], words), plain_number(found[2], words))


def _together(hours: Decimal | None, minutes: Decimal | None) -> Decimal | None:
    if hours is None or minutes is None:
        return None
    return hours + minutes / 60
