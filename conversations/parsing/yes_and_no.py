"""Reading "no, don't" and "yes, do it": that something is to be left as it is, or to be done."""

from functools import cache

from conversations.parsing.clean import without_signs
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary


def says_no(text: str, words: Vocabulary) -> bool:
    """Tell whether that is all that was said."""
    said = without_signs(text)
    return said in words.no or _refusals(words).read(said) is not None


def may_agree(text: str, words: Vocabulary) -> bool:
    """Tell whether that is a yes to most questions, if not to all: "ok i guess"."""
    return _agrees(words).read(without_signs(text)) is not None


def says_do_it(text: str, words: Vocabulary) -> bool:
    """Tell whether all that was said is that it shall be done: "yes", "delete it all"."""
    said = without_signs(text)
    return said in words.yes or _consents(words).read(said) is not None


@cache
def _refusals(words: Vocabulary) -> Phrases:
    return Phrases(words.leave_it)


@cache
def _agrees(words: Vocabulary) -> Phrases:
    return Phrases(words.agrees_perhaps)


@cache
def _consents(words: Vocabulary) -> Phrases:
    return Phrases(words.do_it)
