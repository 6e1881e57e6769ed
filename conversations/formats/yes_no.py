"""Yes or no."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button
from conversations.parsing.clean import in_short
from conversations.text import Rejected, Text, t

_YES = frozenset(("yes", "y", "yep", "yeah", "true", "done", "i did", "1", "+"))
_NO = frozenset(("no", "n", "nope", "not", "not today", "false", "i did not", "0", "-"))


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

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002
        """Read a pressed answer."""
        if data not in ("yes", "no"):
            raise _unread()
        return data == "yes"

    def parse(self, raw: str) -> Value:
        """Read a typed answer."""
        said = in_short(raw)
        if said not in _YES | _NO:
            raise _unread()
        return said in _YES

    def describe(self, value: Value) -> Text:
        """Say it."""
        if not isinstance(value, bool):
            raise TypeError("neither yes nor no")
        return t("yes") if value else t("no")


def _unread() -> Rejected:
    return Rejected(t("Please tap one of the buttons, or type “yes” or “no”."))
