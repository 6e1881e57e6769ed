"""One part of a night told in detail: read like any answer, and held against the other parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.clock_time import ClockTime
from conversations.formats.keys import rows_of
from conversations.night import Impossible, night
from conversations.reading.clean import in_short
from conversations.reading.clock import spoken_time
from conversations.reading.numbers import without_fillers
from conversations.text import Rejected, Text, t

NOON = 12


@dataclass(frozen=True)
class Bedtime(ClockTime):
    """A time at night: a typed "11" is eleven in the evening, "1" is one after midnight."""

    def options(self, current: Value | None) -> Rows:
        """The usual times, evening first."""
        flat = [option for row in ClockTime.options(self, current) for option in row]
        flat.sort(key=lambda option: (int(option.value[:2]) + NOON) % 24)
        return rows_of(flat, self.per_row)

    def parse(self, raw: str) -> Value:
        """Read a typed time."""
        spoken = spoken_time(without_fillers(in_short(raw)))
        if spoken is None:
            raise self._unread()
        late = not spoken.certain and 7 <= spoken.hour <= NOON
        return f"{spoken.other_half if late else spoken.said:%H:%M}"

    def _unread(self) -> Rejected:
        return Rejected(t("I could not read that as a time. You can type 23:10 or 0:30."))


@dataclass(frozen=True)
class NightPart(AnswerFormat):
    """The part `step`; `known` are the other parts of the same night."""

    inner: AnswerFormat
    step: str
    name: Text
    known: Mapping[str, Any]
    ends_on: date
    zone: tzinfo

    def options(self, current: Value | None) -> Rows:
        """As the inner one."""
        return self.inner.options(current)

    def accept(self, data: str, current: Value | None) -> Value:
        """Read a pressed part."""
        return self._possible(self.inner.accept(data, current))

    def parse(self, raw: str) -> Value:
        """Read a typed part."""
        return self._possible(self.inner.parse(raw))

    def describe(self, value: Value) -> Text:
        """Say the name, then the answer."""
        return t("{question}: {answer}", question=self.name, answer=self.inner.describe(value))

    def _possible(self, value: Value) -> Value:
        try:
            night({**self.known, self.step: value}, self.ends_on, self.zone)
        except Impossible:
            raise Rejected(
                t(
                    "That does not fit the rest of the night yet. Light out 23:10, 20 min to fall "
                    "asleep, awake at 6:40 fits, for example; ‹ Back changes an earlier time."
                )
            ) from None
        return value
