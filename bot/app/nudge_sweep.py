"""What is due is sent, batch by batch, and told to whoever counts."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from bot.core.deps import Deps
from bot.core.turn import Turn
from bot.dispatch import clock_rollback, nudges
from bot.measures import Measures
from bot.outgoing import Ack
from storage.outbox import Message
from storage.store import Store

log = logging.getLogger(__name__)


class NudgeSweep:
    """Looks for what is due."""

    def __init__(
        self,
        store: Store,
        deps: Deps,
        deliver: Callable[[Sequence[Message], Sequence[Ack]], None],
        measures: Measures,
    ) -> None:
        self._store = store
        self._deps = deps
        self._deliver = deliver
        self._measures = measures
        self._watch = clock_rollback.Watch()

    async def sweep(self, now: datetime) -> None:
        """Send all that is due."""
        await self._mind_the_clock(now)
        due = 1
        while due:
            due, turns = await self._store.write(partial(nudges.sweep, deps=self._deps))
            for turn in turns:
                self._tell(turn)
                self._deliver(turn.replies, turn.callback_answers)

    def _tell(self, turn: Turn) -> None:
        """Count what is committed now."""
        if turn.late is not None:
            positions = [message.position for message in turn.replies if message.priority > 0]
            self._measures.due(turn.late.total_seconds(), positions[0] if positions else None)
        for reason in turn.skipped_nudges:
            self._measures.nudge_dropped(reason)

    async def _mind_the_clock(self, now: datetime) -> None:
        """Bring back to the present what was done while the wall clock ran ahead."""
        if not self._watch.went_back(now):
            return
        wrong = 0
        try:
            found = await self._store.write(clock_rollback.whom)
            for first in range(0, len(found), clock_rollback.BATCH):
                some = found[first : first + clock_rollback.BATCH]
                work = partial(clock_rollback.rewind, deps=self._deps, user_ids=some)
                wrong += await self._store.write(work)
        except BaseException:
            self._watch.again()
            raise
        if wrong:
            log.warning("the clock had run ahead: reminders corrected", extra={"count": wrong})
