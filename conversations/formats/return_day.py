"""When something comes back: on a hard day, or on a chosen day."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button
from conversations.formats.until import Until, until_date
from conversations.parsing.tongue import Tongue
from conversations.text import Text, t

HARD_DAY = "hard"
SPANS = ("1w", "2w", "1m", "3m")


@dataclass(frozen=True)
class ReturnDay(AnswerFormat):
    """HARD_DAY, or a day as "2026-12-24"."""

    days: Until

    def options(self, current: Value | None) -> Rows:
        """A hard day, and the usual spans."""
        hard = button(HARD_DAY, t("On a hard day"), chosen=current == HARD_DAY)
        return ((hard,), *self.days.options(current))

    def accept(self, data: str, current: Value | None) -> Value:
        """Read a pressed choice."""
        return HARD_DAY if data == HARD_DAY else self.days.accept(data, current)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed day."""
        said = raw.casefold()
        hard = any(word in said for word in tongue.words.hard_day)
        return HARD_DAY if hard else self.days.parse(raw, tongue)

    def describe(self, value: Value) -> Text:
        """Say when."""
        day = until_date(value)
        return t("on {day}", day=day) if day else t("on a hard day")
