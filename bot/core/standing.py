"""What stays of a question where it stood, once the conversation goes on in a message below it.

The newest message of a conversation asks; an older one keeps a short line and no buttons, so that
two copies never ask the same.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from bot import i18n
from bot.core.conversation_state import About
from bot.core.script import Script
from bot.core.turn import Turn
from bot.outgoing import GOES_ON
from conversations.events import Answered, Effect
from conversations.flow import Ask
from conversations.formats import FreeText, Lines, OwnWords
from conversations.parsing.clean import as_label
from conversations.text import Text
from storage import conversations, outbox
from storage.conversations import Conversation

# Whatever is typed there is the answer; it stands in the chat as it is, below the question.
OWN_WORDS = (FreeText, Lines, OwnWords)
TWICE = timedelta(seconds=3)


def leave(
    turn: Turn,
    conversation: Conversation,
    script: Script,
    effects: Sequence[Effect],
    *,
    fresh: bool,
) -> None:
    """Leave in the conversation's message what was answered there, or where the question is now.

    Only where the conversation goes on below: in a `fresh` message, or because words came.
    """
    if not (fresh or turn.as_new_message):
        return
    if turn.as_new_message and _is_on_its_way(turn, conversation):
        # Nobody knows its number yet; the sender, which brings one after the other, will.
        turn.send(
            "editMessageReplyMarkup", {"chat_id": turn.chat_id}, conversation=conversation.id
        )
        return
    turn.shrink(conversation.message_id, _line(turn, script.current, effects, fresh=fresh))


def _is_on_its_way(turn: Turn, conversation: Conversation) -> bool:
    return outbox.is_on_its_way(turn.tx, turn.user_id, turn.chat_id, conversation.id)


def _line(turn: Turn, ask: Ask | None, effects: Sequence[Effect], *, fresh: bool) -> Text:
    """Say what was answered; where the words below say it, or say no answer, what was asked."""
    told = [one for one in effects if isinstance(one, Answered) and ask and one.step == ask.id]
    if ask is None or (not told and (fresh or not turn.as_new_message)):
        return GOES_ON
    if not told or (type(ask.format) in OWN_WORDS and told[-1].value is not None):
        return ask.prompt
    line = ask.told(told[-1].value)
    return line if as_label(i18n.render(line, turn.language, turn.now.year)) else ask.prompt


def just_asked(
    turn: Turn, flow: str, day: date | None, about: About | None
) -> Conversation | None:
    """Find the question that the press before this one has just asked, if it was the same."""
    if turn.as_new_message:
        return None
    last = conversations.latest(turn.tx, turn.user_id, turn.now - TWICE)
    if last is None or (last.flow, last.day) != (flow, day):
        return None
    return last if last.state.get("about") == (about.to_json() if about else {}) else None
