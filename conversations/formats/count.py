"""A whole number of things."""

import re
from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import even_rows, number
from conversations.parsing.clean import in_short
from conversations.parsing.numbers import read_whole
from conversations.parsing.words import TIMES
from conversations.text import Rejected, Text, shown, t

MOST_BUTTONS = 16

_TIMES = re.compile(r"(.+?) ?(?:x|\u00d7|times?)")


@dataclass(frozen=True)
class Count(AnswerFormat):
    """low … high; on buttons if there are few, typed as "3", "three", "3x" or "twice"."""

    low: int = 0
    high: int = 100

    def options(self, current: Value | None) -> Rows:
        """One button for each number, unless there would be too many."""
        numbers = range(self.low, self.high + 1)
        if len(numbers) > MOST_BUTTONS:
            return ()
        return even_rows((number(n, chosen=n == current) for n in numbers), at_most=6)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002
        """Read a pressed number."""
        return self._within(read_whole(data))

    def parse(self, raw: str) -> Value:
        """Read a typed number."""
        return self._within(read_count(raw))

    def describe(self, value: Value) -> Text:
        """Say the number."""
        return shown(value) if isinstance(value, int | float) else shown(str(value))

    def _within(self, number: int | None) -> int:
        if number is None or not self.low <= number <= self.high:
            raise Rejected(
                t(
                    "A whole number from {low} to {high} works here, for example {example}.",
                    low=self.low,
                    high=self.high,
                    example=min(self.low + 2, self.high),
                )
            )
        return number


def read_count(raw: str) -> int | None:
    """Read how many, or how many times."""
    text = in_short(raw)
    if text in TIMES:
        return TIMES[text]
    times = _TIMES.fullmatch(text)
    return read_whole(times[1] if times else text)
