"""Reading "no, don't": that something is to be left as it is; and that there is nothing to say."""

import re
from functools import cache

from conversations.parsing.clean import as_label
from conversations.parsing.phrases import Phrases
from conversations.parsing.vocabulary import Vocabulary

FIRST_WORDS = 200  # letters, in which what somebody begins with stands
_END_OF_CLAUSE = r"(?<=\w)[.,;:!?\n\u2026()]+"
_SIGNS = str.maketrans(dict.fromkeys(",;.!?'", ""))


def says_no(text: str, words: Vocabulary) -> bool:
    """Tell whether that is all that was said."""
    said = _said(text)
    return said in words.no or _refusals(words).read(said) is not None


def may_agree(text: str, words: Vocabulary) -> bool:
    """Tell whether that is a yes to most questions, if not to all: "ok i guess"."""
    return _agrees(words).read(_said(text)) is not None


def says_do_it(text: str, words: Vocabulary) -> bool:
    """Tell whether all that was said is that it shall be done: "yes", "delete it all"."""
    said = _said(text)
    return said in words.yes or _consents(words).read(said) is not None


def says_sorry_for_silence(text: str, words: Vocabulary) -> bool:
    """Tell whether somebody begins with being sorry that they were away, whatever follows."""
    first = _clause(words).split(text[:FIRST_WORDS].strip(), maxsplit=1)[0]
    return _sorries(words).read(_said(first)) is not None


def says_nothing(text: str, words: Vocabulary) -> bool:
    """Tell whether somebody who was asked for their own words has none: "idk", "nothing"."""
    return _nothing(words).read(_said(text)) is not None


def says_no_strength(text: str, words: Vocabulary) -> bool:
    """Tell whether somebody who was asked for something good can only say that they cannot."""
    return _no_strength(words).read(_said(text)) is not None


def _said(text: str) -> str:
    return " ".join(as_label(text).translate(_SIGNS).split())


@cache
def _refusals(words: Vocabulary) -> Phrases:
    return Phrases(words.leave_it)


@cache
def _agrees(words: Vocabulary) -> Phrases:
    return Phrases(words.agrees_perhaps)


@cache
def _consents(words: Vocabulary) -> Phrases:
    return Phrases(words.do_it)


@cache
def _sorries(words: Vocabulary) -> Phrases:
    return Phrases(words.sorry_for_silence)


@cache
def _clause(words: Vocabulary) -> re.Pattern[str]:
    goes_on = "|".join(map(re.escape, sorted(words.sorry_goes_on)))
    return re.compile(rf"{_END_OF_CLAUSE}|(?<=\w) (?:{goes_on}) ")


@cache
def _nothing(words: Vocabulary) -> Phrases:
    return Phrases(words.nothing_to_say)


@cache
def _no_strength(words: Vocabulary) -> Phrases:
    return Phrases(words.no_strength)
