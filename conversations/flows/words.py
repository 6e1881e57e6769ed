"""Single questions answered in the person's own words."""

from conversations.flow import Ask, Flow
from conversations.flows.check_in import MOST_NOTE, note_step
from conversations.formats import FreeText
from conversations.text import t

MOST_WIN = 200


def note() -> Flow:
    """Return the question for a note that goes with a check-in."""
    return Flow("note", (note_step(),))


def journal() -> Flow:
    """Return the question for a journal entry."""
    ask = Ask(
        id="text",
        prompt=t("What is on your mind? Write as much or as little as you like."),
        label=t("Journal"),
        format=FreeText(MOST_NOTE, example=t("the walk helped")),
    )
    return Flow("journal", (ask,))


def win() -> Flow:
    """Return the question for something that went well."""
    ask = Ask(
        id="text",
        prompt=t("What went well? Small things count."),
        label=t("Win"),
        format=FreeText(MOST_WIN, example=t("I called my sister"), one_line=True),
    )
    return Flow("win", (ask,))
