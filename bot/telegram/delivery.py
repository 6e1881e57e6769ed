"""Brings one message to its chat, whatever Telegram answers.

A new message cannot be taken back and Telegram knows no repeats: after an answer that never came
it is sent once more, without a sound, and then given up. An edit may be repeated freely.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from telegram.error import TelegramError

from bot.clock import Clock
from bot.logs import where
from bot.telegram import calls, delivery_state
from bot.telegram.api import Api
from bot.telegram.calls import Call
from bot.telegram.caution import Caution
from bot.telegram.chat_queue import ChatQueue
from bot.telegram.delivery_state import Claim
from bot.telegram.errors import Fault, Outcome, classify
from bot.telegram.rate_limits import Pace
from bot.telegram.receipts import Receipts, until_available
from storage.errors import Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

log = logging.getLogger(__name__)

T = TypeVar("T")
TRIES = 6  # of an answer someone waits for, while Telegram says that it is broken
HELD = 8  # pictures and files that are in memory at once, each until it is sent or put off
SOON = 3.0  # seconds of waiting that still count as being at work
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0

_ACTIONS = {"sendPhoto": "upload_photo", "sendDocument": "upload_document"}
# Turns {"attachment": …} into a method and parameters with File objects; None: drop the message.
Made = tuple[str, dict[str, Any]]
Prepare = Callable[[Message], Awaitable[Made | None]]
# Says in one sentence, without making anything, that it cannot be made.
GiveUp = Callable[[Message], Awaitable[Made]]


@dataclass(frozen=True, slots=True)
class Hooks:
    """What only the use cases know about a message."""

    prepare: Prepare
    give_up: GiveUp
    still_wanted: delivery_state.StillWanted


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


@dataclass(slots=True)
class Delivery:
    """The way from the outbox to Telegram."""

    store: Store
    api: Api
    clock: Clock
    pace: Pace
    receipts: Receipts
    hooks: Hooks
    claims_all: bool
    on_taken: Callable[[], None]
    say_once: Callable[[str, dict[str, Any]], None]
    shown: dict[tuple[int, str], int] = field(default_factory=dict)
    calling: set[asyncio.Task[Any] | None] = field(default_factory=set)
    caution: Caution = field(default_factory=Caution)
    room: asyncio.Semaphore = field(default_factory=partial(asyncio.Semaphore, HELD))

    async def run(self, chat: ChatQueue, message: Message) -> None:
        """Try until the message is settled."""
        job = DeliveryJob(chat, message)
        try:
            if message.doubts > 0:
                # An earlier run may have ended because Telegram was away: so may still be.
                await self._until_heard()
            while not await self._attempt(job):
                pass
        except Exception as fault:  # noqa: BLE001 - a bug in one message must not silence the chat
            log.critical("sending failed", extra={"fault": where(fault), "method": message.method})
            await self._fail(job, "bug")
        finally:
            self.caution.clear(message.id)

    async def _attempt(self, job: DeliveryJob) -> bool:
        """Try once; True when nothing is left to do."""
        await self._until_allowed(job.chat)
        if self._is_stale(job):
            return await self._drop(job, "expired")
        if not job.is_risky:
            return await self._try(job)
        async with self.caution.taken(), self.room:
            return await self._try_and_count(job)

    async def _try_and_count(self, job: DeliveryJob) -> bool:
        """Have it on disk, before anything is made, that a process may die of this message.

        Forgotten again however it ends, unless the process ends with it. So a message that ends
        every process that makes it is made three times, and not at every start for ever.
        """
        book = partial(delivery_state.begin, job.message, self.claims_all)
        begun = await until_available(self.store, book)
        if begun is None:
            self.on_taken()
            return True
        job.begun = begun
        try:
            over = await self._try(job)
        finally:
            self.receipts.add(partial(delivery_state.outlived, job.message))
        if job.message.begun:
            # On disk before the next one is begun, which may be the one that ends the process.
            await self.receipts.settled()
        self.caution.clear(job.message.id)
        return over

    async def _try(self, job: DeliveryJob) -> bool:
        try:
            if job.call is None and not await self._write_call(job):
                return await self._drop(job, "nothing to send")
            fault = await self._in_turn(job)
        except Unavailable:
            job.tries += 1
            job.let_go()
            self._hold(job)
            return False
        return fault is None or await self._after(job, fault)

    async def _in_turn(self, job: DeliveryJob) -> Fault | None:
        """Wait for a turn, claim and send; what went wrong, or None when that was that."""
        if (nap := job.chat.bucket.take(time.monotonic())) > 0:
            await asyncio.sleep(nap)
        await self.pace.turn(job.message.priority)
        task = asyncio.current_task()
        self.calling.add(task)
        try:
            if self._is_stale(job):  # everybody may have had to wait for an hour
                await self._drop(job, "expired")
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

    async def _write_call(self, job: DeliveryJob) -> bool:
        """Make the call of the message: draw what is attached, find the message to change."""
        message = job.message
        if "attachment" in message.payload:
            prepared = await self._prepared(job)
            if prepared is None:
                return False
            call = Call(*prepared)
        else:
            call = calls.plain(message)
        if call.edits and "message_id" not in call.params:
            shown = self.shown.get((message.chat_id, message.talk or ""))
            if shown is None:
                shown = await self.store.read(partial(delivery_state.shown_at, message))
            anew = calls.instead_of_edit(call)
            if shown is None and anew is None:
                return False
            call = calls.aimed(call, shown) if shown is not None else anew or call
        job.call = call
        return True

    async def _prepared(self, job: DeliveryJob) -> Made | None:
        if job.begun > delivery_state.BEGINNINGS:
            log.error("an attachment is given up", extra={"tries": job.begun - 1})
            return await self.hooks.give_up(job.message)
        self._announce(job.message)
        job.chat.making = True
        try:
            return await self.hooks.prepare(job.message)
        finally:
            job.chat.making = False

    def _announce(self, message: Message) -> None:
        """Let the chat show that something is being made."""
        action = _ACTIONS.get(message.method)
        if action is not None:
            self.say_once("sendChatAction", {"chat_id": message.chat_id, "action": action})

    async def _is_mine(self, job: DeliveryJob) -> bool:
        """Claim what must not be sent twice: nudges, and everything when others send as well."""
        message = job.message
        if not (self.claims_all or delivery_state.is_nudge(message)):
            # One that may have arrived before is needless once a button under it was pressed.
            return not message.silent or await self.store.read(
                partial(delivery_state.is_open, message)
            )
        # What was sent before it here must be written down, or it would seem to be on its way.
        await self.receipts.settled()
        got = await self.store.write(
            partial(delivery_state.claim, message, self.hooks.still_wanted)
        )
        if got is Claim.TAKEN:
            self.on_taken()
        job.claimed = got is Claim.OURS
        return job.claimed

    async def _send(self, job: DeliveryJob) -> Fault | None:
        call = job.call or calls.plain(job.message)
        if job.message.silent and call.creates:
            call = calls.silenced(call)
        try:
            answer = await self.api.call(call.method, call.params)
        except TelegramError as fault:
            return classify(fault)
        self.pace.reached()
        self._sent(job, call, answer)
        return None

    def _sent(self, job: DeliveryJob, call: Call, answer: Any) -> None:
        """Note the success; until that is on disk, remember here which message shows the talk."""
        number = answer.get("message_id") if isinstance(answer, dict) and call.creates else None
        message = job.message
        place = (message.chat_id, message.talk or "")
        if number is not None and message.talk:
            self.shown[place] = number

        def forget() -> None:
            if number is not None and self.shown.get(place) == number:
                del self.shown[place]

        self.receipts.add(partial(delivery_state.sent, message, number), forget)

    async def _after(self, job: DeliveryJob, fault: Fault) -> bool:
        """Do what a failed call asks for; True when the message is settled."""
        if fault.outcome not in {Outcome.NOT_SENT, Outcome.UNKNOWN, Outcome.BROKEN}:
            self.pace.reached()
        match fault.outcome:
            case Outcome.DELIVERED:
                self.receipts.add(partial(delivery_state.sent, job.message, None))
                return True
            case Outcome.RETRY:
                job.let_go()
                self.pace.flooded(job.chat.id, fault.after.total_seconds())
                job.chat.hold(self.clock.now(), fault.after)
                return await self._put_off(job)
            case Outcome.NOT_SENT:
                job.let_go()
                self.pace.unreachable()
                return job.claimed and await self._put_off(job)
            case Outcome.UNKNOWN | Outcome.BROKEN:
                return await self._after_doubt(job, fault)
            case Outcome.GONE:
                await self._book(partial(delivery_state.gone, [job.message, *job.chat.clear()]))
                return True
            case Outcome.EDIT_GONE:
                job.call = calls.instead_of_edit(job.call) if job.call else None
                return job.call is None and await self._drop(job, fault.why)
            case Outcome.TOO_OLD:
                return await self._drop(job, fault.why)
            case Outcome.REJECTED:
                return await self._mend(job, fault)

    async def _after_doubt(self, job: DeliveryJob, fault: Fault) -> bool:
        """Decide on a call of which nobody knows whether it arrived."""
        job.tries += 1
        may_repeat = job.call is not None and self._may_repeat(job, job.call, fault)
        job.let_go()
        if may_repeat:
            if job.tries > TRIES:
                return await self._fail(job, fault.why)
            await self._put_off(job)
        elif await self._book(partial(delivery_state.doubted, job.message)):
            job.message = replace(job.message, silent=True, doubts=job.message.doubts + 1)
        else:
            log.warning("given up", extra={"method": job.message.method, "reason": fault.why})
            return True
        self._hold(job)
        await self._until_heard()
        return False

    def _may_repeat(self, job: DeliveryJob, call: Call, fault: Fault) -> bool:
        """Whether more than one repeat is right: of an edit, or of an answer that is owed."""
        owed = job.message.priority <= 0 and job.message.doubts > 0 and job.tries < TRIES
        return not call.creates or (owed and fault.outcome is Outcome.BROKEN)

    async def _until_heard(self) -> None:
        """Wait until Telegram answers anything, so that the one repeat is not wasted."""
        wait = FIRST_WAIT
        while True:
            try:
                await self.api.call("getMe")
            except TelegramError:
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                return

    async def _mend(self, job: DeliveryJob, fault: Fault) -> bool:
        """Try once to make a rejected call acceptable; it is a bug of ours all the same."""
        method = job.message.method
        log.error("Telegram rejects a call", extra={"method": method, "reason": fault.why})
        mended = calls.repaired(job.call, fault.why) if job.call and not job.mended else None
        if mended is None:
            return await self._fail(job, fault.why)
        job.call, job.mended = mended, True
        return False

    def _hold(self, job: DeliveryJob) -> None:
        wait = min(FIRST_WAIT * 2.0 ** (job.tries - 1), LONGEST_WAIT)
        job.chat.hold(self.clock.now(), timedelta(seconds=wait))

    async def _put_off(self, job: DeliveryJob) -> bool:
        until = job.chat.held_until or self.clock.now()
        await self._book(partial(delivery_state.put_off, job.message, until))
        job.claimed = False
        return False

    async def _drop(self, job: DeliveryJob, why: str) -> bool:
        await self._book(partial(delivery_state.dropped, [job.message], why))
        return True

    async def _fail(self, job: DeliveryJob, why: str) -> bool:
        await self._book(partial(delivery_state.failed, job.message, why))
        return True

    async def _book(self, work: Callable[[Tx], T]) -> T:
        await self.receipts.settled()
        return await until_available(self.store, work)
