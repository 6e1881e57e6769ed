"""Words that put the answer just given right: "actually it was more like 5", "no wait, 5"."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.durations import read_hours
from conversations.parsing.phrases import Phrases, any_of
from conversations.parsing.vocabulary import Vocabulary

MOOD, SLEEP = "mood", "sleep"

_SIGNS = re.compile(r"(?<![,;:!?.\u2026])[,;:!?.\u2026]++(?= |$)")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is meant instead, as it would have been typed; and whether only a hint says so."""

    answer: str
    is_faint: bool
    named: str | None = None
    """The question it was said of by its name, "mood" or "sleep", whatever was told last."""


def read_correction(raw: str, words: Vocabulary) -> Correction | None:
    """Read what a number should have been; None for words that correct nothing, or no number."""
    said = _SIGNS.sub("", in_short(raw).replace("'", ""))
    for phrases, is_faint in _phrases(words):
        found = phrases.read(said) or {}
        answer = found.get("answer") or found.get("alone") or ""
        if _is_a_number(answer, words) and _corrects(found.get("former"), words):
            return Correction(answer, is_faint, _named(found.get("named"), answer, words))
    return None


def _named(named: str | None, answer: str, words: Vocabulary) -> str | None:
    if named in words.mood_names or not words.mood_names.isdisjoint(answer.split()):
        return MOOD
    return SLEEP if named in words.sleep_names else None


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
    named = any_of(words.mood_names | words.sleep_names)
    gaps = {"answer": ".+?", "other": ".+", "former": ".+?", "alone": "[^ ]+", "named": named}
    return (Phrases(words.instead, **gaps), False), (Phrases(words.perhaps_instead, **gaps), True)
