"""A day that is left: put away for now, or told already when its old button is pressed."""

from bot.core import callback_data, schedule
from bot.core.turn import Turn
from bot.features.check_in import card
from bot.features.days import is_told
from bot.outgoing import BLANK, Button
from conversations.text import Text, own, t
from storage.conversations import Conversation


def put_away(turn: Turn, conversation: Conversation) -> None:
    """Show the card of what was told, and say how to go on."""
    for name in ("followup", "snooze"):
        schedule.never(turn, name)
    if conversation.day is not None and is_told(turn, conversation.day):
        turn.message_id = None
        card.show(
            turn,
            conversation.day,
            conversation=conversation,
            below=(BLANK, _way_back(turn, conversation)),
        )
    else:
        turn.shrink(conversation.message_id)
        turn.say(_way_back(turn, conversation))


def _way_back(turn: Turn, conversation: Conversation) -> Text:
    """Say how to go on with a day that was put away: /checkin knows only today."""
    if conversation.day is None or conversation.day == turn.today:
        return t("That's fine. /checkin picks up where you left off.")
    return t(
        "That's fine. /day {date} picks up where you left off.",
        date=own(conversation.day.isoformat()),
    )


def on_old_button(turn: Turn, conversation: Conversation) -> None:
    """Offer what the person who presses a button of a told day may have wanted."""
    turn.ack(t("That day is already filled in."))
    if conversation.day is not None and turn.message_id not in (None, conversation.message_id):
        edit = Button(
            t("Edit {day}", day=conversation.day),
            callback_data.action("edit", conversation.day.isoformat()),
        )
        turn.edit(
            t("{day} is already filled in.", day=conversation.day),
            rows=((edit,),),
            message_id=turn.message_id,
        )
