"""The messages with buttons that a person was shown last."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.core.turn import Turn
from storage.conversations import Conversation

# Where a message is: it shows a conversation, its number is known, or it is still on its way.
OF_CONVERSATION, NUMBERED, OWED = "talk", "number", "owed"  # as they are kept


class ShownButtons(BaseModel):
    """A message with buttons: where it is, since when, and each label with what it does."""

    model_config = ConfigDict(frozen=True)

    place: tuple[str, str]
    at: datetime
    buttons: tuple[tuple[str, str], ...]


def last_shown(turn: Turn) -> tuple[ShownButtons, ...]:
    """Read which they were, the newest first; none of what another version wrote."""
    try:
        return tuple([ShownButtons.model_validate(one) for one in turn.known.in_sight])
    except ValidationError:
        return ()


def is_newer_shown(turn: Turn, conversation: Conversation) -> bool:
    """Tell whether another message with buttons came after a question was asked last."""
    return any(one.at > conversation.touched_at for one in last_shown(turn))
