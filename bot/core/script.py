"""The questions of a conversation with the answers given to them."""

from dataclasses import dataclass
from functools import cached_property

from conversations.flow import Ask, Flow
from conversations.session import Session


@dataclass(frozen=True)
class Script:
    """A conversation's questions and the answers given: composed once, for both cost reading."""

    flow: Flow
    session: Session

    @cached_property
    def current(self) -> Ask | None:
        """The question that is open; None when nothing is left to ask."""
        return self.flow.current(self.session.answers, self.session.focus)
