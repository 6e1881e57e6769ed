"""One of several ways to say the same, so that what is said often does not wear out."""

from collections.abc import Sequence
from datetime import date, datetime

from conversations.text import Text


def of_day(words: Sequence[Text], day: date) -> Text:
    """Choose by the day: another form tomorrow, and the same one if today's is shown again."""
    return words[day.toordinal() % len(words)]


def of_moment(words: Sequence[Text], at: datetime) -> Text:
    """Choose by the minute: what is said several times a day differs then, too."""
    return words[(at.hour * 60 + at.minute) % len(words)]
