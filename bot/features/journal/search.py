"""All that a person wrote in words of their own, wherever it is kept, in the order of its days."""

from datetime import date, timedelta

from bot.core.feature import Written
from bot.core.turn import Turn

REACH = timedelta(days=3660)


def ever(turn: Turn, *, all_kinds: bool = False) -> list[Written]:
    """All words there are, oldest first."""
    return between(turn, turn.today - REACH, turn.horizon, all_kinds=all_kinds)


def between(turn: Turn, first: date, last: date, *, all_kinds: bool = False) -> list[Written]:
    """Notes and what was said with an answer; with `all_kinds` wins and words kept for later."""
    found = [
        entry
        for look in turn.deps.registry.written
        for entry in look(turn, first, last)
        if all_kinds or entry.kind is None
    ]
    return sorted(found, key=lambda entry: (entry.day, entry.at))
