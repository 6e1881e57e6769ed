"""Brings one message to its chat, whatever Telegram answers.

Its call is made (call_writer.py), waits for its turn, is claimed and sent; what follows when that
fails is settled apart (settlement.py).
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from telegram.error import TelegramError

from bot.clock import Clock
from bot.logs import where
from bot.measures import Measures
from bot.telegram import calls, delivery_state
from bot.telegram.api import Api
from bot.telegram.call_writer import CallWriter
from bot.telegram.calls import Call
from bot.telegram.chat_queue import ChatQueue
from bot.telegram.delivery_job import DeliveryJob
from bot.telegram.delivery_state import Claim, StillWanted
from bot.telegram.errors import Fault, classify
from bot.telegram.rate_limits import Pace
from bot.telegram.receipts import Receipts, until_available
from bot.telegram.settlement import Settlement
from bot.telegram.suspects import Suspects
from storage.errors import Unavailable
from storage.outbox import Message
from storage.store import Store

log = logging.getLogger(__name__)

HELD = 8  # pictures and files that are in memory at once, each until it is sent or put off
SOON = 3.0  # seconds of waiting that still count as being at work


async def _at_once() -> None:
    """Be sure: where one process has the database, nobody else sends."""


@dataclass(slots=True)
class Delivery:
    """The way from the outbox to Telegram."""

    store: Store
    api: Api
    clock: Clock
    pace: Pace
    receipts: Receipts
    writer: CallWriter
    settlement: Settlement
    still_wanted: StillWanted
    measures: Measures
    on_taken: Callable[[], None]
    calling: set[asyncio.Task[object] | None] = field(default_factory=set)
    suspects: Suspects = field(default_factory=Suspects)
    until_sure: Callable[[], Awaitable[None]] = _at_once
    """Waits, just before a call, until nobody else can be sending."""
    room: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, HELD))

    async def run(self, chat: ChatQueue, message: Message) -> None:
        """Try until the message is settled."""
        job = DeliveryJob(chat, message)
        try:
            if message.doubts > 0:
                # An earlier run may have ended because Telegram was away: so may still be.
                await self.settlement.until_heard()
            while not await self._attempt(job):
                pass
        except Exception as fault:  # noqa: BLE001 - a bug in one message must not silence the chat
            log.critical("sending failed", extra={"fault": where(fault), "method": message.method})
            await self.settlement.fail(job, "bug")
        finally:
            self.suspects.clear(message.id)

    async def _attempt(self, job: DeliveryJob) -> bool:
        """Try once; True when nothing is left to do."""
        await self._until_allowed(job.chat)
        if self._is_stale(job):
            return await self.settlement.drop(job, "expired")
        if not job.is_risky:
            return await self._try(job)
        async with self.suspects.taken(), self.room:
            return await self._try_and_count(job)

    async def _try_and_count(self, job: DeliveryJob) -> bool:
        """Have it on disk, before anything is made, that a process may die of this message.

        Forgotten again however it ends, unless the process ends with it. So a message that ends
        every process that makes it is made three times, and not at every start for ever.
        """
        book = partial(delivery_state.begin, job.message)
        begun = await until_available(self.store, book)
        if begun is None:
            return True
        job.begun = begun
        try:
            over = await self._try(job)
        finally:
            self.receipts.add(partial(delivery_state.outlived, job.message))
        if job.message.begun:
            # On disk before the next one is begun, which may be the one that ends the process.
            await self.receipts.settled()
        self.suspects.clear(job.message.id)
        return over

    async def _try(self, job: DeliveryJob) -> bool:
        try:
            if job.call is None and not await self.writer.write(job):
                return await self.settlement.drop(job, "nothing to send")
            fault = await self._in_turn(job)
        except Unavailable:
            job.tries += 1
            job.let_go()
            self.settlement.hold(job)
            return False
        return fault is None or await self.settlement.after(job, fault)

    async def _in_turn(self, job: DeliveryJob) -> Fault | None:
        """Wait for a turn, claim and send; what went wrong, or None when that was that."""
        if (nap := job.chat.bucket.take(time.monotonic())) > 0:
            await asyncio.sleep(nap)
        await self.pace.turn(job.message.priority)
        task = asyncio.current_task()
        self.calling.add(task)
        try:
            if self._is_stale(job):  # everybody may have had to wait for an hour
                await self.settlement.drop(job, "expired")
                return None
            if not await self._is_mine(job):
                return None
            if job.message.priority > 0:
                await self.pace.spaced()
            return await self._send(job)
        finally:
            self.calling.discard(task)
            self.pace.done()

    def _is_stale(self, job: DeliveryJob) -> bool:
        expires = job.message.expires_at
        return expires is not None and expires <= self.clock.now()

    async def _until_allowed(self, chat: ChatQueue) -> None:
        while (nap := chat.held(self.clock.now())) > 0:
            chat.waits = nap > SOON
            await asyncio.sleep(nap)
        chat.waits = False

    async def _is_mine(self, job: DeliveryJob) -> bool:
        """Claim what must not be sent twice: nudges.

        An answer is always wanted, also by someone of whom nothing is known yet.
        """
        message = job.message
        if not delivery_state.is_nudge(message):
            # One that may have arrived before is needless once a button under it was pressed.
            return not message.silent or await self.store.read(
                partial(delivery_state.is_open, message)
            )
        # What was sent before it here must be written down, or it would seem to be on its way.
        await self.receipts.settled()
        got = await self.store.write(partial(delivery_state.claim, message, self.still_wanted))
        if got is Claim.TAKEN:
            self.on_taken()
        elif got is Claim.UNWANTED:
            self.measures.nudge_dropped("not wanted", message.position)
        job.claimed = got is Claim.OURS
        return job.claimed

    async def _send(self, job: DeliveryJob) -> Fault | None:
        call = job.call or calls.plain(job.message)
        if job.message.silent and call.creates:
            call = calls.silenced(call)
        if self.pace.is_paid and call.creates:
            call = calls.paid(call)
        await self.until_sure()
        try:
            answer = await self.api.call(call.method, call.params)
        except TelegramError as fault:
            found = classify(fault)
            self.measures.send_failed(found.outcome.name.lower())
            return found
        self.pace.reached()
        self._sent(job, call, answer)
        return None

    def _sent(self, job: DeliveryJob, call: Call, answer: object) -> None:
        """Note the success; until that is on disk, know which message shows the conversation."""
        number = answer.get("message_id") if isinstance(answer, dict) and call.creates else None
        note = partial(delivery_state.sent, job.message, number)
        if number is None:
            self.receipts.add(note)
        else:
            self.receipts.add(note, self.writer.remember(job.message, number))
        if delivery_state.is_nudge(job.message):
            self.measures.nudge_sent(job.message.position)
