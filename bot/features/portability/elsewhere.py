"""Work on all that a person told, done in another process: one piece at a time, within memory."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from bot.core.background import Run
from bot.features.portability import export_parts, import_read
from bot.features.portability.belongings import Packed
from bot.features.portability.export_parts import ExportPart
from bot.features.portability.kinds import Kinds, by_the_way
from bot.features.portability.pages import PageEnd, pack, pack_beside
from storage.store import Store
from storage.transaction import Tx

P = ParamSpec("P")
T = TypeVar("T")
# Bytes. One file holds no more of them, so that an export takes as much memory as a file does.
AT_ONCE = 6 * 1024 * 1024
# Seconds for one piece of work, counted from when it is begun: whoever waits behind others has
# lost none of them. So no file comes near the time after which the watchdog ends the process.
LONGEST = 90.0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where exports are made, and imports are read and planned."""

    store: Store
    run: Run
    kinds: Kinds
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def export(self, user_id: int, kind: str, after: PageEnd | None) -> ExportPart | None:
        """Make a file of what is stored from a place on; None for a stranger."""
        async with self._turn, asyncio.timeout(LONGEST):
            packed = await pack(self.store, user_id, self.kinds, after=after, most=AT_ONCE)
            if packed is None:
                return None
            return await self.run(export_parts.made, packed, kind, by_the_way(self.kinds))

    async def beside(
        self,
        user_id: int,
        data: bytes,
        work: Callable[Concatenate[Packed, bytes, Kinds, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> T | None:
        """Call the function with a file and what is stored of it; None for a stranger."""
        async with self._turn, asyncio.timeout(LONGEST):
            now = await self.store.read(_now)
            sought = await self.run(import_read.sought_by, data, now, self.kinds)
            packed = await pack_beside(self.store, user_id, sought, self.kinds)
            return (
                None
                if packed is None
                else await self.run(partial(work, **more), packed, data, self.kinds, *args)
            )


def _now(tx: Tx) -> datetime:
    return tx.now
