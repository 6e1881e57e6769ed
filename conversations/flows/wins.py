"""A win: something that went well, in the person's own words."""

from conversations.flow import Ask, Flow
from conversations.formats import FreeText
from conversations.formats.free_text import A_MESSAGE
from conversations.text import t


def win() -> Flow:
    """Return the question for something that went well."""
    ask = Ask(
        id="text",
        prompt=t("What went well? Small things count."),
        label=t("Win"),
        format=FreeText(
            A_MESSAGE, example=t("I called my sister"), one_line=True, may_be_nothing=True
        ),
    )
    return Flow("win", (ask,))
