"""Which earlier day is to be told about."""

from datetime import date

from conversations.flow import Ask, Flow
from conversations.formats.past_day import PastDay
from conversations.text import t


def which_day(today: date) -> Flow:
    """Return the one question."""
    ask = Ask(
        id="day",
        prompt=t("Which day would you like to fill in?"),
        hint=t("You can also type any other day, such as “tuesday” or “20 Nov”."),
        label=t("Day"),
        format=PastDay(today),
        optional=False,
    )
    return Flow("whichday", (ask,))
