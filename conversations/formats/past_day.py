"""A day that has been, as people type it: "tuesday", "20 Nov", "yesterday"."""

from dataclasses import dataclass
from datetime import date

from conversations.flow import AnswerFormat, Rows, Value
from conversations.parsing.dates import read_past_day
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, t

UNREAD = t(
    "I couldn't read that as today or an earlier day. You can type “yesterday”, “20 Nov” "
    "or 2026-11-20."
)


@dataclass(frozen=True)
class PastDay(AnswerFormat):
    """A day up to today, as "2026-11-20"; the buttons for it stand below the question."""

    today: date

    def options(self, current: Value | None) -> Rows:  # noqa: ARG002 - the shape of a format
        """None of its own."""
        return ()

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format
        """No button of it exists."""
        raise Rejected(UNREAD)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed day."""
        day = read_past_day(raw, self.today, tongue.words)
        if day is None:
            raise Rejected(UNREAD)
        return day.isoformat()

    def describe(self, value: Value) -> Text:
        """Name the day."""
        return t("{day}", day=date.fromisoformat(str(value)))
