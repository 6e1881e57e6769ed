"""A language's words of danger: read from its file, and found among the words of a text.

The files are data that anybody who speaks the language can read and mend; what their signs mean is
told at the top of the English one and in docs/safety.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product

from conversations.safety.slips import slips_of, swaps_of
from conversations.safety.tokens import Kinds, Tokens, folded, spelled

# How many words may stand in between, and what they may not be: see the top of phrases_en.txt.
FEW, MANY = "..", "..."
WORDS_ALONE = {"clauses", "subjects", "elided", "no slip", "fillers", "short"}
MOST = {FEW: 2, MANY: 5}
MOST_FILLERS = 3  # in a row, or in a gap beside the words that it may hold
TOGETHER = " & "
_CHOICE = re.compile(r"\w+(?:/\w+)+\??")
_BESIDE_OTHERS = re.compile(r"(?:\w+|<\w+>|\(\w+(?:/\w+)+\))\??")

# Any of some words, or a gap. Tuples, since of most there is one word: a set is four times as big.
Phrase = tuple["tuple[str, ...] | str", ...]
Span = tuple[int, int]


class UnclearPhrase(ValueError):
    """A line that can be read in two ways, such as "left my things/my stuff"."""


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases, by the word that each begins with."""

    by_first: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def found_in(self, words: Tokens) -> Iterator[Span]:
        """Give where each phrase stands: its first word, and the one after its last."""
        present = frozenset(words.words)
        for start, word in enumerate(words.words):
            for phrase in self.by_first.get(word, ()):
                if present.isdisjoint(phrase[-1]):  # as of nearly all: no need to walk them
                    continue
                end = _end(phrase, words, start)
                if end:
                    yield start, end


def _end(phrase: Phrase, words: Tokens, start: int) -> int:
    """Find where a phrase that begins here ends; 0 where it is another one."""
    at = start
    for place, wanted in enumerate(phrase):
        if isinstance(wanted, str):
            rest = phrase[place + 1 :]
            ends = (_end(rest, words, further) for further in _beyond(wanted, words, at))
            return next((end for end in ends if end), 0)
        if place:
            at = _past_fillers(wanted, words, at)
        if at >= len(words.words) or words.words[at] not in wanted:
            return 0
        if words.in_sentence[at] != words.in_sentence[start]:
            return 0
        at += 1
    return at


def _past_fillers(wanted: tuple[str, ...], words: Tokens, at: int) -> int:
    """Pass over what only fills, as in "take my fucking life", unless it is what is wanted."""
    last = min(at + MOST_FILLERS, len(words.words) - 1)
    while at < last and words.fills[at] and words.words[at] not in wanted:
        at += 1
    return at


def _beyond(gap: str, words: Tokens, at: int) -> Iterator[int]:
    """Give where a phrase may go on after words that do not matter."""
    yield at
    left = MOST[gap]
    for passed in range(at, min(at + left + MOST_FILLERS, len(words.words) - 1)):
        left -= not words.fills[passed]
        if left < 0:
            return
        if words.says_no[passed] or words.in_sentence[passed + 1] != words.in_sentence[at - 1]:
            return
        if gap == FEW and (
            words.opens[passed] or words.in_clause[passed + 1] != words.in_clause[at - 1]
        ):
            return
        yield passed + 1


@dataclass(frozen=True, slots=True)
class PhraseList:
    """All that a language's file holds."""

    spelling: Mapping[str, tuple[str, ...]]
    kinds: Kinds
    elided: frozenset[str]
    known: frozenset[str]
    slips: Mapping[str, str]
    swaps: Mapping[str, str]
    sections: Mapping[str, PhraseIndex]
    firsts: frozenset[str]
    """The words that a phrase of danger can begin with."""
    asks: frozenset[tuple[str, ...]]

    def __getitem__(self, section: str) -> PhraseIndex:
        """Return the phrases of a section."""
        return self.sections.get(section, PhraseIndex())

    def __bool__(self) -> bool:
        """Whether it has any phrase of danger."""
        return bool(self.firsts)


