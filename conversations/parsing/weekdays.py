"""Days of the week as people type them: "mon wed fri", "weekdays", "monday to friday"."""

import re
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.phrases import Phrases, any_of, without
from conversations.parsing.vocabulary import Vocabulary


def read_weekdays(raw: str, words: Vocabulary) -> tuple[int, ...] | None:
    """Read ISO weekdays (1 = Monday), in order, each once."""
    said = in_short(raw)
    text = without(said, words.before_weekdays)
    for days, phrases in _groups(words):
        if phrases.read(said) is not None or phrases.read(text) is not None:
            return days
    if span := _from_one_to(words).fullmatch(text):
        first, last = words.weekdays.get(span[1]), words.weekdays.get(span[2])
        if first and last:
            return _from_to(first, last)
    days_named = [words.weekdays.get(word.rstrip(".")) for word in _between(words).split(text)]
    found = {day for day in days_named if day}
    return tuple(sorted(found)) if found and None not in days_named else None


@cache
def _groups(words: Vocabulary) -> tuple[tuple[tuple[int, ...], Phrases], ...]:
    return (
        ((1, 2, 3, 4, 5), Phrases(words.workdays)),
        ((6, 7), Phrases(words.weekend)),
        ((1, 2, 3, 4, 5, 6, 7), Phrases(words.every_day)),
    )


@cache
def _from_one_to(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(\S+?) ?(?:-| {any_of(words.to)} ) ?(\S+)")


@cache
def _between(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?:,| {any_of(words.and_)} |&|\+|/| )+")


def _from_to(first: int, last: int) -> tuple[int, ...]:
    steps = (last - first) % 7 + 1
    return tuple(sorted((first - 1 + step) % 7 + 1 for step in range(steps)))
