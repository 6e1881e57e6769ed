"""*Same as usual*: what is still open of a day, answered from the person's own recent days."""

from bot.core import dialogs
from bot.core.turn import Turn
from bot.features.check_in.dialog import CHECK_IN, keep, usual
from conversations.events import Opened
from conversations.flow import Value
from conversations.text import t
from storage import answers, check_ins, conversations


def answer_as_usual(turn: Turn, conversation_id: str) -> None:
    """Answer what is still open from the recent median, marked as such; goals are still asked."""
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    if conversation is None or conversation.day is None or conversation.closed:
        turn.ack(t("That day is already filled in."))
        return
    values = usual(turn, conversation.day)
    if values is None:
        turn.ack(t("There aren't enough days yet to know what's usual for you."))
        return
    told = answers.of_day(turn.tx, turn.user_id, conversation.day)
    hours = values.sleep_hours
    slept: Value | None = None if hours is None else {"hours": hours, "bed": None, "wake": None}
    usually = (("mood", values.mood), ("sleep", slept), ("quality", values.sleep_quality))
    for step, value in usually:
        if step not in told and value is not None:
            keep(turn, conversation, step, value)
    check_ins.touch(turn.tx, turn.user_id, conversation.day, as_usual=True)
    dialogs.feed(turn, CHECK_IN, conversation._replace(message_id=turn.message_id), Opened())
