"""How much or how many, with a unit."""

from dataclasses import dataclass, field
from decimal import Decimal

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button, even_rows
from conversations.parsing.numbers import in_digits, read_number
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, own, shown, t


@dataclass(frozen=True)
class Amount(AnswerFormat):
    """A number from low to high, with decimals unless `whole_only`; the likely ones offered."""

    low: float = 0
    high: float = 1000
    unit: Text = field(default_factory=lambda: own(""))
    offered: tuple[int, ...] = ()
    whole_only: bool = False

    def options(self, current: Value | None) -> Rows:
        """The likely numbers on buttons, and the one given before."""
        before = (current,) if _is_number(current) and current not in self.offered else ()
        return even_rows(
            (
                button(f"{n:g}", shown(n), chosen=n == current)
                for n in (*self.offered, *before)
                if isinstance(n, int | float)
            ),
            at_most=7,
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002
        """Read a pressed number."""
        return self._within(in_digits(data))

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed number, with or without its unit."""
        number = read_number(raw, tongue.words)
        unit = tongue.label(self.unit).strip().casefold()
        if number is None and unit:
            one = next((unit.removesuffix(s) for s in tongue.words.plural_endings
                        if unit.endswith(s)), unit)  # fmt: skip
            bare = raw.strip().casefold().removesuffix(unit).removesuffix(one)
            number = read_number(bare, tongue.words)
        return self._within(number)

    def describe(self, value: Value) -> Text:
        """Say the number and its unit."""
        if not _is_number(value) or not isinstance(value, int | float):
            raise TypeError("not a number")
        if not self.unit.message:
            return shown(value)
        return t("{number} {unit}", number=value, unit=self.unit)

    def _within(self, number: Decimal | None) -> int | float:
        broken = number is not None and self.whole_only and number != int(number)
        if number is None or broken or not self.low <= number <= self.high:
            raise Rejected(
                t(
                    "A number from {low} to {high} works here, for example {example}.",
                    low=self.low,
                    high=self.high,
                    example=min(self.low + 2, self.high),
                )
            )
        return int(number) if number == int(number) else float(number)


def _is_number(value: Value | None) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
