"""Several sleeps of one day: "11:38-13:27, 16:14-19:35", "4h + 2h nap", "23:10-06:40, nap 1h"."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.phrases import any_of
from conversations.parsing.vocabulary import Vocabulary

MOST_SLEEPS = 6


@dataclass(frozen=True, slots=True)
class SaidSleep:
    """What was said of one sleep, and whether it was called a nap."""

    text: str
    nap: bool


def read_sleeps(raw: str, words: Vocabulary) -> tuple[SaidSleep, ...]:
    """Part what was said into sleeps; none where it speaks of one only, or of too many."""
    parts = [part for part in _between(words).split(in_short(raw)) if part.strip()]
    if len(parts) == 1:
        parts = _before_nap(parts[0], words)
    if not 2 <= len(parts) <= MOST_SLEEPS:
        return ()
    return tuple(_said(part, words) for part in parts)


@cache
def _between(words: Vocabulary) -> re.Pattern[str]:
    # A comma between two digits belongs to a number, unless a clock time or a unit ends there.
    comma = r",(?![0-9])|(?<![0-9]),|(?<=:[0-9][0-9]),"
    return re.compile(rf"[;+&\n]|{comma}|\b{any_of(words.also_slept)}\b")


def _before_nap(text: str, words: Vocabulary) -> list[str]:
    """Part "23:10-06:40 nap 1h", which has no sign in between."""
    parts = text.split()
    at = next((n for n, word in enumerate(parts) if word.rstrip(":") in words.nap), 0)
    if 0 < at < len(parts) - 1:
        return [" ".join(parts[:at]), " ".join(parts[at:])]
    return [text]


def _said(part: str, words: Vocabulary) -> SaidSleep:
    said = [word.strip(":") for word in part.split()]
    rest = [word for word in said if word not in words.nap]
    if len(rest) == len(said):
        return SaidSleep(" ".join(part.split()), nap=False)
    while rest and rest[0] in words.of | words.around:
        rest.pop(0)
    while rest and rest[-1] in words.of | words.around:
        rest.pop()
    return SaidSleep(" ".join(rest), nap=True)
