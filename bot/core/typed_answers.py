"""Which messages of a person were taken as answers, so that an edit of one can be spoken of.

In the state of their conversation, each with a short sum of what it said: Telegram also tells of
edits in which no word changed.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bot.core.turn import Turn
from conversations.events import Effect, Event, Notice, Typed
from conversations.parsing.clean import clean
from storage import conversations
from storage.conversations import Conversation

TYPED = "typed"
MOST = 20  # of one conversation
LOOKED_AT = 20  # conversations back: Telegram lets people edit for two days


def noted(
    turn: Turn, state: dict[str, Any], event: Event, effects: Sequence[Effect]
) -> dict[str, Any]:
    """Add the message that was understood as an answer to the state of its conversation."""
    number = turn.answer_message_id
    is_answer = isinstance(event, Typed) and not any(isinstance(one, Notice) for one in effects)
    if number is None or not is_answer or not isinstance(event, Typed):
        return state
    return {**state, TYPED: [*state.get(TYPED, ()), [number, in_short(event.raw)]][-MOST:]}


def taken(turn: Turn, message_id: int, text: str) -> Conversation | None:
    """Find the conversation that took a message which says something else now, and forget it."""
    for talk in conversations.recent(turn.tx, turn.user_id, LOOKED_AT):
        said = dict(talk.state.get(TYPED, ()))
        if message_id in said:
            if said.pop(message_id) == in_short(text):
                return None
            state = {**talk.state, TYPED: [*map(list, said.items())]}
            conversations.set_state(turn.tx, replace(talk, state=state))
            return talk
    return None


def in_short(text: str) -> str:
    """Sum words up so that they can be compared, and not be read."""
    return sha256(" ".join(clean(text).split()).encode()).hexdigest()[:12]
