"""A question to write about."""

from conversations.flow import Ask, Flow
from conversations.formats import FreeText
from conversations.text import Text, t

MOST = 3000


def prompted(question: Text) -> Flow:
    """Return the one question; what is written becomes a journal note."""
    ask = Ask(
        id="text",
        prompt=question,
        hint=t("As much or as little as you like."),
        label=t("Journal"),
        format=FreeText(MOST, example=t("the walk helped")),
    )
    return Flow("prompted", (ask,))
