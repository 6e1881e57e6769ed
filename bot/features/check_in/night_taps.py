"""The taps that put a night right which was read otherwise than it was meant."""

from datetime import date

from bot.core import dialogs, open_dialog
from bot.core.dialog import is_over
from bot.core.turn import Turn
from bot.features import sleep
from bot.features.check_in import card, night_doubts
from conversations.events import Opened
from conversations.night_halves import other_half
from conversations.text import t
from storage import conversations
from storage.conversations import Conversation


def other_hours(turn: Turn, conversation_id: str, hours: float) -> None:
    """Take another reading of the hours that were typed."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is None or conversation.day is None:
        is_over(turn)
        return
    changed = night_doubts.swap(turn, conversation, conversation.day, hours)
    if changed is None:
        is_over(turn)
        return
    conversations.save(turn.tx, changed, known=conversation)
    _show(turn, changed, conversation.day)


def other_night(turn: Turn, day: date) -> None:
    """Take the night as half a day away."""
    other = other_half(sleep.parts(turn, day) or {})
    if other is None:
        is_over(turn)
        return
    night_doubts.put(turn, day, other)
    sleep.refresh(turn, day)
    turn.edit(
        t("Changed: lights out at {time}.", time=other["bed_at"]), message_id=turn.message_id
    )
    turn.message_id = None
    for name in open_dialog.names_of_a_day(turn):
        conversation = conversations.of_day(turn.tx, turn.user_id, name, day)
        if conversation is not None and conversation.message_id is not None:
            _show(turn, conversation, day)


def as_it_is(turn: Turn, day: date) -> None:
    """Leave the night as it was told."""
    told = sleep.parts(turn, day) or {}
    bed = told.get("bed_at")
    words = t("Kept: lights out at {time}.", time=bed) if isinstance(bed, str) else t("Kept.")
    turn.edit(words, message_id=turn.message_id)


def _show(turn: Turn, conversation: Conversation, day: date) -> None:
    """Show the question that is open with what is told now, or the day as it was summed up."""
    dialog = open_dialog.dialog_of(turn, conversation)
    if dialog is None:
        return
    script = dialogs.load(turn, dialog, conversation)
    if script.current is not None:
        dialogs.feed(turn, dialog, conversation, Opened(), script=script)
    elif conversation.flow == "checkin":
        card.show(turn, day, conversation=conversation)
    else:
        dialog.finish(turn, conversation, script.session)
