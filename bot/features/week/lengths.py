"""How many days a picture may show: all in which the lengths differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from conversations.text import Text, t

Found = Literal["higher", "lower", "steadier"]


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureLength:
    """So many days, and how they are called."""

    days: int
    title: Text
    headlines: Mapping[Found, Text]
    """What is said of them beside the days before."""
    by_weekday: bool = False
    """A day is told by its weekday alone, and a goal that was made in these days is new."""


# By the name of the command and of the buttons; the nights of as many days go by their number.
LENGTHS: Mapping[str, PictureLength] = {
    "week": PictureLength(
        days=7,
        title=t("Your week, {first} – {last}"),
        headlines={
            "higher": t("Higher than the week before: {fact}"),
            "lower": t("Lower than the week before: {fact}"),
            "steadier": t("A steadier week: {fact}"),
        },
        by_weekday=True,
    ),
    "month": PictureLength(
        days=28,
        title=t("Four weeks, {first} – {last}"),
        headlines={
            "higher": t("Higher than the four weeks before: {fact}"),
            "lower": t("Lower than the four weeks before: {fact}"),
            "steadier": t("Steadier than the four weeks before: {fact}"),
        },
    ),
}
