"""One queue for each chat: its updates in order, the queues side by side, nobody behind a flood.

An update is one transaction (update_work.py). What an earlier run left is counted in a transaction
before it, for that run may have died of it.
"""

import asyncio
import logging
import time
from functools import partial

from bot.app.first_aid import FirstAid
from bot.app.leftovers import Leftovers, TooOften
from bot.app.update_work import Failed, Handlers, InboxQueue, UpdateWork
from bot.logs import where
from storage import inbox
from storage.errors import Corrupt, Unavailable
from storage.inbox import Update
from storage.store import Store

log = logging.getLogger(__name__)

SWEEP = 30.0  # seconds between two looks for updates nobody woke us for
SHARED_SWEEP = 2.0  # the same, where other processes may die; what waits at two looks is ours too
SOON, LONGEST = 0.2, 30.0  # seconds: the first and the longest wait while the storage is away


class InboxWorker:
    """Works through the inbox."""

    def __init__(
        self, store: Store, work: Handlers, *, workers: int = 64, shared: bool = False
    ) -> None:
        """`shared`: other processes work through the same inbox, and any of them may die."""
        self._shared = shared
        self._before: set[int] = set()
        self._store = store
        self._work = work
        self._size = workers
        self._queues: dict[int, InboxQueue] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()
        self._hired = 0
        self._workers: list[asyncio.Task[None]] = []
        self._sweeper: asyncio.Task[None] | None = None
        self._left = Leftovers(store)
        self._first_aid = FirstAid(store, work.parse, work.help)
        self._update = UpdateWork(work, self._left, self._first_aid)
        self._began = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._stopping = False

    async def start(self) -> None:
        """Begin, with what an earlier run left in the inbox."""
        self._sweeper = asyncio.get_running_loop().create_task(self._sweep())

    def came(self, update: Update) -> None:
        """Say that this update is in the inbox now; what asks for help is not left waiting."""
        if update.chat_id in self._queues or self._shared:
            self._first_aid.hear(update)
        self.wake(update.chat_id)

    def wake(self, chat_id: int) -> None:
        """Say that this chat has something new in the inbox."""
        queue = self._queues.get(chat_id)
        if queue is not None:
            queue.again = True
        elif not self._stopping:
            self._queues[chat_id] = InboxQueue()
            self._idle.clear()
            # As many as there ever were chats at once: one more where somebody would wait.
            if self._hired < self._size and self._hired < len(self._queues):
                self._hire()
            self._ready.put_nowait(chat_id)

    def _hire(self) -> None:
        self._hired += 1
        self._workers.append(asyncio.get_running_loop().create_task(self._worker()))

    async def idle(self) -> None:
        """Wait until every queue is empty."""
        await self._idle.wait()

    async def stop(self, deadline: float = 8.0) -> None:
        """Finish what is in hand, within the deadline; the rest stays in the inbox."""
        self._stopping = True
        if self._sweeper is None:
            return
        self._sweeper.cancel()
        self._began.set()
        for _ in self._workers:
            self._ready.put_nowait(0)
        late: set[asyncio.Task[None]] = set()
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=deadline)
        for task in late:
            task.cancel()
        await asyncio.gather(self._sweeper, *late, return_exceptions=True)

    async def _sweep(self) -> None:
        while True:
            try:
                await self._look()
            except Unavailable:
                log.warning("the inbox cannot be read")
            except Exception as fault:  # noqa: BLE001 - the next look may succeed
                log.warning("the inbox sweep failed", extra={"fault": where(fault)})
            every = SHARED_SWEEP if self._shared else SWEEP
            await asyncio.sleep(every if self._began.is_set() else SOON)

    async def _look(self) -> None:
        """Wake whoever has something new; the first look says what was there before this run."""
        first = not self._began.is_set()
        if first:
            await self._left.look()
            self._began.set()
        found = set(await self._store.read(inbox.waiting))
        for chat_id in found & self._before if self._shared and not first else found:
            self.wake(chat_id)
        self._before = found

    async def _worker(self) -> None:
        await self._began.wait()
        while True:
            chat_id = await self._ready.get()
            if self._stopping:
                return
            self._next(chat_id, await self._turn(chat_id, self._queues[chat_id]))

    def _next(self, chat_id: int, wait: float | None) -> None:
        """Let the chat wait behind the others, or be done when nothing of it is left."""
        if wait is None:
            del self._queues[chat_id]
            if not self._queues:
                self._idle.set()
        elif wait > 0:
            asyncio.get_running_loop().call_later(wait, self._ready.put_nowait, chat_id)
        else:
            self._ready.put_nowait(chat_id)

    async def _turn(self, chat_id: int, queue: InboxQueue) -> float | None:
        """Handle one update; return the seconds until the next, or None when there is none."""
        queue.again, queue.update = False, None
        began = time.monotonic()
        try:
            while self._first_aid.is_wanted(chat_id):
                self._work.deliver(*await self._first_aid.give(chat_id))
            async with self._left.counted(chat_id):
                handled = await self._store.write(
                    partial(self._update.handle_next, chat_id, queue)
                )
        except Failed as failed:
            return await self._after(failed, queue)
        except TooOften as fault:
            return await self._after(Failed(fault.update, hopeless=True), queue)
        except (Unavailable, Corrupt):
            return self._away(chat_id, queue)
        except Exception as fault:  # noqa: BLE001 - one queue's trouble must not stop a worker
            if queue.update is not None:  # what a server minds only at the commit
                return await self._after(Failed.of(queue.update, fault), queue)
            log.warning("the inbox failed", extra={"fault": where(fault), "chat": chat_id})
            return self._later(queue)
        if queue.waits:
            queue.waits = 0.0
            self._work.catch_up()
        if handled is not None:
            self._work.measures.handled(time.monotonic() - began)
            self._first_aid.over(handled.update_id)
            self._work.deliver(*handled.said)
        more = handled is not None and handled.more
        return 0.0 if more or queue.again else None

    async def _after(self, failed: Failed, queue: InboxQueue) -> float:
        cause = failed.__cause__ or failed
        log.error(
            "an update failed",
            extra={"update": failed.update.update_id, "fault": where(cause)},
        )
        try:
            said = await self._store.write(partial(self._update.give_up, failed))
        except Unavailable:
            return self._away(failed.update.chat_id, queue)
        except Exception as fault:  # noqa: BLE001 - it stays in the inbox and is tried again
            log.warning("parking failed", extra={"fault": where(fault)})
            return self._later(queue)
        self._work.measures.failed(parked=said is not None)
        if said is None:
            return SOON
        self._first_aid.over(failed.update.update_id)
        self._work.deliver(*said)
        return 0.0

    def _away(self, chat_id: int, queue: InboxQueue) -> float:
        # An outage of hours is one sentence; of the same update nobody is told twice anyway.
        if queue.update is not None or not queue.waits:
            self._work.outage_notice.tell(chat_id, queue.update.raw if queue.update else None)
        return self._later(queue)

    def _later(self, queue: InboxQueue) -> float:
        queue.waits = min(queue.waits * 2 or SOON, LONGEST)
        return queue.waits
