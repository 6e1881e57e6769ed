"""What stays of a question where it stood, once the talk goes on in a message below it.

The newest message of a talk asks; an older one keeps a short line and no buttons, so that two
copies never ask the same.
"""

from collections.abc import Sequence

from bot.core.turn import Turn
from conversations.events import Answered, Effect
from conversations.flow import Ask
from conversations.text import t
from storage import outbox
from storage.conversations import Conversation

GOES_ON = t("This goes on further down.")


def leave(
    turn: Turn, talk: Conversation, ask: Ask | None, effects: Sequence[Effect], *, fresh: bool
) -> None:
    """Leave in the talk's message what was answered there, or where the question is now.

    Only where the talk goes on below: in a `fresh` message, or because words came.
    """
    if not (fresh or turn.as_new_message):
        return
    if turn.as_new_message and outbox.is_on_its_way(turn.tx, turn.chat_id, talk.id):
        # Nobody knows its number yet; the sender, which brings one after the other, will.
        turn.send("editMessageReplyMarkup", {"chat_id": turn.chat_id}, talk=talk.id)
        return
    told = [
        ask.told(one.value)
        for one in effects
        if isinstance(one, Answered) and ask is not None and one.step == ask.id
    ]
    turn.shrink(talk.message_id, told[-1] if told else GOES_ON)