def read(listed: str) -> PhraseList:
    """Read a file; lines above the first heading are plain words of danger."""
    lines = _by_section(listed)
    spelling = dict(_pairs(lines.get("spelling", ())))
    groups = {name: _group(means) for name, means in _pairs(lines.get("words", ()))}
    # The same words return in many lines: each part is read once, and its sets are shared.
    ways = cache(partial(_ways, spelling=spelling, groups=groups))
    sections = {
        name: _indexed(phrase for line in some for phrase in _phrases(line, ways))
        for name, some in lines.items()
        if name not in {"spelling", "words", "asks"} | WORDS_ALONE
    }
    words = _words_of(sections.values()) | frozenset(spelling)
    own = frozenset((*lines.get("no slip", ()), *lines.get("fillers", ())))
    kinds = Kinds(
        opening=frozenset(lines.get("clauses", ())),
        subjects=frozenset(lines.get("subjects", ())),
        noes=_single(sections.get("not"), sections.get("denied")),
        fillers=frozenset(lines.get("fillers", ())),
    )
    return PhraseList(
        spelling=spelling,
        kinds=kinds,
        elided=frozenset(lines.get("elided", ())),
        known=words | own,
        slips=slips_of(words),
        swaps=swaps_of(lines.get("short", ()), words | own),
        sections=sections,
        firsts=_firsts(sections.get("plain"), sections.get("possible")),
        asks=frozenset(spelled(folded(line).split(), spelling) for line in lines.get("asks", ())),
    )


def _by_section(listed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section = "plain"
    for line in map(str.strip, listed.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, []).append(line)
    return found


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        name, _, means = line.partition("=")
        yield folded(name.strip()), tuple(folded(means).split())


def _group(means: tuple[str, ...]) -> str:
    if len(means) != 1:
        raise UnclearPhrase(means)
    return means[0]


def _parts(line: str) -> Iterator[str]:
    """Part a line into words, choices and gaps, and take the brackets off.

    A choice beside another word needs them: without, "my things/my stuff" means "my things stuff"
    and "my my stuff", whatever its writer meant.
    """
    parts = line.split()
    for before, part, after in zip(("..", *parts), parts, (*parts[1:], ".."), strict=False):
        is_alone = before in MOST and after in MOST and _CHOICE.fullmatch(part)
        if not (part in MOST or is_alone or _BESIDE_OTHERS.fullmatch(part)):
            raise UnclearPhrase(line)
        yield part.replace("(", "").replace(")", "")


def _phrases(line: str, ways: Callable[[str], list[Phrase]]) -> Iterator[Phrase]:
    """Give every way in which a line can be said, words that may stand for each other as one."""
    one, both, other = line.partition(TOGETHER)
    if both:
        yield from _phrases(f"{one} {MANY} {other}", ways)
        yield from _phrases(f"{other} {MANY} {one}", ways)
        return
    for chosen in product(*map(ways, _parts(line))):
        phrase = tuple(word for way in chosen for word in way)
        yield phrase


def _ways(
    part: str, spelling: Mapping[str, tuple[str, ...]], groups: Mapping[str, str]
) -> list[Phrase]:
    if part in MOST:
        return [(part,)]
    may_lack = part.endswith("?")
    part = part.removesuffix("?")
    if part.startswith("<"):
        part = groups[part.strip("<>")]
    said = [spelled(folded(word).split("_"), spelling) for word in part.split("/")]
    single = tuple(dict.fromkeys(words[0] for words in said if len(words) == 1))
    ways: list[Phrase] = [(single,)] if single else []
    ways += [tuple((word,) for word in words) for words in said if len(words) > 1]
    return [*ways, ()] if may_lack else ways


def _indexed(phrases: Iterable[Phrase]) -> PhraseIndex:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        for word in phrase[0]:
            found.setdefault(word, []).append(phrase)
    return PhraseIndex({word: tuple(some) for word, some in found.items()})


def _firsts(*sections: PhraseIndex | None) -> frozenset[str]:
    return frozenset(word for section in sections if section for word in section.by_first)


def _single(*sections: PhraseIndex | None) -> frozenset[str]:
    """Return the words that are phrases by themselves."""
    return frozenset(
        word
        for section in sections
        if section is not None
        for word, phrases in section.by_first.items()
        if any(len(phrase) == 1 for phrase in phrases)
    )


def _words_of(sections: Iterable[PhraseIndex]) -> frozenset[str]:
    return frozenset(
        word
        for section in sections
        for some in section.by_first.values()
        for phrase in some
        for one in phrase
        if not isinstance(one, str)
        for word in one
    )
