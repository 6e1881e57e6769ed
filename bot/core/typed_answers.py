"""Which messages of a person were taken as answers, so that an edit of one can be spoken of.

In the state of their conversation, each with a short sum of what it said: Telegram also tells of
edits in which no word changed.
"""

from collections.abc import Sequence
from hashlib import sha256

from pydantic import JsonValue

from bot.core.conversation_state import ConversationState
from bot.core.turn import Turn
from conversations.events import Effect, Event, Notice, Typed
from conversations.parsing.clean import clean
from storage import conversations
from storage.conversations import Conversation

MOST = 20  # of one conversation
LOOKED_AT = 20  # conversations back: Telegram lets people edit for two days


class TypedAnswers(ConversationState):
    """The messages by their numbers, each with the sum of what it said."""

    typed: tuple[tuple[int, str], ...] = ()


def noted(
    turn: Turn, state: dict[str, JsonValue], event: Event, effects: Sequence[Effect]
) -> dict[str, JsonValue]:
    """Add the message that was understood as an answer to what its conversation remembers.

    It is added as it is stored: nothing else of the list need be read for that.
    """
    number = turn.answer_message_id
    if number is None or not isinstance(event, Typed):
        return state
    if Notice in map(type, effects):  # it was refused
        return state
    held = state.get("typed")
    typed: list[JsonValue] = [*held] if isinstance(held, list) else []
    typed.append([number, in_short(event.raw)])
    return {**state, "typed": typed[-MOST:]}


def taken(turn: Turn, message_id: int, text: str) -> Conversation | None:
    """Find the conversation that took a message which says something else now, and forget it."""
    for conversation in conversations.recent(turn.tx, turn.user_id, LOOKED_AT):
        known = dict(TypedAnswers.of(conversation).typed)
        if message_id in known:
            if known.pop(message_id) == in_short(text):
                return None
            conversations.set_state(
                turn.tx, TypedAnswers(typed=(*known.items(),)).into(conversation)
            )
            return conversation
    return None


def in_short(text: str) -> str:
    """Sum words up so that they can be compared, and not be read."""
    return sha256(" ".join(clean(text).split()).encode()).hexdigest()[:12]
