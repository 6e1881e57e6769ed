"""A message on its way, and what only the use cases know about it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.measures import NO_MEASURES, Measures
from bot.telegram.calls import Call
from bot.telegram.chat_queue import ChatQueue
from bot.telegram.delivery_state import StillWanted
from storage.outbox import Message

# Turns {"attachment": …} into a method and parameters with File objects; None: drop the message.
Made = tuple[str, dict[str, object]]
Prepare = Callable[[Message], Awaitable[Made | None]]
# Says in one sentence, without making anything, that it cannot be made.
GiveUp = Callable[[Message], Awaitable[Made]]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What only the use cases know about a message, and who hears what became of it."""

    prepare: Prepare
    give_up: GiveUp
    still_wanted: StillWanted
    measures: Measures = NO_MEASURES


@dataclass(slots=True)
class DeliveryJob:
    """A message on its way."""

    chat: ChatQueue
    message: Message
    call: Call | None = None
    claimed: bool = False
    tries: int = 0
    mended: bool = False
    begun: int = 0

    @property
    def is_risky(self) -> bool:
        """Whether something is still to be made, of which a process could die."""
        return self.call is None and "attachment" in self.message.payload

    def let_go(self) -> None:
        """Hold nothing in memory that was made: it is made anew when it can be sent."""
        if "attachment" in self.message.payload:
            self.call = None
