"""A win: something that went well, in the person's own words."""

from conversations.flow import Ask, Flow
from conversations.formats import FreeText
from conversations.text import t

MOST_WIN = 200


def win() -> Flow:
    """Return the question for something that went well."""
    ask = Ask(
        id="text",
        prompt=t("What went well? Small things count."),
        label=t("Win"),
        format=FreeText(MOST_WIN, example=t("I called my sister"), one_line=True),
    )
    return Flow("win", (ask,))
