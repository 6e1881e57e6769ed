"""Whether words of danger appear, and how plainly. It shows help; it understands nothing.

The lists of every language are read in every text: in a hard hour people write in the language
they grew up with, whatever they chose. Nothing is kept of what is found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from conversations.safety.disguises import mended_tears, torn_apart, undisguised
from conversations.safety.phrases import PhraseList, Span, read
from conversations.safety.tokens import Tokens, apart, in_clauses, mended, spelled, tokens

FOLDER: Traversable = files("conversations.safety")
LEADING = 3  # words that say what a name is about
NEAR = 3  # a "no" so many words before a phrase is about it
BESIDE_A_LAUGH = 3  # other words: with no more, "want to die lol" says nothing else
MOST_TO_ASK = 8  # words in which somebody asks for help and says nothing else
_FILE = re.compile(r"phrases_(\w+)\.txt")


class Tier(IntEnum):
    """How plainly somebody may be in danger."""

    NONE = 0
    POSSIBLE = 1
    PLAIN = 2


def screen(text: str) -> Tier:
    """Say how plainly the words speak of danger, in whichever language."""
    if not text:  # a press
        return Tier.NONE
    readings = dict.fromkeys(_readings(text))
    return max(
        (_weighed(said, phrases) for said in readings for phrases in _listed().values()),
        default=Tier.NONE,
    )


def _readings(text: str) -> Iterator[tuple[str, ...]]:
    """Read what stands there, and what may be meant by it."""
    said = tokens(text)
    yield said
    yield mended_tears(said)
    if (plain := undisguised(text)) != text:
        yield mended_tears(tokens(plain))


def names_it(text: str) -> bool:
    """Whether it begins as what is to be watched or left is named, like "Urge to hurt myself"."""
    said = tokens(text)
    return any(
        start < LEADING
        for phrases in _listed().values()
        for start, _ in phrases["named"].found_in(
            in_clauses(spelled(apart(said, phrases.elided), phrases.spelling), phrases.kinds)
        )
    )


def asks_for_help(text: str) -> bool:
    """Whether the whole message asks for help, such as "help me" or "support"."""
    said = tuple(token for token in tokens(text) if token[0].isalnum())
    if not 0 < len(said) <= MOST_TO_ASK:
        return False
    return any(
        spelled(apart(said, phrases.elided), phrases.spelling) in phrases.asks
        for phrases in _listed().values()
    )


def has_phrases(language: str) -> bool:
    """Whether there is a list of phrases in that language."""
    return bool(_listed().get(language))


@cache
def _listed() -> dict[str, PhraseList]:
    found = ((file, _FILE.fullmatch(file.name)) for file in FOLDER.iterdir())
    return {name[1]: read(file.read_text("utf-8")) for file, name in found if name}


@cache
def _known() -> frozenset[str]:
    """Give the words of every list: none of them is a slip in another language."""
    return frozenset(word for phrases in _listed().values() for word in phrases.known)


def _weighed(said: tuple[str, ...], phrases: PhraseList) -> Tier:
    known = _known()
    parted = apart(said, phrases.elided)
    meant = (token if token in known else _meant(token, phrases) for token in parted)
    plain = spelled(meant, phrases.spelling)
    glued = (torn_apart(token, phrases.known) for token in plain if token not in known)
    words = (spelled(one, phrases.spelling) for one in glued if one)
    run_together = max((_in_words(one, phrases) for one in words), default=Tier.NONE)
    return max(run_together, _in_words(plain, phrases))


def _meant(token: str, phrases: PhraseList) -> str:
    return phrases.swaps.get(token) or mended(token, phrases.slips)


def _in_words(plain: tuple[str, ...], phrases: PhraseList) -> Tier:
    if phrases.firsts.isdisjoint(plain):  # as in nearly everything that is typed
        return Tier.NONE
    words = in_clauses(plain, phrases.kinds)
    found = list(_found(words, phrases))
    if not found:
        return Tier.NONE
    weighing = _Weighing(words, phrases)
    return max(weighing.weigh(span, tier) for span, tier in found)


def _found(words: Tokens, phrases: PhraseList) -> Iterator[tuple[Span, Tier]]:
    for span in phrases["plain"].found_in(words):
        yield span, Tier.PLAIN
    for span in phrases["possible"].found_in(words):
        yield span, Tier.POSSIBLE


class _Weighing:
    """What else the text says that makes a phrase in it mean less, or nothing."""

    def __init__(self, words: Tokens, phrases: PhraseList) -> None:
        self._words = words
        self._idioms = _covered(phrases["idioms"].found_in(words))
        no_denial = _covered(phrases["but not"].found_in(words))
        self._absent = _ends(phrases["not"].found_in(words), no_denial)
        self._denied = _ends(phrases["denied"].found_in(words), no_denial)
        self._lowered = self._sentences(phrases["lowered"].found_in(words))
        self._lowered |= self._laughed(phrases)
        self._lowered -= self._sentences(phrases["still"].found_in(words))

    def _laughed(self, phrases: PhraseList) -> set[int]:
        """Give the sentences that are laughed in, and say more than the danger and the laugh."""
        laughs = list(phrases["laughs"].found_in(self._words))
        if not laughs:
            return set()
        sections = ("plain", "possible", "laughs", "beside a laugh")
        said = _covered(span for one in sections for span in phrases[one].found_in(self._words))
        words = self._words
        beside = Counter(
            sentence
            for place, sentence in enumerate(words.in_sentence)
            if place not in said and not (words.fills[place] or words.subject[place])
        )
        named = phrases["laughed about"].found_in(words)
        about = self._sentences(span for span in named if said.isdisjoint(range(*span)))
        laughed = self._sentences(laughs)
        return {one for one in laughed if one in about or beside[one] > BESIDE_A_LAUGH}

    def weigh(self, span: Span, tier: Tier) -> Tier:
        """Say what is left of a phrase."""
        if not self._idioms.isdisjoint(range(*span)) or self._is_after(self._absent, span):
            return Tier.NONE
        less = self._is_after(self._denied, span)
        less = less or self._words.in_sentence[span[0]] in self._lowered
        return Tier(tier - 1) if less else tier

    def _is_after(self, ends: set[int], span: Span) -> bool:
        """Whether one of them ends shortly before the phrase, with nothing new in between."""
        start, clause = span[0], self._words.in_clause[span[0]]
        for place in range(start, max(-1, start - NEAR - 1), -1):
            if place in ends:
                return True
            before = place - 1
            if before < 0 or self._words.in_clause[before] != clause:
                return False
            if self._words.opens[before] or self._words.subject[before]:
                return False
        return False

    def _sentences(self, spans: Iterable[Span]) -> set[int]:
        return {self._words.in_sentence[start] for start, _ in spans}


def _covered(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(*span)}


def _ends(spans: Iterator[Span], exempt: set[int]) -> set[int]:
    """Give where each ends, but for those that only look like it."""
    return {end for start, end in spans if exempt.isdisjoint(range(start, end))}
