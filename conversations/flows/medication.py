"""What changed about the medication."""

from conversations.flow import Ask, Flow
from conversations.formats import FreeText
from conversations.formats.free_text import A_MESSAGE
from conversations.text import t


def changed() -> Flow:
    """Return the one question."""
    ask = Ask(
        id="text",
        prompt=t("What changed with your medication today?"),
        label=t("Medication"),
        format=FreeText(A_MESSAGE, example=t("50 mg instead of 25 in the morning"), one_line=True),
    )
    return Flow("medication", (ask,))
