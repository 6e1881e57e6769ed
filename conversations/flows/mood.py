"""One moment of the day: how it is right now, and perhaps a few words."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR

from conversations.flow import Ask, Flow
from conversations.flows.check_in import MOOD
from conversations.parsing.answer_with_words import read_number_after_words
from conversations.parsing.clean import clean
from conversations.parsing.numbers import read_number
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, t

NOT_MEANT = 20  # a larger number is about something else
_FIRST = re.compile(r"(\S+)\s*[,;:–-]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Moment:
    """A mood from 1 to 10, and the words that came with it."""

    mood: int
    words: str = ""


def moment() -> Flow:
    """Return the one question."""
    ask = Ask(
        id="now",
        prompt=t("How is your mood right now?"),
        hint=MOOD.legend(),
        label=t("Right now"),
        format=MOOD,
    )
    return Flow("moment", (ask,))


def read_moment(raw: str, tongue: Tongue) -> Moment | None:
    """Read "6", "seven", "6/10", "6 after lunch", "not great, 3?"; None without such a number."""
    text = clean(raw)
    alone = _mood(text, tongue)
    if alone is not None:
        return Moment(alone)
    first = _FIRST.fullmatch(text)
    mood = _mood(first[1].rstrip(",;:"), tongue) if first else None
    if first is None or mood is None:
        return _at_the_end(text, tongue)
    return Moment(mood, " ".join(first[2].split()))


def _at_the_end(text: str, tongue: Tongue) -> Moment | None:
    found = read_number_after_words(text, tongue.words)
    mood = _mood(found[0], tongue) if found else None
    return Moment(mood, found[1]) if found and mood is not None else None


def near_scale(raw: str, tongue: Tongue) -> tuple[int, ...] | None:
    """Tell whether a bare number just misses the scale, and which moods lie right beside it."""
    text = clean(raw).strip()
    number = read_number(text.lstrip("-−–"), tongue.words)
    if number is None or number > NOT_MEANT or read_moment(text, tongue) is not None:
        return None
    if text[0] in "-−–":
        number = -number
    beside = {int(number.to_integral_value(rounding)) for rounding in (ROUND_FLOOR, ROUND_CEILING)}
    return tuple(sorted({min(10, max(1, n)) for n in beside if 0 <= n <= 11}))


def _mood(text: str, tongue: Tongue) -> int | None:
    try:
        value = MOOD.parse(text, tongue)
    except Rejected:
        return None
    return value if isinstance(value, int) else None
