"""Whether certain words appear. It only says "show the card"; it understands nothing."""

import re
from functools import cache
from importlib.resources import files

from conversations.parsing.clean import clean

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u00b4`]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def screen(text: str) -> bool:
    """Whether the support card should be shown beside the answer. Nothing is kept of this."""
    words = _plain(clean(text))
    if len(words) < _shortest():  # most answers are a number
        return False
    return any(phrase in words for phrase in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    listed = files("conversations.safety").joinpath("phrases_en.txt").read_text("utf-8")
    return tuple(_plain(line) for line in listed.splitlines() if line and line[0] != "#")


@cache
def _shortest() -> int:
    return min(map(len, _phrases()))


def _plain(text: str) -> str:
    # With a space at either end, "a phrase within the text" means whole words.
    words = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", text.casefold()))
    return f" {words.strip()} "
