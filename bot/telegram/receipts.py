"""Writes down what was sent, many at once: sends that end together share one commit."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bot.logs import where
from storage.errors import Unavailable
from storage.store import Store, Tx

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 0.2, 30.0

T = TypeVar("T")
Receipt = Callable[[Tx], None]


def _nothing() -> None:
    """Follow up with nothing."""


def _no_receipt(_tx: Tx) -> None:
    """Write nothing."""


@dataclass(slots=True)
class _Batch:
    entries: list[tuple[Receipt, Callable[[], None]]] = field(default_factory=list)
    written: asyncio.Event = field(default_factory=asyncio.Event)


class Receipts:
    """Keeps every receipt until it is on disk, also while the disk is full."""

    def __init__(self, store: Store, gather: float) -> None:
        """`gather`: seconds for which a receipt waits for others."""
        self._store = store
        self._gather = gather
        self._open = _Batch()
        self._newest: _Batch | None = None
        self._task: asyncio.Task[None] | None = None

    def add(self, receipt: Receipt, then: Callable[[], None] = _nothing) -> None:
        """Have this written soon, and `then` be called after its commit."""
        self._open.entries.append((receipt, then))
        self._newest = self._open
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write())

    def afterwards(self, then: Callable[[], None]) -> None:
        """Have this called when everything added so far is written."""
        self.add(_no_receipt, then)

    async def settled(self) -> None:
        """Wait until everything added so far is written."""
        if self._newest is not None:
            await self._newest.written.wait()

    async def stop(self, deadline: float) -> None:
        """Write what there is, within the deadline."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=deadline)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _write(self) -> None:
        try:
            while self._open.entries:
                await asyncio.sleep(self._gather)
                batch, self._open = self._open, _Batch()
                await self._write_all(batch.entries)
                batch.written.set()
        finally:
            self._task = None

    async def _write_all(self, entries: Sequence[tuple[Receipt, Callable[[], None]]]) -> None:
        try:
            await until_available(self._store, partial(_all, [receipt for receipt, _ in entries]))
        except Exception as fault:  # noqa: BLE001 - one bad receipt must not take the others along
            log.warning("a receipt failed", extra={"fault": where(fault), "count": len(entries)})
            if len(entries) > 1:
                for entry in entries:
                    await self._write_all([entry])
            return
        for _, then in entries:
            then()


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


def _all(receipts: Sequence[Receipt], tx: Tx) -> None:
    for receipt in receipts:
        receipt(tx)
