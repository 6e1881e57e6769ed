"""Days of the week as people type them: "mon wed fri", "weekdays", "monday to friday"."""

import re

from conversations.parsing.clean import in_short
from conversations.parsing.words import DAY_GROUPS, WEEKDAYS

_SPAN = re.compile(r"([a-z]+) ?(?:-| to | till | until | through ) ?([a-z]+)")
_BETWEEN = re.compile(r"(?:,| and |&|\+|/| )+")


def read_weekdays(raw: str) -> tuple[int, ...] | None:
    """Read ISO weekdays (1 = Monday), in order, each once."""
    text = in_short(raw).removeprefix("on ").removeprefix("every ").removeprefix("only ")
    for days, words in DAY_GROUPS.items():
        if text in words or f"every {text}" in words:
            return days
    if span := _SPAN.fullmatch(text):
        first, last = WEEKDAYS.get(span[1]), WEEKDAYS.get(span[2])
        return _from_to(first, last) if first and last else None
    days_named = [WEEKDAYS.get(word.rstrip(".")) for word in _BETWEEN.split(text)]
    found = {day for day in days_named if day}
    return tuple(sorted(found)) if found and None not in days_named else None


def _from_to(first: int, last: int) -> tuple[int, ...]:
    steps = (last - first) % 7 + 1
    return tuple(sorted((first - 1 + step) % 7 + 1 for step in range(steps)))
