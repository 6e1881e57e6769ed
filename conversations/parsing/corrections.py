"""Words that put the answer just given right: "actually it was more like 5", "no wait, 5"."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.durations import read_hours
from conversations.parsing.phrases import Phrases, any_of
from conversations.parsing.vocabulary import Vocabulary

_SIGNS = re.compile(r"(?<![,;:!?.\u2026])[,;:!?.\u2026]++(?= |$)")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is meant instead, as it would have been typed; and whether only a hint says so."""

    answer: str
    is_faint: bool
    of_mood: bool = False
    """It was said of the mood by its name, whatever was told last."""


def read_correction(raw: str, words: Vocabulary) -> Correction | None:
    """Read what a number should have been; None for words that correct nothing, or no number."""
    said = _SIGNS.sub("", in_short(raw).replace("'", ""))
    for phrases, is_faint in _phrases(words):
        found = phrases.read(said) or {}
        answer = found.get("answer") or found.get("alone") or ""
        if _is_a_number(answer, words) and _corrects(found.get("former"), words):
            of_mood = bool(found.get("named")) or not words.mood_names.isdisjoint(answer.split())
            return Correction(answer, is_faint, of_mood)
    return None


def _is_a_number(said: str, words: Vocabulary) -> bool:
    """Tell whether it names a number; one of a few minutes is how long to wait."""
    parts = re.split(r"\W+", said)
    hours = read_hours(said, words)
    return any(part.isdecimal() or part in words.number_names for part in parts) and (
        hours is None or hours == 0 or hours >= 1
    )


def _corrects(former: str | None, words: Vocabulary) -> bool:
    """Tell whether "5, not 7" names a number that was wrong; "5, not bad" says how the 5 was."""
    return former is None or read_hours(former, words) is not None


@cache
def _phrases(words: Vocabulary) -> tuple[tuple[Phrases, bool], ...]:
    named = any_of(words.mood_names)
    gaps = {"answer": ".+?", "other": ".+", "former": ".+?", "alone": "[^ ]+", "named": named}
    return (Phrases(words.instead, **gaps), False), (Phrases(words.perhaps_instead, **gaps), True)
