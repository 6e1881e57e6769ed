"""As much of some words as fits: the part around what was sought, or all of them in parts."""

import unicodedata
from itertools import accumulate

from bot.outgoing import shorten, units

# What belongs to the sign before it: marks, joiners, and the tones of a picture.
_LEANS = ("Mn", "Mc", "Me", "Cf", "Sk")


def excerpt(words: str, most: int, sought: str = "") -> str:
    """Show at most so many UTF-16 units, among them the first place that holds what is sought."""
    if units(words) <= most:
        return words
    at = place_of(words, sought)
    if units(words[: at + len(sought)]) <= most // 2:
        return shorten(words, most)
    ending = len(words) - len(_last(words, most - 1))
    return "…" + shorten(words[_begin(words, min(at - most // 4, ending), at) :], most - 1)


def place_of(words: str, sought: str) -> int:
    """Find what is sought as the search does, whatever its case; 0 where it is not there."""
    folded = words.casefold()
    at = folded.find(sought.casefold())
    if at <= 0 or len(folded) == len(words):
        return max(at, 0)
    # One letter may be two in small: "ß" is sought as "ss".
    ends = accumulate(len(letter.casefold()) for letter in words)
    return next(place for place, end in enumerate(ends) if end > at)


def _last(words: str, most: int) -> str:
    return words.encode("utf-16-le", "surrogatepass")[-2 * most :].decode("utf-16-le", "ignore")


def _begin(words: str, begin: int, at: int) -> int:
    """Begin somewhere before a place, with a word if there is one."""
    begin = max(0, begin)
    gap = next((n for n in range(begin, at) if words[n].isspace()), None)
    if gap is not None:
        return gap + 1
    while begin < at and unicodedata.category(words[begin]) in _LEANS:
        begin += 1
    return begin


def parts(words: str, most: int) -> list[str]:
    """All of the words, in parts of at most so many units, broken at lines or between words."""
    found = []
    while units(words) > most:
        head = words.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")
        end = head.rfind("\n", len(head) // 2) + 1 or head.rfind(" ", len(head) // 2) + 1
        found.append(head[: end or len(head)])
        words = words[end or len(head) :]
    return [*found, words]
