"""Yes, partly or no: for what can be done in part."""

from dataclasses import dataclass

from conversations.flow import AnswerFormat, Rows, Value
from conversations.formats.keys import button
from conversations.parsing.clean import in_short
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, t

YES, PARTLY, NO = "yes", "partly", "no"
SAID = {YES: t("yes"), PARTLY: t("partly"), NO: t("no")}


@dataclass(frozen=True)
class Partly(AnswerFormat):
    """The words "yes", "partly" or "no", on three buttons."""

    def options(self, current: Value | None) -> Rows:
        """Yes, Partly and No, side by side."""
        labels = {YES: t("Yes"), PARTLY: t("Partly"), NO: t("No")}
        return (
            tuple(button(word, label, chosen=current == word) for word, label in labels.items()),
        )

    def accept(self, data: str, current: Value | None) -> Value:  # noqa: ARG002 - the shape of a format; others look at what is there
        """Read a pressed answer."""
        if data not in SAID:
            raise _unread()
        return data

    def parse(self, raw: str, tongue: Tongue) -> Value:
        """Read a typed answer."""
        said, words = in_short(raw), tongue.words
        for word, known in ((PARTLY, words.partly), (YES, words.yes), (NO, words.no)):
            if said in known:
                return word
        raise _unread()

    def describe(self, value: Value) -> Text:
        """Say it."""
        if not isinstance(value, str) or value not in SAID:
            raise TypeError("neither yes, partly nor no")
        return SAID[value]


def _unread() -> Rejected:
    return Rejected(t("Please tap one of the buttons, or type “yes”, “partly” or “no”."))
