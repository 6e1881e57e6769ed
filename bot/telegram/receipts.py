"""Writes down what was sent, many at once: sends that end together share one commit."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from bot.logs import where
from storage.errors import Unavailable
from storage.store import Store, Tx

log = logging.getLogger(__name__)

GATHER = 0.02  # seconds a receipt waits for others
FIRST_WAIT, LONGEST_WAIT = 0.2, 30.0

T = TypeVar("T")
Receipt = Callable[[Tx], None]
Entry = tuple[Receipt, Callable[[], None]]


def _nothing() -> None:
    """Follow up with nothing."""


class Receipts:
    """Keeps every receipt until it is on disk, also while the disk is full."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: list[Entry] = []
        self._task: asyncio.Task[None] | None = None

    def add(self, receipt: Receipt, then: Callable[[], None] = _nothing) -> None:
        """Have this written soon, and `then` be called after its commit."""
        self._open.append((receipt, then))
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write())

    async def settled(self) -> None:
        """Wait until everything is written."""
        while self._task is not None:
            await asyncio.wait([self._task])

    async def stop(self, deadline: float) -> None:
        """Write what there is, within the deadline."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=deadline)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _write(self) -> None:
        try:
            while self._open:
                await asyncio.sleep(GATHER)
                batch, self._open = self._open, []
                await self._write_batch(batch)
        finally:
            self._task = None

    async def _write_batch(self, batch: Sequence[Entry]) -> None:
        try:
            await until_available(self._store, partial(_all, batch))
            for _, then in batch:
                then()
        except Exception as fault:  # noqa: BLE001 - one bad receipt must not take the others along
            log.warning("a receipt failed", extra={"fault": where(fault), "count": len(batch)})
            if len(batch) > 1:
                for entry in batch:
                    await self._write_batch([entry])


async def until_available(store: Store, work: Callable[[Tx], T]) -> T:
    """Write, and while the database is away try again: what happened cannot be taken back."""
    wait = FIRST_WAIT
    while True:
        try:
            return await store.write(work)
        except Unavailable:
            log.warning("the database is away; what was sent is not yet written down")
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)


def _all(batch: Sequence[Entry], tx: Tx) -> None:
    for receipt, _ in batch:
        receipt(tx)
