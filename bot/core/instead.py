"""The button beside an open question that changes the answer before it instead.

It stays until the question is answered, whatever else is said meanwhile.
"""

from collections.abc import Sequence

from pydantic import JsonValue

from bot.core.conversation_state import ConversationState
from bot.outgoing import Button, Rows
from conversations.events import Answered, Effect
from conversations.text import own
from storage.conversations import Conversation


class InsteadState(ConversationState):
    """The button: its label and what it does; None where nothing is to be told apart."""

    instead: tuple[str, str] | None = None


def rows(conversation: Conversation) -> Rows:
    """Lay the button out, if there is one."""
    if "instead" not in conversation.state:
        return ()
    button = InsteadState.of(conversation).instead
    return ((Button(own(button[0]), button[1]),),) if button is not None else ()


def settled(state: dict[str, JsonValue], effects: Sequence[Effect]) -> dict[str, JsonValue]:
    """Forget it once something was answered."""
    if "instead" not in state or Answered not in map(type, effects):
        return state
    return without(state)


def without(state: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Forget it."""
    return {key: value for key, value in state.items() if key != "instead"}
