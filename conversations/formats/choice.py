"""One of a few named things."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clean import in_short
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, own, t

SHORTEST_PART = 3  # letters from the middle of a label


@dataclass(frozen=True)
class Choice(AnswerFormat):
    """The choices; typed as the label, a part of it, or its place in the list."""

    choices: tuple[Option, ...]
    per_row: int = 1
    undecided: Option | None = None
    """What is chosen for who cannot decide, and how that is said."""

    def options(self, current: Value | None) -> Rows:
        """One button for each choice."""
        offered = (button(o.value, o.label, chosen=o.value == current) for o in self.choices)
        return rows_of(offered, self.per_row)

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed choice."""
        return self._only(lambda option: option.value == data)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed choice."""
        said = in_short(raw)
        if said.isdecimal() and 1 <= int(said) <= len(self.choices):
            return self.choices[int(said) - 1].value
        names = {option.value: in_short(tongue.label(option.label)) for option in self.choices}
        if said in names.values():
            return self._only(lambda option: names[option.value] == said)
        begins = [value for value, name in names.items() if said and name.startswith(said)]
        if not begins and len(said) >= SHORTEST_PART:
            begins = [value for value, name in names.items() if f" {said}" in name]
        return self._only(lambda option: option.value in begins)

    def describe(self, value: Value) -> Text:
        """Say the label."""
        return next((o.label for o in self.choices if o.value == value), own(str(value)))

    def _only(self, matches: Callable[[Option], bool]) -> str:
        found = [option.value for option in self.choices if matches(option)]
        if len(found) != 1:
            example = self.choices[0].label if self.choices else own("-")
            raise Rejected(
                t("Please pick one from the list, such as “{example}”.", example=example)
            )
        return found[0]
