"""Which message of a person a moment was taken from, while Telegram lets them edit it.

Entries: "from message" (message; words: a short sum of what it said; moment: what it told). They
belong to this chat alone and go after two days.
"""

from datetime import timedelta

from bot.core import typed_answers
from bot.core.turn import Turn
from bot.features.portability.belongings import FROM_MESSAGE
from storage import entries
from storage.entries import Entry

EDITABLE = timedelta(days=2)


def remember(turn: Turn, message_id: int, text: str, moment: str) -> None:
    """Remember which moment a message told."""
    content = {"message": message_id, "words": typed_answers.in_short(text), "moment": moment}
    until = turn.now + EDITABLE
    entries.add(turn.tx, turn.user_id, FROM_MESSAGE, turn.today, content, kept_until=until)


def find(turn: Turn, message_id: int) -> Entry | None:
    """Find what a message told; None where that is not known or too long ago."""
    first = turn.today - EDITABLE - timedelta(days=1)
    every = entries.between(turn.tx, turn.user_id, FROM_MESSAGE, first, turn.today)
    return next((one for one in reversed(every) if one.content["message"] == message_id), None)


def says(origin: Entry, text: str) -> bool:
    """Tell whether the message says the same still."""
    return bool(origin.content["words"] == typed_answers.in_short(text))
