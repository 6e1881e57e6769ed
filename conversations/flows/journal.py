"""A question to write about."""

from conversations.flow import Ask, Flow
from conversations.formats.free_text import A_MESSAGE, FreeText
from conversations.text import Text, t


def prompted(question: Text) -> Flow:
    """Return the one question; what is written becomes a journal note."""
    ask = Ask(
        id="text",
        prompt=question,
        hint=t("As much or as little as you like."),
        label=t("Journal"),
        format=FreeText(A_MESSAGE, example=t("the walk helped"), may_be_nothing=True),
    )
    return Flow("prompted", (ask,))
