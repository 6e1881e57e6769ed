"""Sends for several processes on one database: the elected one for all of them (ADR 15).

What is owed is in the database before it is handed over, so only its chat is named, and whoever
sends reads all that waits there in its order, whichever process put it there.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial

from bot.clock import Clock
from bot.logs import where
from bot.outgoing import Ack
from bot.telegram.api import Api
from bot.telegram.delivery_job import Hooks
from bot.telegram.rate_limits import Limits
from bot.telegram.sender import IDLE_LOOK, IN_MEMORY, Sender
from storage import notify
from storage.election import Election
from storage.errors import Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

log = logging.getLogger(__name__)

SWEEP = (
    3.0  # seconds: who dies between a commit and its NOTIFY has left something that nobody heard
)
PATIENCE = 5.0  # seconds in which whoever can be elected is
AGAIN = 0.5  # seconds after which a handover is tried again, while the storage is away


class SharedSender(Sender):
    """Empties the outbox while this process is elected, else tells who is."""

    def __init__(
        self,
        store: Store,
        api: Api,
        clock: Clock,
        hooks: Hooks,
        election: Election,
        *,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(store, api, clock, hooks, limits=limits)
        self._election = election
        self._delivery.until_sure = self._until_sure
        self._owed: set[int] = set()
        self._some = asyncio.Event()
        self._looking = asyncio.Lock()
        self._settled: set[str] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self.leads = False

    async def start(self) -> None:
        """Stand for election, and hand over what is owed."""
        loop = asyncio.get_running_loop()
        self._tasks = [
            loop.create_task(self._hand_over()),
            loop.create_task(self._election.run(self)),
        ]

    def lead(self) -> None:
        """Send for all from now on, with what the one before may have left in the middle."""
        log.info("this process sends for all")
        self.leads = self._first = True
        self._sweeper = asyncio.get_running_loop().create_task(self._sweep())

    def stand_back(self) -> None:
        """Send nothing any more: whoever is elected next has all that is not settled."""
        log.info("this process sends no more")
        self.leads = False
        if self._sweeper is not None:
            self._sweeper.cancel()
        for chat in self._chats.values():
            if chat.task is not None:
                chat.task.cancel()
        self._chats.clear()
        self._known.clear()

    def owed(self, chat_ids: Collection[int]) -> None:
        """Hear that these chats are owed something that is committed."""
        if chat_ids:
            self._owed.update(chat_ids)
            self._some.set()

    def deliver(self, messages: Sequence[Message], callback_answers: Sequence[Ack] = ()) -> None:
        """Answer presses here, and hand over what has just been committed."""
        self.answer(callback_answers)
        self.owed({message.chat_id for message in messages})

    def look_again(self) -> None:
        """Look into the database now, where this process sends."""
        if self.leads:
            super().look_again()

    async def idle(self) -> None:
        """Wait until this process is elected, or cannot be, and has sent all that can be sent."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self.leads or self._busy:  # noqa: ASYNC110 - nobody announces it
                    await asyncio.sleep(IDLE_LOOK)
        await super().idle()

    @property
    def _busy(self) -> bool:
        return bool(self._owed) or self._some.is_set() or self._looking.locked()

    async def _until_sure(self) -> None:
        """Wait for a sign of the server; where that is lost, stand_back() ends the waiting."""
        while not self._election.is_sure:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(IDLE_LOOK)

    async def stop(self, deadline: float = 8.0) -> None:
        """End as any sender does, and let another process be elected then."""
        await super().stop(deadline)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _hand_over(self) -> None:
        while True:
            await self._some.wait()
            self._some.clear()
            chats, self._owed = self._owed, set()
            try:
                if self.leads:
                    self._take_all(
                        await self._look_for(partial(notify.pending_of, chat_ids=chats))
                    )
                else:
                    await self._store.write(partial(notify.tell, chat_ids=chats))
            except Unavailable:
                await asyncio.sleep(AGAIN)
                self.owed(chats)
            except Exception as fault:  # noqa: BLE001 - the next look into the database finds it
                log.warning("the handover failed", extra={"fault": where(fault)})

    def _take_all(self, found: Sequence[Message]) -> None:
        if self.leads:
            for message in found:
                self._take(self._unsure(message))

    async def _look_for(self, work: Callable[[Tx], list[Message]]) -> list[Message]:
        """What waits, without what was settled since the look began: it may have come too late."""
        async with self._looking:
            self._settled.clear()
            found = await super()._look_for(work)
            return [message for message in found if message.id not in self._settled]

    def _forget(self, messages: Sequence[Message]) -> None:
        self._settled.update(message.id for message in messages)
        super()._forget(messages)

    async def _pick_up(self) -> None:
        if not self._more or len(self._known) < IN_MEMORY // 2:  # else what is here comes first
            await super()._pick_up()

    def _pause(self) -> float:
        return SWEEP
