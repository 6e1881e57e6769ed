"""What stays of a question where it stood, once the talk goes on in a message below it.

The newest message of a talk asks; an older one keeps a short line and no buttons, so that two
copies never ask the same.
"""

from collections.abc import Sequence

from bot.core.turn import Turn
from bot.outgoing import GOES_ON
from conversations.events import Answered, Effect
from conversations.flow import Ask
from conversations.formats import FreeText, Lines, OwnWords
from conversations.text import Text
from storage import outbox
from storage.conversations import Conversation

# Whatever is typed there is the answer; it stands in the chat as it is, below the question.
OWN_WORDS = (FreeText, Lines, OwnWords)


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
    turn.shrink(talk.message_id, _line(ask, effects) or GOES_ON)


def _line(ask: Ask | None, effects: Sequence[Effect]) -> Text | None:
    told = [one for one in effects if isinstance(one, Answered) and ask and one.step == ask.id]
    if ask is None or not told:
        return None
    value = told[-1].value
    in_words = isinstance(ask.format, OWN_WORDS) and value is not None
    return ask.prompt if in_words else ask.told(value)
