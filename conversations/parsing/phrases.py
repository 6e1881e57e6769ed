"""Phrases as a vocabulary writes them: "[the ]end of (the|this) month", "{span} ago".

What stands in [ ] may be left out, ( | ) is one of several, { } is a gap that the reader names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

LETTERS = r"[^\W\d_]+"
"""A word in any script."""

_SIGN = re.compile(r"([\[\]()|]|\{[a-z]+\})")
_CLOSES = {"[": "]", "(": ")"}
_MEANS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def any_of(words: Iterable[str]) -> str:
    """Return the part of a pattern that matches one of these words, the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def expression(phrase: str, **gaps: str) -> str:
    """Return the pattern of a phrase; each gap is a group of its name, matched as given."""
    return "".join(_part(part, gaps) for part in _SIGN.split(phrase))


class Phrases:
    """Several ways to say one thing."""

    def __init__(self, phrases: Iterable[str], **gaps: str) -> None:
        self._patterns = [re.compile(expression(phrase, **gaps)) for phrase in phrases]

    def read(self, text: str) -> Mapping[str, str] | None:
        """Return what fills the gaps when the whole text is one of the phrases, else None."""
        found = next((m for p in self._patterns if (m := p.fullmatch(text))), None)
        return found.groupdict() if found else None


def variants(phrase: str) -> frozenset[str]:
    """Return every way to say a phrase, its gaps as they are written; raise ValueError if none."""
    parts = iter(part for part in _SIGN.split(phrase) if part)
    return frozenset(_choices(parts, ends=""))


def _choices(parts: Iterator[str], *, ends: str) -> Iterator[str]:
    """Give the ways to say what stands up to the sign at which it ends, one after the other."""
    said = [""]
    for part in parts:
        if part == ends:
            yield from said
            return
        if part == "|":
            yield from said
            said = [""]
        elif part in _CLOSES:
            more = [*_choices(parts, ends=_CLOSES[part]), *([""] if part == "[" else [])]
            said = [before + one for before in said for one in more]
        elif part in _CLOSES.values():
            raise ValueError(f"{part} closes nothing")
        else:
            said = [before + part for before in said]
    if ends:
        raise ValueError(f"{ends} is missing")
    yield from said


def without(text: str, words: Iterable[str]) -> str:
    """Take these words away where the text begins with them, one after the other."""
    for word in words:
        text = text.removeprefix(f"{word} ")
    return text


def _part(part: str, gaps: Mapping[str, str]) -> str:
    if part in _MEANS:
        return _MEANS[part]
    if _SIGN.fullmatch(part):
        return f"(?P<{part[1:-1]}>{gaps[part[1:-1]]})"
    return re.escape(part)
