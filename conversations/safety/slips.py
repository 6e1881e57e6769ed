"""Slips of the finger, by the word that was meant: looked up, since every word is asked for."""

from collections.abc import Collection, Iterable, Iterator

from conversations.safety.tokens import SLIPS_FROM

LACKING_FROM = 5  # letters


def slips_of(words: Iterable[str]) -> dict[str, str]:
    """Map a long word, and it without any one letter but its first, to the word."""
    found: dict[str, str] = {}
    for word in sorted(words):
        if len(word) >= SLIPS_FROM:
            found |= dict.fromkeys(_without_one(word), word)
    return found | {word: word for word in words}


def swaps_of(short: Iterable[str], words: Collection[str]) -> dict[str, str]:
    """Map a short word in which two letters changed places, or one came twice, to the word.

    In one of five letters, one within it may be missing. Only of words that a list names: "form"
    is no slip of "from".
    """
    found = {slip: word for word in short for slip in (*_swapped(word), *_gapped(word))}
    return {slip: word for slip, word in found.items() if slip not in words}


def _without_one(word: str) -> Iterator[str]:
    """Give a word without each of its letters in turn; the first is hardly ever wrong."""
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _gapped(word: str) -> Iterator[str]:
    for place in range(1, len(word) - 1 if len(word) >= LACKING_FROM else 0):
        yield word[:place] + word[place + 1 :]


def _swapped(word: str) -> Iterator[str]:
    for place in range(len(word) - 1):
        one, other = word[place], word[place + 1]
        yield word[:place] + other + one + word[place + 2 :]
        yield word[:place] + one + one + word[place + 1 :]
