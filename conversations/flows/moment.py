"""One moment of the day: how it is right now, and perhaps a few words."""

import re
from dataclasses import dataclass

from conversations.flow import Ask, Flow
from conversations.flows.check_in import MOOD
from conversations.reading.clean import clean
from conversations.text import Rejected, t

MOST_WORDS = 200
_FIRST = re.compile(r"(\S+)\s*[,;:–-]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """A mood from 1 to 10, and the words that came with it."""

    mood: int
    words: str = ""


def moment() -> Flow:
    """Return the one question."""
    ask = Ask(
        id="now",
        prompt=t("How is it right now?"),
        hint=MOOD.legend(),
        label=t("Right now"),
        format=MOOD,
    )
    return Flow("moment", (ask,))


def read_moment(raw: str) -> Told | None:
    """Read "6", "seven", "6/10" or "6 after lunch"; None where it begins with no such number."""
    text = clean(raw)
    alone = _mood(text)
    if alone is not None:
        return Told(alone)
    first = _FIRST.fullmatch(text)
    mood = _mood(first[1].rstrip(",;:")) if first else None
    if first is None or mood is None:
        return None
    return Told(mood, " ".join(first[2].split())[:MOST_WORDS])


def _mood(text: str) -> int | None:
    try:
        value = MOOD.parse(text)
    except Rejected:
        return None
    return value if isinstance(value, int) else None
