"""How much one file may bring, and one person keep by files.

Far above ten years of an honest diary, so that nobody meets these numbers but who tries to; each
is one sentence then. Each keeps something small: the memory that reading takes, the columns of a
table, what a card has to look through.

Whatever /export writes, /import takes: an export that would be more than one file may hold comes
in parts, and what no part can divide (goals, questions) is bounded where it is made.
"""

from collections.abc import Mapping

from conversations.text import Text, own, t
from storage.goals import MOST_GOALS
from storage.trackers import MOST_TRACKERS

# Telegram hands a bot files of up to 20 MB. One part of an export is far smaller.
MOST_BYTES = 12 * 1024 * 1024
# Lists and objects. Ten years of days with eight goals, five moments and ten notes hold 140,000.
MOST_OBJECTS = 400_000
MOST_QUESTIONS = 400  # different ones that days of one file hold answers to
MOST_ANSWERS = 250_000  # forty to a day, for more than sixteen years
MOST_IN_ALBUM = 100  # Telegram sends ten together
MOST_PREFERENCES = 300

# One thing of a file: none may be so large that no part of an export could hold it.
LARGEST_CHOICES = 1024 * 1024
LARGEST_TRACKER = 8 * 1024
LARGEST_ENTRY = 1024 * 1024
LARGEST_DAY = 4 * 1024 * 1024

MOST: Mapping[str, int] = {
    "goals": MOST_GOALS,
    "trackers": MOST_TRACKERS,
    "check_ins": 15_000,  # forty years
    "journal": 50_000,
    "wins": 50_000,
    "entries": 50_000,
    "scales": 50_000,
    "reminders": 100,
}

# A part of an export ends at the first of these; the largest single thing fits beside them.
PART_BYTES = 4 * 1024 * 1024
PART_OBJECTS = 150_000
PART_THINGS = 14_000
PART_QUESTIONS = MOST_QUESTIONS - 20  # beside those that everybody is asked


TOO_LARGE = t("That file is larger than 12 MB, so I didn't open it. Nothing was imported.")
TOO_DENSE = t("That file has more in it than I can read at once, so nothing was imported.")
TOO_FULL = t(
    "Together with what you told me before, that's more than I can keep, so nothing was imported."
)
TOO_SLOW = t("Reading that file took too long, so nothing was imported.")


def too_many(part: str, most: int) -> Text:
    """More than one person can have, by the name that the file has for it."""
    return t(
        "With that file there would be more than {n} under “{part}”, and I can't keep that "
        "many. Nothing was imported.",
        n=most,
        part=own(part),
    )
