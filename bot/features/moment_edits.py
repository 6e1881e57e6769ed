"""A moment follows an edit of the message that told it."""

from bot.core import callback_data
from bot.core.turn import Turn
from bot.features import message_origins, support
from bot.incoming import after_command
from bot.outgoing import Button, Rows
from conversations.flows.mood import read_moment
from conversations.text import t
from storage import entries


def edited(turn: Turn, message_id: int, text: str) -> bool:
    """Follow an edit of the message that a moment came from; tell whether it was one."""
    origin = message_origins.find(turn, message_id)
    known = entries.get(turn.tx, turn.user_id, origin.content["moment"]) if origin else None
    if origin is None or known is None:
        return False
    before = (known.content["mood"], known.content.get("words") or "")
    told = read_moment(after_command(text), turn.tongue)
    if told is None and not message_origins.says(origin, text):
        said = t(
            "It stays {mood} of 10: a number from 1 to 10 comes first, then words if you like."
        )
        turn.say(said.given(mood=before[0]), rows=undo_rows(known.id))
    elif told is not None and (told.mood, told.words) != before:
        entries.change(turn.tx, turn.user_id, known.id, mood=told.mood, words=told.words)
        said = t("I changed that too: it is {mood} of 10 now.", mood=told.mood)
        turn.say(said, rows=undo_rows(known.id))
        if told.mood == 1 < before[0]:
            support.offer(turn)
    return True


def undo_rows(moment: str) -> Rows:
    """Offer to take a moment back."""
    return ((Button(t("Undo"), callback_data.action("moment.undo", moment)),),)
