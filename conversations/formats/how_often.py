"""How often an appointment comes back."""

from dataclasses import dataclass

from conversations.flow import Value
from conversations.formats.choice import Choice
from conversations.parsing.appointments import read_rhythm
from conversations.parsing.tongue import Tongue


@dataclass(frozen=True)
class HowOften(Choice):
    """The number of weeks in between, 0 for just once; typed also as "weekly", "fortnightly"."""

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed choice, or a rhythm in everyday words."""
        every = read_rhythm(raw, tongue.words)
        return str(every) if every is not None else super().parse(raw, tongue)
