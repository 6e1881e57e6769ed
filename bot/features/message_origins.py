"""Which message of a person something was taken from, while Telegram lets them edit it.

Entries: "from message" (message; words: what it said, in short; moment: the moment it told; day:
the day it was an answer about). They belong to this chat alone and go after two days.
"""

from datetime import date, timedelta
from hashlib import sha256

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.portability.belongings import FROM_MESSAGE
from bot.outgoing import Button
from conversations.parsing.clean import clean
from conversations.text import t
from storage import entries
from storage.entries import Entry

EDITABLE = timedelta(days=2)
MOMENT, DAY = "moment", "day"


def remember(turn: Turn, message_id: int, text: str, **about: str | None) -> None:
    """Remember what a message was taken for."""
    content = {"message": message_id, "words": _in_short(text), **about}
    until = turn.now + EDITABLE
    entries.add(turn.tx, turn.user_id, FROM_MESSAGE, turn.today, content, kept_until=until)


def find(turn: Turn, message_id: int) -> Entry | None:
    """Find what a message was taken for; None where that is not known or too long ago."""
    first = turn.today - EDITABLE - timedelta(days=1)
    every = entries.between(turn.tx, turn.user_id, FROM_MESSAGE, first, turn.today)
    return next((one for one in reversed(every) if one.content["message"] == message_id), None)


def explain(turn: Turn, message_id: int, text: str) -> None:
    """Say once, of an answer that was edited, how to change it."""
    found = find(turn, message_id)
    if found is None or MOMENT in found.content or says(found, text):
        return
    entries.remove(turn.tx, turn.user_id, found.id)
    said = found.content.get(DAY)
    if said is None:
        turn.say(
            t("I go by your answer as you first sent it. What it set can be changed there again.")
        )
        return
    day = date.fromisoformat(said)
    turn.say(
        t("I go by your answer as you first sent it. To change it, press here:"),
        rows=((Button(t("Edit {day}", day=day), callback_data.action("edit", said)),),),
    )


def says(origin: Entry, text: str) -> bool:
    """Tell whether the message said the same: Telegram tells of edits that change no word."""
    return bool(origin.content["words"] == _in_short(text))


def _in_short(text: str) -> str:
    return sha256(" ".join(clean(text).split()).encode()).hexdigest()[:12]
