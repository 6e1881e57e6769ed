"""What is said where something that was kept does not open any more."""

from datetime import date

from bot.core.turn import Turn
from conversations.text import Text, t
from storage import damage

HERE = t(
    "Something you saved here was damaged on my side. I can't open it anymore. I'm sorry. If it's "
    "in an older file from /export, /import may bring it back."
)


def among(turn: Turn, column: str = "") -> tuple[Text, ...]:
    """Say that something is missing of what was just read, of a column or at all."""
    return (HERE,) if damage.known(turn.tx, turn.user_id, column) else ()


def of_day(turn: Turn, day: date) -> Text | None:
    """Say the same of a day."""
    rows = damage.known(turn.tx, turn.user_id)
    return HERE if rows and day in [row.day for row in rows] else None
