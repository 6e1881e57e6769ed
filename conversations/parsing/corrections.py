"""Words that put the answer just given right: "actually it was more like 5", "no wait, 5"."""

import re
from dataclasses import dataclass
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary

_SIGNS = re.compile(r"(?<![,;!?.\u2026])[,;!?.\u2026]++(?= |$)")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is meant instead, as it would have been typed; and whether only a hint says so."""

    answer: str
    is_faint: bool


def read_correction(raw: str, words: Vocabulary) -> Correction | None:
    """Read what a number should have been; None for words that correct nothing, or no number."""
    said = _SIGNS.sub("", in_short(raw).replace("'", ""))
    for phrases, is_faint in _phrases(words):
        found = phrases.read(said)
        if found is not None and _has_number(found["answer"], words):
            return Correction(found["answer"], is_faint)
    return None


def _has_number(said: str, words: Vocabulary) -> bool:
    return any(part.isdecimal() or part in words.number_names for part in re.split(r"\W+", said))


@cache
def _phrases(words: Vocabulary) -> tuple[tuple[Phrases, bool], ...]:
    gaps = {"answer": ".+?", "other": ".+"}
    return (Phrases(words.instead, **gaps), False), (Phrases(words.perhaps_instead, **gaps), True)
