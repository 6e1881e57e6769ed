"""A length of time, in minutes."""

import re
from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, even_rows
from conversations.parsing.durations import MOST_MINUTES, read_minutes
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, t

_DATA = re.compile(r"[0-9]{1,4}")
OFFERED = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120)


@dataclass(frozen=True)
class Length(AnswerFormat):
    """Whole minutes, up to a day; the likely ones on buttons, others typed: 45, 1:30, 1 h 30."""

    offered: tuple[int, ...] = OFFERED

    def options(self, current: Value | None) -> Rows:
        """The likely lengths, and the one given before."""
        before = {current} if isinstance(current, int) and 0 <= current <= MOST_MINUTES else set()
        lengths = sorted({*self.offered, *before})
        return even_rows(
            (button(str(n), length_words(n), chosen=n == current) for n in lengths), at_most=5
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed length."""
        minutes = int(data) if _DATA.fullmatch(data) else MOST_MINUTES + 1
        if minutes > MOST_MINUTES:
            raise _unread()
        return minutes

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed length; a bare number is minutes."""
        minutes = read_minutes(raw, tongue.words)
        if minutes is None:
            raise _unread()
        return minutes

    def describe(self, value: Value) -> Text:
        """Say it as people do."""
        if not isinstance(value, int):
            raise TypeError("not minutes")
        return length_words(value)


def length_words(minutes: float) -> Text:
    """Say minutes as people do: 45 min, 1 h, 1 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return t("{minutes} min", minutes=rest)
    if not rest:
        return t("{hours} h", hours=hours)
    return t("{hours} h {minutes}", hours=hours, minutes=f"{rest:02}")


def _unread() -> Rejected:
    return Rejected(t("I couldn't read that as a length of time. You can type 45, 1:30 or 2 h."))
