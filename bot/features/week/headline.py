"""The one line over a picture: what can be said of these days, else the plain fact."""

from typing import Literal

from bot.features.history import mood_words
from bot.features.week.data import WeekData
from conversations.text import Text, t

Found = Literal["higher", "lower", "steadier"]
SAID: dict[str, dict[Found, Text]] = {
    "week": {
        "higher": t("Higher than the week before: {fact}"),
        "lower": t("Lower than the week before: {fact}"),
        "steadier": t("A steadier week: {fact}"),
    },
    "month": {
        "higher": t("Higher than the four weeks before: {fact}"),
        "lower": t("Lower than the four weeks before: {fact}"),
        "steadier": t("Steadier than the four weeks before: {fact}"),
    },
}


def headline(data: WeekData) -> Text | None:
    """Say the fact, and before it what is clear beside the days before; None without a mood."""
    said = _fact(data)
    found = _found(data)
    return said if said is None or found is None else SAID[data.kind][found].given(fact=said)


def _fact(data: WeekData) -> Text | None:
    return mood_words.fact(
        [day.mood for day in data.now.days], [day.mood for day in data.measured]
    )


def _found(data: WeekData) -> Found | None:
    if data.compared is None:
        return None
    if data.compared.verdict in ("higher", "lower"):
        return data.compared.verdict
    return "steadier" if data.is_steadier else None
