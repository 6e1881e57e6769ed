"""Whether certain words appear. It only says "show the card"; it understands nothing."""

import re
from functools import cache
from importlib.resources import files

from conversations.reading.clean import clean

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u00b4`]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def screen(text: str) -> bool:
    """Whether the support card should be shown beside the answer. Nothing is kept of this."""
    return bool(_phrases().search(_plain(clean(text))))


@cache
def _phrases() -> re.Pattern[str]:
    listed = files("conversations.safety").joinpath("phrases_en.txt").read_text("utf-8")
    phrases = [_plain(line) for line in listed.splitlines() if line and not line.startswith("#")]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def _plain(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", text.casefold())).strip()
