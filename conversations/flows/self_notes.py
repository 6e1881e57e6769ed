"""Words to come back to: notes to oneself, rewards, and counts worth a mark."""

from datetime import date

from conversations.flow import Ask, Flow
from conversations.formats import Count, FreeText, Until
from conversations.formats.return_day import SPANS, ReturnDay
from conversations.text import t

MOST_NOTE = 1000
MOST_REWARD = 200
MOST_COUNT = 1000


def note_to_self(*, today: date) -> Flow:
    """Return the questions for a note that comes back."""
    return Flow(
        "selfnote",
        (
            Ask(
                id="text",
                prompt=t("What would you like to tell yourself?"),
                hint=t("I'll show it to you on a day you choose, or on a hard day."),
                label=t("Note to myself"),
                format=FreeText(
                    MOST_NOTE, example=t("it passed last time, too"), may_be_nothing=True
                ),
                optional=False,
            ),
            Ask(
                id="when",
                prompt=t("When would you like to see it again?"),
                hint=t("You can also type a day, such as “24 Dec”."),
                label=t("When it comes back"),
                format=ReturnDay(Until(today, spans=SPANS, endless=False)),
                optional=False,
            ),
        ),
    )


def reward(title: str) -> Flow:
    """Return the question for what the person promises themselves."""
    return Flow(
        "reward",
        (
            Ask(
                id="text",
                prompt=t("What will you give yourself when you reach “{goal}”?", goal=title),
                hint=t("I'll remind you of it then, in your own words."),
                label=t("Reward"),
                format=FreeText(
                    MOST_REWARD, example=t("an afternoon at the beach"), one_line=True
                ),
            ),
        ),
    )


def count_mark(title: str) -> Flow:
    """Return the question after how many times a goal is worth a milestone."""
    return Flow(
        "countmark",
        (
            Ask(
                id="count",
                prompt=t("After how many times would “{goal}” be a milestone?", goal=title),
                hint=t("Type a number, such as 10. Every time you do it counts."),
                label=t("Milestone"),
                format=Count(1, MOST_COUNT),
            ),
        ),
    )
