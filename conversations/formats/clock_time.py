"""A time of day."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Self, TypeGuard

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clock import is_rough, read_time
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, shown, t

_DATA = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_AROUND = "~"


@dataclass(frozen=True, slots=True)
class WishedTime:
    """A time that is wished, to the minute or around it. It is written "21:30" or "~21:30"."""

    at: time
    around: bool = False

    def __str__(self) -> str:
        return f"{_AROUND if self.around else ''}{self.at:%H:%M}"

    @classmethod
    def read(cls, written: str) -> Self:
        """Read what was written; raise ValueError for anything else."""
        exact = written.removeprefix(_AROUND)
        return cls(time.fromisoformat(exact), around=exact != written)

    @property
    def words(self) -> Text:
        """Say the time in the local way."""
        return t("around {time}", time=self.at) if self.around else shown(self.at)


@dataclass(frozen=True)
class ClockTime(AnswerFormat):
    """A time as "21:30". With `evening`, a typed "9" means nine in the evening.

    With `by_day`, as for an appointment, a typed "4" is after noon.
    With `roughly`, "around 9" is kept as one that need not be exact, as a WishedTime writes it.
    """

    offered: tuple[str, ...] = ()
    evening: bool = False
    by_day: bool = False
    roughly: bool = False
    latest: str = "23:59"
    per_row: int = 4

    def options(self, current: Value | None) -> Rows:
        """The usual times on buttons; any other is typed."""
        before = current.removeprefix(_AROUND) if isinstance(current, str) else ""
        times = sorted({*self.offered, *filter(_DATA.fullmatch, (before,))})
        return rows_of((button(at, _clock(at), chosen=at == before) for at in times), self.per_row)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed time."""
        if not _DATA.fullmatch(data):
            raise self._unread()
        return self._fitting(data)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed time."""
        found = read_time(raw, tongue.words, evening=self.evening, by_day=self.by_day)
        if found is None:
            raise self._unread()
        at = self._fitting(f"{found:%H:%M}")
        return _AROUND + at if self.roughly and is_rough(raw, tongue.words) else at

    def describe(self, value: Value) -> Text:
        """Say the time in the local way."""
        return WishedTime.read(str(value)).words

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


def is_time(value: object) -> TypeGuard[str]:
    """Tell whether a stored answer is a time as it is written here, and no other script's."""
    return isinstance(value, str) and _DATA.fullmatch(value) is not None


def _clock(at: str) -> Text:
    return shown(time.fromisoformat(at))
