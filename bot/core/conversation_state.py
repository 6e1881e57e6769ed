"""What a conversation remembers, as models: the one way from its stored JSON and back."""

import logging
from typing import Self

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from conversations.session import Session
from storage.conversations import Conversation

log = logging.getLogger(__name__)


class About(BaseModel):
    """What a conversation was begun about; most are about nothing but their questions."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        """Read it; of a conversation that fits (`is_known`), for no other is ever asked on."""
        return cls.model_validate(conversation.state.get("about") or {})

    @classmethod
    def is_known(cls, conversation: Conversation) -> bool:
        """Tell whether it is as this version writes it."""
        if cls is About and not conversation.state.get("about"):  # about nothing but its questions
            return True
        try:
            cls.of(conversation)
        except ValidationError:
            log.warning(
                "a conversation does not fit its dialog", extra={"flow": conversation.flow}
            )
            return False
        return True

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as it is stored."""
        return self.model_dump(mode="json", exclude_unset=True)

    def into(self, conversation: Conversation) -> Conversation:
        """Write it in the place of what the conversation was about."""
        return conversation._replace(state={**conversation.state, "about": self.to_json()})


class ConversationState(BaseModel):
    """Some of what a conversation remembers beside that; every field has a default."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        """Read it; what does not fit is as if it had never been."""
        try:
            return cls.model_validate(conversation.state)
        except ValidationError:
            log.warning(
                "a conversation does not fit its dialog", extra={"flow": conversation.flow}
            )
            return cls()

    def into(self, conversation: Conversation) -> Conversation:
        """Write what is given beside the rest."""
        given = self.model_dump(mode="json", exclude_unset=True)
        return conversation._replace(state={**conversation.state, **given})


class Focus(ConversationState):
    """Which question was taken up again; None for the first that is open."""

    focus: str | None = None


def focus_of(conversation: Conversation) -> str | None:
    """Read which question was taken up again; mostly none was, ever."""
    return Focus.of(conversation).focus if "focus" in conversation.state else None


def holding_focus(conversation: Conversation, session: Session) -> Conversation:
    """Remember only which question was taken up again: the answers are stored elsewhere."""
    if conversation.state.get("focus") == session.focus:  # nothing new to seal
        return conversation
    return Focus(focus=session.focus).into(conversation)
