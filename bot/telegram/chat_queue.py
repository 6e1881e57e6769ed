"""What waits for one chat, in the order in which it is to be said."""

import asyncio
import heapq
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.telegram.calls import is_superseded, says_the_same
from bot.telegram.rate_limits import Bucket
from storage.outbox import Message

CROWD = 30  # so many waiting in one chat are half a minute: the same words need not be said twice
NAP = 30.0  # seconds: a wall clock may jump, so nobody sleeps longer without looking at it


@dataclass(slots=True)
class ChatQueue:
    """A chat with something to hear: help first, then answers, then nudges, each in its order."""

    id: int
    bucket: Bucket
    queue: list[tuple[int, int, str, Message]] = field(default_factory=list)
    task: asyncio.Task[None] | None = None
    held_until: datetime | None = None
    rested: float = 0.0
    waits: bool = False
    making: bool = False  # something to send, which may take a minute
    cleared: list[Message] = field(default_factory=list)

    def push(self, message: Message) -> None:
        """Put a message in its place."""
        heapq.heappush(self.queue, (message.priority, message.position, message.id, message))

    def pop(self) -> tuple[Message | None, list[Message]]:
        """Take the next message, and those before it that it makes needless."""
        needless: list[Message] = []
        while self.queue:
            message = heapq.heappop(self.queue)[-1]
            if not self._is_needless(message):
                return message, needless
            needless.append(message)
        return None, needless

    def _is_needless(self, message: Message) -> bool:
        if not self.queue:
            return False
        following = self.queue[0][-1]
        crowded = len(self.queue) >= CROWD and says_the_same(message, following)
        return crowded or is_superseded(message, following)

    def clear(self) -> list[Message]:
        """Take everything."""
        messages = [entry[-1] for entry in self.queue]
        self.queue.clear()
        self.cleared += messages
        return messages

    def hold(self, now: datetime, span: timedelta) -> None:
        """Say nothing for a while."""
        if self.held_until is None or self.held_until < now + span:
            self.held_until = now + span
            self.rested = time.monotonic() + span.total_seconds()

    def held(self, now: datetime) -> float:
        """Return the seconds to sleep before looking again; 0 when the chat may be spoken to.

        The wall clock may jump, so the span is measured by the other clock as well.
        """
        if self.held_until is None:
            return 0.0
        left = min((self.held_until - now).total_seconds(), self.rested - time.monotonic())
        if left <= 0:
            self.held_until = None
            return 0.0
        return min(left, NAP)
