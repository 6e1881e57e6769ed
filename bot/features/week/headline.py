"""The one line over a picture: what can be said of these days, else the plain fact."""

from bot.features.history import mood_words
from bot.features.week.data import WeekData
from bot.features.week.lengths import Found
from conversations.text import Text


def headline(data: WeekData) -> Text | None:
    """Say the fact, and before it what is clear beside the days before; None without a mood."""
    said = _fact(data)
    found = _found(data)
    return said if said is None or found is None else data.length.headlines[found].given(fact=said)


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
