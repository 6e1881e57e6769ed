"""The evening's question, left open overnight and answered in the morning with a bare number."""

from bot.core import dialogs
from bot.core.turn import Turn
from bot.features import mood
from bot.features.check_in.dialog import CHECK_IN
from conversations.events import Tapped
from conversations.text import t
from storage import conversations, entries


def take_for_yesterday(turn: Turn, entry_id: str) -> None:
    """Take a moment as the answer to the question that was left open overnight."""
    told = mood.of_id(turn, entry_id)
    conversation = conversations.of_day(turn.tx, turn.user_id, CHECK_IN.name, turn.yesterday)
    if told is None or conversation is None:
        turn.ack(t("That's already gone."))
        return
    entries.remove(turn.tx, turn.user_id, entry_id)
    turn.ack()
    if turn.message_id is not None:
        words = t("Saved as your answer for {day}.", day=turn.yesterday)
        turn.edit(words, message_id=turn.message_id)
    turn.message_id = None
    dialogs.feed(
        turn, CHECK_IN, conversation._replace(closed=False), Tapped("mood", str(told)), fresh=True
    )
