"""Sends what is owed: in order in each chat, the chats side by side, live answers before nudges.

What has just been committed is sent from memory; what an earlier run or another moment left is
picked up from the database.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from telegram.error import TelegramError

from bot.clock import Clock
from bot.logs import where
from bot.outgoing import Ack
from bot.telegram import delivery_state
from bot.telegram.api import Api
from bot.telegram.call_writer import CallWriter
from bot.telegram.chat_queue import ChatQueue
from bot.telegram.delivery import Delivery
from bot.telegram.delivery_job import Hooks
from bot.telegram.rate_limits import Bucket, Limits, Pace
from bot.telegram.receipts import Receipts
from bot.telegram.settlement import Settlement
from storage import outbox, outbox_upkeep
from storage.errors import Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

log = logging.getLogger(__name__)

SWEEP = 30.0  # seconds between two looks into the database
LOOK_AGAIN = 1.0
IN_MEMORY = 500  # nudges held in memory at most; the others stay in the database until later
IDLE_LOOK = 0.05
HELD_BY_NOBODY = 2 * delivery_state.LEASE


class Sender:
    """Empties the outbox."""

    def __init__(
        self, store: Store, api: Api, clock: Clock, hooks: Hooks, *, limits: Limits | None = None
    ) -> None:
        self._store = store
        self._api = api
        self._clock = clock
        self._limits = limits or Limits()
        self._receipts = Receipts(store, self._limits.gather)
        self._pace = Pace(self._limits)
        self._delivery = Delivery(
            store=store,
            api=api,
            clock=clock,
            pace=self._pace,
            receipts=self._receipts,
            writer=CallWriter(store, hooks, self.say_once),
            settlement=Settlement(store, api, clock, self._pace, self._receipts, hooks.measures),
            still_wanted=hooks.still_wanted,
            measures=hooks.measures,
            on_taken=self._look_soon,
        )
        self._chats: dict[tuple[int, bool], ChatQueue] = {}
        self._known: set[str] = set()
        self._volatile: set[asyncio.Task[None]] = set()
        self._sweeper: asyncio.Task[None] | None = None
        self._look = asyncio.Event()
        self._more = False
        self._first = True
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How many messages are on their way."""
        return len(self._known)

    async def start(self) -> None:
        """Begin, with what an earlier run left in the outbox."""
        self._sweeper = asyncio.get_running_loop().create_task(self._sweep())

    def deliver(self, messages: Sequence[Message], callback_answers: Sequence[Ack] = ()) -> None:
        """Send what has just been committed. An answer to a press goes first and is not kept."""
        self.answer(callback_answers)
        for message in messages:
            self._take(message)

    def answer(self, callback_answers: Sequence[Ack]) -> None:
        """Answer presses."""
        for ack in callback_answers:
            answer = {"callback_query_id": ack.query_id, "text": ack.text or None}
            self.say_once("answerCallbackQuery", {**answer, "show_alert": ack.alert or None})

    def say_once(self, method: str, params: Mapping[str, object]) -> None:
        """Call something that is worth nothing later: no repeat, no record, no complaint."""
        if self._stopping:
            return
        task = asyncio.get_running_loop().create_task(self._try(method, params))
        self._volatile.add(task)
        task.add_done_callback(self._volatile.discard)

    def look_again(self) -> None:
        """Look into the database now: it may hold something that nobody handed over."""
        self._more = True
        self._look.set()

    async def idle(self) -> None:
        """Wait until all is sent and written down that can be sent now."""
        while True:
            busy = {c.task for c in self._chats.values() if c.task is not None and not c.waits}
            tasks = busy | self._volatile
            if tasks and not self._pace.held:
                await asyncio.wait(tasks, timeout=IDLE_LOOK, return_when=asyncio.FIRST_COMPLETED)
                continue
            await self._receipts.settled()
            if not self._more:
                return
            await self._pick_up()

    async def stop(self, deadline: float = 8.0) -> None:
        """Let the calls in flight end and write down how; the rest stays in the outbox."""
        self._stopping = True
        until = time.monotonic() + deadline
        tasks = {chat.task for chat in self._chats.values() if chat.task is not None}
        if self._sweeper is not None:
            tasks.add(self._sweeper)
        calling = tasks & self._delivery.calling
        for task in tasks - calling:
            task.cancel()
        ending = calling | self._volatile
        if ending:
            _, late = await asyncio.wait(ending, timeout=deadline)
            for task in late:
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._receipts.stop(max(0.1, until - time.monotonic()))

    def _take(self, message: Message) -> None:
        if message.id in self._known or self._stopping:
            return
        now = self._clock.now()
        too_many = message.priority > 0 and len(self._known) >= IN_MEMORY
        if too_many or (message.not_before is not None and message.not_before > now):
            self._more = self._more or too_many
            return
        self._known.add(message.id)
        if message.begun:
            self._delivery.suspects.add(message.id)
        chat = self._queue_for(message)
        chat.push(message)
        if chat.task is None:
            chat.task = asyncio.get_running_loop().create_task(self._drain(chat))

    def _queue_for(self, message: Message) -> ChatQueue:
        """The chat's one queue; help does not wait in it while a picture or a file is made."""
        first = self._chats.get((message.chat_id, False))
        key = message.chat_id, message.priority < 0 and first is not None and first.making
        if key not in self._chats:
            bucket = Bucket(self._limits.chat_burst, self._limits.chat_per_second)
            self._chats[key] = ChatQueue(message.chat_id, bucket)
        return self._chats[key]

    async def _drain(self, chat: ChatQueue) -> None:
        """Bring the chat its messages, one after the other."""
        try:
            while not self._stopping:
                message, needless = chat.pop()
                if needless:
                    forget = partial(self._forget, needless)
                    self._receipts.add(
                        partial(delivery_state.dropped, needless, "superseded"), forget
                    )
                if message is None:
                    break
                await self._delivery.run(chat, message)
                # Not sooner than it is written down: a look into the database in between would
                # find it pending, and it would be sent again.
                self._receipts.afterwards(partial(self._forget, [message, *chat.cleared]))
                chat.cleared.clear()
        finally:
            chat.task = None

    def _look_soon(self) -> None:
        """Look into the database again when somebody else is at a chat of ours."""
        asyncio.get_running_loop().call_later(LOOK_AGAIN, self._look.set)

    def _forget(self, messages: Sequence[Message]) -> None:
        self._known.difference_update(message.id for message in messages)
        if self._more and len(self._known) < IN_MEMORY // 2:
            self._look.set()

    async def _sweep(self) -> None:
        while True:
            self._look.clear()
            try:
                await self._rescue_and_pick_up()
            except Unavailable:
                log.warning("the outbox cannot be read")
            except Exception as fault:  # noqa: BLE001 - the next look may succeed
                log.warning("the outbox sweep failed", extra={"fault": where(fault)})
            self._leave_quiet_chats()
            try:
                await asyncio.wait_for(self._look.wait(), self._pause())
            except TimeoutError:
                continue

    def _pause(self) -> float:
        return SWEEP

    async def _rescue_and_pick_up(self) -> None:
        # Nobody else sends, so at first whatever is being sent was left by who did before.
        held = HELD_BY_NOBODY if self._first else timedelta()
        dead = await self._store.write(lambda tx: outbox_upkeep.rescue(tx, tx.now + held))
        if dead:
            log.warning("sends without an outcome", extra={"count": len(dead)})
        await self._pick_up()

    async def _pick_up(self) -> None:
        """Take what is pending and not yet on its way."""
        limit = len(self._known) + IN_MEMORY
        found = await self._look_for(lambda tx: outbox.pending(tx, limit, tx.now))
        self._more = len(found) >= limit
        for message in found:
            self._take(self._unsure(message))
        self._first = False

    async def _look_for(self, work: Callable[[Tx], list[Message]]) -> list[Message]:
        return await self._store.write(work)

    def _unsure(self, message: Message) -> Message:
        """Make no sound with what an earlier run may have sent before it was killed."""
        if self._first and message.priority <= 0 and message.tries == 0:
            return message._replace(silent=True)
        return message

    def _leave_quiet_chats(self) -> None:
        now = time.monotonic()
        for key, chat in tuple(self._chats.items()):
            quiet = chat.task is None and not chat.queue and chat.held(self._clock.now()) == 0
            if quiet and chat.bucket.is_full(now):
                del self._chats[key]

    async def _try(self, method: str, params: Mapping[str, object]) -> None:
        try:
            await self._api.call(method, params)
        except TelegramError as fault:
            log.info("not delivered", extra={"method": method, "fault": where(fault)})
