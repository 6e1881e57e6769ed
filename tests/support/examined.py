"""What /insights would say now, made in this process."""

from typing import Any

from bot.app.chart_worker import examine
from bot.core.turn import Turn
from bot.features.insights import data, screens


def examined(turn: Turn, page: int) -> dict[str, Any]:
    """The message of a page, with its buttons."""
    reading = data.begin(turn)
    for first, last in reading.parts():
        data.read(turn, reading, first, last)
    found = examine(reading.numbers(), reading.put_away)
    return screens.message(turn, reading, found, page)
