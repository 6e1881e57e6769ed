"""A language's phrases of wishes, read from their file and checked; English names the wishes.

How the file is written stands at its top.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from conversations.parsing.phrases import expression, variants
from conversations.parsing.vocabulary import SOURCE
from conversations.wishes.gaps import ANYTHING, GAPS
from conversations.wishes.spelling import LONGEST, in_wish

FOLDER: Traversable = files("conversations.wishes")
_FILE = re.compile(r"phrases_(\w+)\.txt")
_PLAIN = re.compile("[a-z0-9]++(?:[- \n][a-z0-9]++)*+")
_HEADING, _GAP = re.compile(r"([a-z_ ]+):"), re.compile(r"\{(\w+)\}")
BEFORE, AFTER, MYSELF, NO_PLACE = "before", "after", "myself", "no place"
NO_WISHES = frozenset({BEFORE, AFTER, MYSELF, NO_PLACE})
_ANY = dict.fromkeys((*GAPS, ANYTHING), ".+?")


class FaultyPhrases(ValueError):
    """A file of phrases that cannot be used; the message says what is wrong with it."""


class WishPhrase(NamedTuple):
    """A phrase and the wish that it says."""

    wish: str
    written: str
    only_asked: bool = False
    """It counts only while a question is open."""
    not_of_myself: bool = False
    """It does not count after "I want to", which may be a line of a diary."""


@dataclass(frozen=True)
class WishPhrases:
    """All that a language's file holds."""

    whole: Mapping[str, WishPhrase] = field(default_factory=dict)
    """Phrases without a gap, each way to say them."""
    gapped: tuple[WishPhrase, ...] = ()
    """Phrases with gaps."""
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    myself: frozenset[str] = frozenset()
    no_place: frozenset[str] = frozenset()

    @property
    def wishes(self) -> frozenset[str]:
        """Return the name of each wish that can be said."""
        return frozenset(one.wish for one in (*self.whole.values(), *self.gapped))

    @cached_property
    def open(self) -> tuple[tuple[re.Pattern[str], WishPhrase], ...]:
        """Phrases with gaps and their patterns, made when something is typed: a start has none."""
        return tuple((_pattern(one), one) for one in self.gapped)


@cache
def phrases(language: str) -> WishPhrases:
    """Return the phrases of a language; none where nobody has written them."""
    file = FOLDER / f"phrases_{language}.txt"
    return read(file.read_text("utf-8")) if file.is_file() else WishPhrases()


def written_in() -> list[str]:
    """Name the languages that have a file."""
    found = (_FILE.fullmatch(file.name) for file in FOLDER.iterdir())
    return sorted(name[1] for name in found if name)


def names() -> frozenset[str]:
    """Return every wish there is."""
    return phrases(SOURCE).wishes


def faults() -> Iterator[str]:
    """Say what is wrong with the files of the languages, a sentence each."""
    for language in written_in():
        try:
            unknown = phrases(language).wishes - names()
        except FaultyPhrases as fault:
            yield f"phrases_{language}.txt: {fault}"
        else:
            yield from (f"phrases_{language}.txt: no wish is called {one}" for one in unknown)


def read(listed: str) -> WishPhrases:
    """Read a file; raise FaultyPhrases for what could not be understood, or never be said."""
    lines = _by_heading(listed)
    parts = {name: _words(lines.get(name, ())) for name in NO_WISHES}
    known: dict[str, WishPhrase] = {}
    for wish, written in lines.items():
        for line in written if wish not in NO_WISHES else ():
            phrase, ways = _phrase(wish, line), _ways(_phrase(wish, line).written)
            _refuse_twice(phrase, ways, {way: known[way] for way in ways & known.keys()})
            for way in ways:
                known.setdefault(way, phrase)
    return WishPhrases(
        whole={way: phrase for way, phrase in known.items() if "{" not in way},
        gapped=tuple(_gapped(known)),
        before=parts[BEFORE],
        after=parts[AFTER],
        myself=parts[MYSELF],
        no_place=parts[NO_PLACE],
    )


def _gapped(known: Mapping[str, WishPhrase]) -> Iterable[WishPhrase]:
    return dict.fromkeys(phrase for way, phrase in known.items() if "{" in way)


def _refuse_twice(
    phrase: WishPhrase, ways: frozenset[str], twice: Mapping[str, WishPhrase]
) -> None:
    """Refuse what another wish says already, and a line of which nothing is new."""
    for way, known in twice.items():
        if known.wish != phrase.wish or len(twice) == len(ways):
            raise FaultyPhrases(f"“{way}” is there twice: {known.wish} and {phrase.wish}")


def _by_heading(listed: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = None
    for line in listed.splitlines():
        said = line.partition("#")[0].rstrip()
        if not said:
            continue
        if said.startswith(" "):
            if heading is None:
                raise FaultyPhrases(f"“{said.strip()}” stands under no heading")
            found[heading].append(said.strip())
        elif (named := _HEADING.fullmatch(said)) is None or named[1] in found:
            raise FaultyPhrases(f"“{said}” is no heading, or one that is there already")
        else:
            heading = named[1]
            found[heading] = []
    return found


def _phrase(wish: str, line: str) -> WishPhrase:
    marks = line[: len(line) - len(line.lstrip("?! "))]
    return WishPhrase(wish, line[len(marks) :], "?" in marks, "!" in marks)


def _words(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(way for line in lines for way in _ways(line))


def _ways(written: str) -> frozenset[str]:
    """Return every way to say a phrase, each of which can be typed so."""
    try:
        ways = variants(written)
    except ValueError as fault:
        raise FaultyPhrases(f"“{written}”: {fault}") from None
    gaps = _GAP.findall(written)
    if unknown := set(gaps) - _ANY.keys():
        raise FaultyPhrases(
            f"“{written}” has a gap that is not known: {', '.join(sorted(unknown))}"
        )
    if len(set(gaps)) == len(gaps) and _are_plain(ways):
        return ways
    for way in ways:
        gaps = _GAP.findall(way)
        if len(set(gaps)) < len(gaps) or not _can_be_typed(_GAP.sub("x", way)):
            raise FaultyPhrases(f"“{way}” can never be typed so")
    return ways


def _are_plain(ways: Iterable[str]) -> bool:
    """Look at all at once, for there are thousands: of plain words nothing is taken away."""
    bare = _GAP.sub("x", "\n".join(ways))
    return _PLAIN.fullmatch(bare) is not None and max(map(len, bare.split("\n"))) <= LONGEST


def _can_be_typed(way: str) -> bool:
    return len(way) <= LONGEST and in_wish(way) == way


def _pattern(phrase: WishPhrase) -> re.Pattern[str]:
    return re.compile(expression(phrase.written, **_ANY))
