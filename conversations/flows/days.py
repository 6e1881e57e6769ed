"""Which earlier day is to be told about."""

from datetime import date

from conversations.flow import Ask, Flow
from conversations.formats.past_day import PastDay
from conversations.text import t


def which_day(today: date, *, offers: bool) -> Flow:
    """Return the one question; `offers` if some days stand below it to choose from."""
    ask = Ask(
        id="day",
        prompt=t("Which day would you like to fill in?"),
        hint=t("You can also type any other day, such as “tuesday” or “20 Nov”.")
        if offers
        else t("Type any day, such as “yesterday” or “20 Nov”."),
        label=t("Day"),
        format=PastDay(today),
        optional=False,
    )
    return Flow("whichday", (ask,))
