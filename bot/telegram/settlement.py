"""What becomes of a message whose call failed: again, later, otherwise, or never.

A new message cannot be taken back and Telegram knows no repeats: after an answer that never came
it is sent once more, without a sound, and then given up. An edit may be repeated freely.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TypeVar

from telegram.error import TelegramError

from bot.clock import Clock
from bot.measures import Measures
from bot.telegram import calls, delivery_state
from bot.telegram.api import Api
from bot.telegram.calls import Call
from bot.telegram.delivery_job import DeliveryJob
from bot.telegram.errors import FILE_GONE, Fault, Outcome
from bot.telegram.rate_limits import Pace
from bot.telegram.receipts import Receipts, until_available
from storage.store import Store, Tx

log = logging.getLogger(__name__)

T = TypeVar("T")
TRIES = 6  # of an answer someone waits for, while Telegram says that it is broken
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


@dataclass(slots=True)
class Settlement:
    """Decides what a failed call asks for, and writes it down."""

    store: Store
    api: Api
    clock: Clock
    pace: Pace
    receipts: Receipts
    measures: Measures

    async def after(self, job: DeliveryJob, fault: Fault) -> bool:
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
                self._left_out(job, "gone")
                return True
            case Outcome.EDIT_GONE:
                job.call = calls.instead_of_edit(job.call) if job.call else None
                return job.call is None and await self.drop(job, fault.why)
            case Outcome.TOO_OLD:
                return await self.drop(job, fault.why)
            case Outcome.REJECTED:
                return await self._mend(job, fault)

    async def _after_doubt(self, job: DeliveryJob, fault: Fault) -> bool:
        """Decide on a call of which nobody knows whether it arrived."""
        job.tries += 1
        may_repeat = job.call is not None and self._may_repeat(job, job.call, fault)
        job.let_go()
        if may_repeat:
            if job.tries > TRIES:
                return await self.fail(job, fault.why)
            await self._put_off(job)
        elif await self._book(partial(delivery_state.doubted, job.message)):
            doubts = job.message.doubts + 1
            job.message = job.message._replace(silent=True, doubts=doubts)
        else:
            log.warning("given up", extra={"method": job.message.method, "reason": fault.why})
            return True
        self.hold(job)
        await self.until_heard()
        return False

    def _may_repeat(self, job: DeliveryJob, call: Call, fault: Fault) -> bool:
        """Whether more than one repeat is right: of an edit, or of an answer that is owed."""
        owed = job.message.priority <= 0 and job.message.doubts > 0 and job.tries < TRIES
        return not call.creates or (owed and fault.outcome is Outcome.BROKEN)

    async def _mend(self, job: DeliveryJob, fault: Fault) -> bool:
        """Try once to make a rejected call acceptable; it is a bug of ours all the same.

        That Telegram no longer has a file is none.
        """
        level = logging.INFO if fault.why == FILE_GONE else logging.ERROR
        told = {"method": job.message.method, "reason": fault.why}
        log.log(level, "Telegram rejects a call", extra=told)
        mended = calls.repaired(job.call, fault.why) if job.call and not job.mended else None
        if mended is None:
            return await self.fail(job, fault.why)
        job.call, job.mended = mended, True
        return False

    async def until_heard(self) -> None:
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

    def hold(self, job: DeliveryJob) -> None:
        """Leave the chat in peace for a while, longer with every try."""
        wait = min(FIRST_WAIT * 2.0 ** (job.tries - 1), LONGEST_WAIT)
        job.chat.hold(self.clock.now(), timedelta(seconds=wait))

    async def drop(self, job: DeliveryJob, why: str) -> bool:
        """Note that it is not needed any more."""
        await self._book(partial(delivery_state.dropped, [job.message], why))
        self._left_out(job, why)
        return True

    async def fail(self, job: DeliveryJob, why: str) -> bool:
        """Note that it will never arrive."""
        await self._book(partial(delivery_state.failed, job.message, why))
        self._left_out(job, why)
        return True

    def _left_out(self, job: DeliveryJob, why: str) -> None:
        if delivery_state.is_nudge(job.message):
            self.measures.nudge_dropped(why, job.message.position)

    async def _put_off(self, job: DeliveryJob) -> bool:
        until = job.chat.held_until or self.clock.now()
        await self._book(partial(delivery_state.put_off, job.message, until))
        job.claimed = False
        return False

    async def _book(self, work: Callable[[Tx], T]) -> T:
        await self.receipts.settled()
        return await until_available(self.store, work)
