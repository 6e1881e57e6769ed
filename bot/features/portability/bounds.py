"""How much one import may bring, and one person keep by imports.

Far above ten years of an honest diary, so that nobody meets these numbers but who tries to; each
is one sentence then. Each keeps something small: the memory that reading takes, the columns of a
table, what a card has to look through.
"""

from collections.abc import Mapping

from conversations.text import Text, own, t

MOST_BYTES = 5 * 1024 * 1024
# Lists and objects. Ten years of days with eight goals, five moments and ten notes hold 140,000.
MOST_OBJECTS = 400_000
MOST_GOALS = 500
MOST_TRACKERS = 200
MOST_QUESTIONS = 400  # different ones that days hold answers to
MOST_ANSWERS = 250_000  # forty to a day, for more than sixteen years
MOST_WORDS = 1_000
MOST_OF_A_KIND = 5_000  # of what is looked through as a whole; thirteen years of one a day

MOST: Mapping[str, int] = {
    "goals": MOST_GOALS,
    "trackers": MOST_TRACKERS,
    "check_ins": 15_000,  # forty years
    "journal": 50_000,
    "wins": 50_000,
    "entries": 50_000,
    "scales": MOST_OF_A_KIND,
    "reminders": 100,
}


def most_of(kind: str) -> int:
    """How many entries of a kind one person may have."""
    return {"moment": MOST["entries"], "word": MOST_WORDS}.get(kind, MOST_OF_A_KIND)


TOO_LARGE = t("That file is larger than 5 MB, so I did not open it. Nothing was taken in.")
TOO_DENSE = t("That file holds more than I can read at once, so nothing was taken in.")
TOO_FULL = t(
    "Together with what you told me before that is more than I can keep, so nothing was taken in."
)
TOO_SLOW = t("Reading that file took too long, so nothing was taken in.")


def too_many(part: str, most: int) -> Text:
    """More than one person can have, by the name that the file has for it."""
    return t(
        "With that file there would be more than {n} under “{part}”, and I cannot keep so many. "
        "Nothing was taken in.",
        n=most,
        part=own(part),
    )
