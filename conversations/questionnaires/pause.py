"""The pause after an answer about harm: it ends when the person says so, and by nothing else."""

from dataclasses import dataclass

from conversations.flow import Option, Value
from conversations.formats import Choice
from conversations.parsing.clean import in_short
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, t

GO_ON = "go"


@dataclass(frozen=True)
class Pause(Choice):
    """One button; of typed words only its own go on, for others may be about what was asked."""

    choices: tuple[Option, ...] = (Option(GO_ON, t("Go on")),)

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read the words of the button; a number was meant for the question before."""
        if in_short(raw) == in_short(tongue.label(self.choices[0].label)):
            return GO_ON
        raise Rejected(t("The questions wait until you tap “Go on”. Take your time."))
