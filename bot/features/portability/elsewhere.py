"""Work on all that a person told, done in another process: one piece at a time, within memory."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.core.background import Run
from bot.features.portability.belongings import pack
from storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where exports are made, and imports are read and planned."""

    store: Store
    run: Run
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def work(self, user_id: int, work: Callable[..., T], *args: object) -> T | None:
        """Call the function with all that is stored about the person; None for a stranger."""
        async with self._turn:
            packed = await pack(self.store, user_id)
            return None if packed is None else await self.run(work, packed, *args)
