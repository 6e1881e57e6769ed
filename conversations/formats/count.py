"""A whole number of things."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import even_rows, number
from conversations.parsing.clean import in_short
from conversations.parsing.numbers import in_digits, read_whole
from conversations.parsing.phrases import any_of
from conversations.parsing.tongue import Tongue
from conversations.parsing.vocabulary import Vocabulary
from conversations.text import Rejected, Text, shown, t

MOST_BUTTONS = 16


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
        return even_rows([number(n, chosen=n == current) for n in numbers], at_most=6)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed number."""
        return self._within(in_digits(data))

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed number."""
        return self._within(read_count(raw, tongue.words))

    def describe(self, value: Value) -> Text:
        """Say the number."""
        return shown(value) if isinstance(value, int | float) else shown(str(value))

    def _within(self, number: int | Decimal | None) -> int:
        if number is None or number % 1 or not self.low <= number <= self.high:
            raise Rejected(
                t(
                    "Please send a whole number from {low} to {high}, such as {example}.",
                    low=self.low,
                    high=self.high,
                    example=min(self.low + 2, self.high),
                )
            )
        return int(number)


def read_count(raw: str, words: Vocabulary) -> int | None:
    """Read how many, or how many times."""
    text = in_short(raw)
    if text in words.times:
        return words.times[text]
    times = _times(words).fullmatch(text)
    return read_whole(times[1] if times else text, words)


@cache
def _times(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(.+?) ?{any_of(words.times_after)}")
