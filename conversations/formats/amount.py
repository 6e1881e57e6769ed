"""How much or how many, with a unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, even_rows
from conversations.parsing.amounts import read_amounts
from conversations.parsing.numbers import in_digits
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, own, shown, t

FAR = 10_000
"""Ends farther apart than this help nobody: the sentence that refuses a number leaves them out."""


def _none() -> Sequence[float]:
    return ()


@dataclass(frozen=True)
class Amount(AnswerFormat):
    """A number from low to high, with decimals unless `whole_only`; the likely ones offered.

    `earlier` finds what was answered before, where "8,432" can be read in two ways.
    """

    low: float = 0
    high: float = 1000
    unit: Text = field(default_factory=lambda: own(""))
    offered: tuple[int, ...] = ()
    whole_only: bool = False
    earlier: Callable[[], Sequence[float]] = field(default=_none, compare=False)

    def options(self, current: Value | None) -> Rows:
        """The likely numbers on buttons, and the one given before."""
        before = (current,) if _is_number(current) and current not in self.offered else ()
        return even_rows(
            (
                button(_plain(n), shown(n), chosen=n == current)
                for n in (*self.offered, *before)
                if isinstance(n, int | float)
            ),
            at_most=7,
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed number."""
        number = in_digits(data.removeprefix("-"))
        return self._within(-number if number is not None and data.startswith("-") else number)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed number, with or without its unit."""
        found = read_amounts(raw, tongue.words)
        unit = tongue.label(self.unit).strip().casefold()
        if not found and unit:
            one = next((unit.removesuffix(s) for s in tongue.words.plural_endings
                        if unit.endswith(s)), unit)  # fmt: skip
            bare = raw.strip().casefold().removesuffix(unit).removesuffix(one)
            found = read_amounts(bare, tongue.words)
        return self._within(self._meant(found))

    def _meant(self, found: Sequence[Decimal]) -> Decimal | None:
        """Choose the reading that fits the bounds, and of those the one like earlier answers."""
        fitting = [number for number in found if self._fits(number)]
        if len(fitting) < 2:
            return (*fitting, *found, None)[0]
        known = [abs(number) for number in self.earlier() if number]
        if not known:
            return fitting[0]
        usual = Decimal(str(median(known)))
        return min(fitting, key=lambda number: max(abs(number) / usual, usual / abs(number)))

    def _fits(self, number: Decimal) -> bool:
        broken = self.whole_only and number != int(number)
        return not broken and Decimal(str(self.low)) <= number <= Decimal(str(self.high))

    def describe(self, value: Value) -> Text:
        """Say the number and its unit."""
        if not _is_number(value) or not isinstance(value, int | float):
            raise TypeError("not a number")
        if not self.unit.message:
            return shown(value)
        return t("{number} {unit}", number=value, unit=self.unit)

    def _within(self, number: Decimal | None) -> int | float:
        if number is None or not self._fits(number):
            raise Rejected(self._why())
        return int(number) if number == int(number) else float(number)

    def _why(self) -> Text:
        if self.high - self.low > FAR:
            return t("Please send a number, such as 3, 2.5 or 12,000.")
        return t(
            "Please send a number from {low} to {high}, such as {example}.",
            low=self.low,
            high=self.high,
            example=min(self.low + 2, self.high),
        )


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
