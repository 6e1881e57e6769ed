"""Reading that somebody is sorry to have been away: "sorry been quiet. bad week"."""

import re
from functools import cache

from conversations.parsing.clean import without_signs
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary

FIRST_WORDS = 200  # letters, in which what somebody begins with stands
_END_OF_CLAUSE = r"(?<=\w)[.,;:!?\n\u2026()]+"


def says_sorry_for_silence(text: str, words: Vocabulary) -> bool:
    """Tell whether somebody begins with being sorry that they were away, whatever follows."""
    first = _clause(words).split(text[:FIRST_WORDS].strip(), maxsplit=1)[0]
    return _sorries(words).read(without_signs(first)) is not None


@cache
def _sorries(words: Vocabulary) -> Phrases:
    return Phrases(words.sorry_for_silence)


@cache
def _clause(words: Vocabulary) -> re.Pattern[str]:
    goes_on = "|".join(map(re.escape, sorted(words.sorry_goes_on)))
    return re.compile(rf"{_END_OF_CLAUSE}|(?<=\w) (?:{goes_on}) ")
