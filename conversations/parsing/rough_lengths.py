"""Rough lengths of sleep: "bout 4 hrs maybe 5", "4-5h", "between 5 and 6".

Between two lengths the middle is taken, for it is never far off; both ends stay known, so that
either can be offered.
"""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from conversations.parsing.clean import in_short
from conversations.parsing.durations import (
    MOST_HOURS_WITH_COLON,
    other_hours,
    read_hours,
    without_length_words,
)
from conversations.parsing.numbers import plain_number, read_whole, without_fillers
from conversations.parsing.phrases import Phrases, any_of
from conversations.parsing.sleeps import read_sleeps
from conversations.parsing.vocabulary import Vocabulary

# Bare numbers further apart may be the two ends of a night: "6-10".
MOST_APART_BARE = 2
# "6, 7" and "6/7" are an hour apart, "7/10" is something else.
MOST_APART_LOOSE = 1


class RoughLength(NamedTuple):
    """From how long to how long somebody may have slept, in hours."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        """The length between the two."""
        return (self.low + self.high) / 2


def read_rough_length(raw: str, words: Vocabulary) -> RoughLength | None:
    """Read the two lengths between which a sleep was; None for anything else."""
    text = without_length_words(in_short(raw), words)
    if ":" in text:  # clock times are the ends of a night
        return None
    if said := _between(words).read(text):
        return _rough(said["low"], said["high"], words)
    found = _apart(words).fullmatch(text)
    return _rough(found[1], found[3], words, loose=found[2] or "") if found else None


def read_two_wholes(raw: str, words: Vocabulary) -> tuple[int, int] | None:
    """Read the two numbers of a scale between which somebody is: "2 or 3", "4-5", "4? maybe 3"."""
    text = without_fillers(in_short(raw), words)
    if said := _between(words).read(text):
        first, last, loose = said["low"], said["high"], None
    elif found := _apart(words).fullmatch(text):
        first, last, loose = found[1], found[3], found[2]
    else:
        return None
    low, high = read_whole(first, words), read_whole(last, words)
    if low is None or high is None or low == high or (loose and low > high):
        return None
    return min(low, high), max(low, high)


def other_lengths(raw: str, words: Vocabulary) -> tuple[Decimal, ...]:
    """Read what else may have been meant: 7.3 hours by 7.30, either end of "4 or 5"."""
    if (other := other_hours(raw, words)) is not None:
        return (other,)
    said = (raw, *(one.text for one in read_sleeps(raw, words) if not one.nap))
    return next((rough for one in said if (rough := read_rough_length(one, words))), ())


def _rough(first: str, last: str, words: Vocabulary, loose: str = "") -> RoughLength | None:
    if first in words.no_sleep and " " in first:  # "didn't sleep till 4" gives no length
        return None
    low, high = read_hours(first, words), read_hours(last, words)
    if low is None or high is None or low >= high:
        return None
    bare = [_is_bare(one, words) for one in (first, last)]
    if loose and (high - low > MOST_APART_LOOSE or not any(bare)):
        return None  # "2h, 3h" are two sleeps
    if all(bare) and (high - low > MOST_APART_BARE or high > MOST_HOURS_WITH_COLON):
        return None
    return RoughLength(low, high)


def _is_bare(text: str, words: Vocabulary) -> bool:
    return plain_number(without_length_words(text, words), words) is not None


@cache
def _between(words: Vocabulary) -> Phrases:
    return Phrases(words.length_between, low=".+?", high=".+")


@cache
def _apart(words: Vocabulary) -> re.Pattern[str]:
    either = any_of(words.length_or)
    return re.compile(rf"(.+?)(?: ?[,?-]? ?\b{either} | ?- ?| ?([,/]) ?)([^,/-]+)")
