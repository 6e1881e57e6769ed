"""A time of day."""

import re
from dataclasses import dataclass
from datetime import time

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clock import read_time
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, shown, t

_DATA = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class ClockTime(AnswerFormat):
    """A time as "21:30". With `evening`, a typed "9" means nine in the evening."""

    offered: tuple[str, ...] = ()
    evening: bool = False
    latest: str = "23:59"
    per_row: int = 4

    def options(self, current: Value | None) -> Rows:
        """The usual times on buttons; any other is typed."""
        before = (current,) if isinstance(current, str) and _DATA.fullmatch(current) else ()
        times = sorted({*self.offered, *before})
        return rows_of(
            (button(at, _clock(at), chosen=at == current) for at in times), self.per_row
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed time."""
        if not _DATA.fullmatch(data):
            raise self._unread()
        return self._fitting(data)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed time."""
        found = read_time(raw, tongue.words, evening=self.evening)
        if found is None:
            raise self._unread()
        return self._fitting(f"{found:%H:%M}")

    def describe(self, value: Value) -> Text:
        """Say the time in the local way."""
        return _clock(str(value))

    def _fitting(self, at: str) -> str:
        if at > self.latest:
            raise Rejected(
                t(
                    "Please send a time from 00:00 to {latest}, such as {example}.",
                    latest=self.latest,
                    example=self.offered[0] if self.offered else "00:00",
                )
            )
        return at

    def _unread(self) -> Rejected:
        example = time(21, 30) if self.evening else time(8, 30)
        return Rejected(
            t(
                "I couldn't read that as a time. You can type it like this: {example}.",
                example=example,
            )
        )


def _clock(at: str) -> Text:
    return shown(time.fromisoformat(at))
