"""Reading that somebody has no words where they are asked for: "idk", "nothing", "I can't"."""

from functools import cache

from conversations.parsing.clean import without_signs
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary


def says_nothing(text: str, words: Vocabulary) -> bool:
    """Tell whether somebody who was asked for their own words has none: "idk", "nothing"."""
    return _nothing(words).read(without_signs(text)) is not None


def says_no_strength(text: str, words: Vocabulary) -> bool:
    """Tell whether somebody who was asked for something good can only say that they cannot."""
    return _no_strength(words).read(without_signs(text)) is not None


@cache
def _nothing(words: Vocabulary) -> Phrases:
    return Phrases(words.nothing_to_say)


@cache
def _no_strength(words: Vocabulary) -> Phrases:
    return Phrases(words.no_strength)
