"""Words for a therapy session and from one: what to bring up, and what to take along."""

from conversations.flow import Ask, Flow
from conversations.formats import FreeText
from conversations.text import t

MOST_TAKEN = 1000


def take_along() -> Flow:
    """Return the two questions after a session; each can be skipped."""
    return Flow(
        "takealong",
        (
            Ask(
                id="text",
                prompt=t("What would you like to remember from your session?"),
                hint=t("A few words are enough. I'll show them to you before the next one."),
                label=t("To remember"),
                format=FreeText(
                    MOST_TAKEN, example=t("one small thing at a time"), may_be_nothing=True
                ),
            ),
            Ask(
                id="agreed",
                prompt=t("What did you agree on?"),
                hint=t("Something to do before the next one, such as “a walk after lunch”."),
                label=t("Agreed"),
                format=FreeText(MOST_TAKEN, example=t("a walk after lunch"), may_be_nothing=True),
            ),
        ),
    )


def for_therapy() -> Flow:
    """Return the question for something to bring up in therapy."""
    return Flow(
        "fortherapy",
        (
            Ask(
                id="text",
                prompt=t("What would you like to bring up?"),
                hint=t("For example, “ask about the dose”."),
                label=t("For therapy"),
                format=FreeText(MOST_TAKEN, example=t("ask about the dose"), may_be_nothing=True),
            ),
        ),
    )
