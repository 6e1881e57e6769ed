"""Whether certain words appear. It only says "show the card"; it understands nothing.

The phrases of every language are looked for in every text: in a hard hour people write in the
language they grew up with, whatever they chose.
"""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from conversations.parsing.clean import clean

FOLDER: Traversable = files("conversations.safety")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u00b4`]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_FILE = re.compile(r"phrases_(\w+)\.txt")


def screen(text: str) -> bool:
    """Whether the support card should be shown beside the answer. Nothing is kept of this."""
    words = _plain(clean(text))
    if len(words) < _shortest():  # most answers are a number
        return False
    return any(map(words.__contains__, _phrases()))


def has_phrases(language: str) -> bool:
    """Whether there is a list of phrases in that language."""
    return bool(_listed().get(language))


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(phrase for phrases in _listed().values() for phrase in phrases)


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    found = ((file, _FILE.fullmatch(file.name)) for file in FOLDER.iterdir())
    return {name[1]: tuple(_read(file.read_text("utf-8"))) for file, name in found if name}


def _read(listed: str) -> list[str]:
    return [_plain(line) for line in listed.splitlines() if line and line[0] != "#"]


@cache
def _shortest() -> int:
    return min(map(len, _phrases()))


def _plain(text: str) -> str:
    # With a space at either end, "a phrase within the text" means whole words.
    words = _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", text.casefold()))
    return f" {words.strip()} "
