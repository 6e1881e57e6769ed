"""The one line over a picture: what can be said of these days, else the plain fact."""

from typing import Literal

from bot.features.week.data import WeekData
from charts import stats
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
    """Say on how many days there was a mood, and between what most of them lay."""
    days = data.now.days
    moods = [day.mood for day in days if day.mood is not None]
    if not moods:
        return None
    if len(days) == 1:
        return t("One day so far: {mood} of 10", mood=moods[0])
    mostly = stats.middle_half([day.mood for day in data.measured])
    if mostly is None:
        return t("{n} of {days} days", n=len(moods), days=len(days))
    low, high = mostly
    said = t("{n} of {days} days, mostly {low} to {high}", high=high)
    if low == high:
        said = t("{n} of {days} days, mostly {low}")
    return said.given(n=len(moods), days=len(days), low=low)


def _found(data: WeekData) -> Found | None:
    if data.compared is None:
        return None
    if data.compared.verdict in ("higher", "lower"):
        return data.compared.verdict
    return "steadier" if data.is_steadier else None
