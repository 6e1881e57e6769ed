"""Yes or no."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button
from conversations.parsing.clean import in_short
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, t


@dataclass(frozen=True)
class YesNo(AnswerFormat):
    """True or False, on two buttons."""

    def options(self, current: Value | None) -> Rows:
        """Yes and No, side by side."""
        return (
            (
                button("yes", t("Yes"), chosen=current is True),
                button("no", t("No"), chosen=current is False),
            ),
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed answer."""
        if data not in ("yes", "no"):
            raise _unread()
        return data == "yes"

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed answer."""
        said = in_short(raw)
        if said not in tongue.words.yes | tongue.words.no:
            raise _unread()
        return said in tongue.words.yes

    def describe(self, value: Value) -> Text:
        """Say it."""
        if not isinstance(value, bool):
            raise TypeError("neither yes nor no")
        return t("yes") if value else t("no")


def _unread() -> Rejected:
    return Rejected(t("Please tap one of the buttons, or type “yes” or “no”."))
