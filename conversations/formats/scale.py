"""A whole number between two ends that have names."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import even_rows, number
from conversations.parsing.numbers import read_whole
from conversations.parsing.rough_lengths import read_two_wholes
from conversations.parsing.tongue import Tongue
from conversations.parsing.vocabulary import Vocabulary
from conversations.text import Rejected, Text, Undecided, t

_DIGITS = re.compile(r"-?[0-9]{1,3}")


@dataclass(frozen=True)
class Scale(AnswerFormat):
    """low … high on buttons, or typed; `summary` may have the gaps {value} and {high}."""

    low: int
    high: int
    low_word: Text
    high_word: Text
    summary: Text = field(default_factory=lambda: t("{value} of {high}"))
    no_is_none: bool = True
    """"No" may say that there was none of it; where it cannot, it says that there is no answer."""
    in_words: Callable[[str, Vocabulary], tuple[int, ...]] | None = None
    """Reads everyday words for its numbers; two numbers where the words lie between them."""

    def legend(self) -> Text:
        """Name both ends, for the line under the question."""
        return t(
            "{low} is {low_word}, {high} is {high_word}.",
            low=self.low,
            high=self.high,
            low_word=self.low_word,
            high_word=self.high_word,
        )

    def options(self, current: Value | None) -> Rows:
        """One button for each number, in rows of about the same length."""
        numbers = range(self.low, self.high + 1)
        return even_rows([number(n, chosen=n == current) for n in numbers], at_most=6)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed number."""
        return self._within(int(data) if _DIGITS.fullmatch(data) else None)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed number; of "2 or 3", which is closer is theirs to say."""
        number = read_whole(raw, tongue.words, out_of=self.high)
        two = read_two_wholes(raw, tongue.words) if number is None else None
        if number is None and self.in_words is not None:
            found = self.in_words(raw, tongue.words)
            if len(found) == 1:
                return found[0]
            two = (found[0], found[-1]) if found else two
        if two is not None and self.low <= two[0] < two[1] <= self.high:
            raise Undecided(
                t("Between {low} and {high}. Tap whichever feels closer.", low=two[0], high=two[1])
            )
        return self._within(number)

    def describe(self, value: Value) -> Text:
        """Say where on the scale it was."""
        return self.summary.given(value=_number(value), high=self.high)

    def _within(self, number: int | None) -> int:
        if number is None or not self.low <= number <= self.high:
            raise Rejected(
                t(
                    "I need one whole number from {low} to {high}. Which comes closest?",
                    low=self.low,
                    high=self.high,
                )
            )
        return number


def _number(value: Value) -> int | float:
    if not isinstance(value, int | float):
        raise TypeError("not a number")
    return value
