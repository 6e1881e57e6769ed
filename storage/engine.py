"""What every kind of database must be able to do, and one that says how long it took."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from storage.transaction import Work

T = TypeVar("T")
Took = Callable[[str, float], None]
"""Hears "read" or "write", and seconds from asking to the commit."""


class Engine(Protocol):
    """What a kind of database must be able to do."""

    def at_once(self, work: Work[T]) -> T:
        """Run the work here and now, in a transaction of its own."""

    async def run(self, work: Work[T], *, writes: bool) -> T:
        """Run the work off the event loop."""

    async def checkpoint(self) -> None:
        """Leave nothing deleted in a log."""

    def stop(self) -> None:
        """Finish what was begun and let go."""


@dataclass(frozen=True, slots=True)
class TimedEngine:
    """An engine, and who hears how long each of its works took; failed ones count as well."""

    engine: Engine
    took: Took

    def at_once(self, work: Work[T]) -> T:
        """Run the work here and now."""
        return self.engine.at_once(work)

    async def run(self, work: Work[T], *, writes: bool) -> T:
        """Run the work, and tell how long it took."""
        began = time.monotonic()
        try:
            return await self.engine.run(work, writes=writes)
        finally:
            self.took("write" if writes else "read", time.monotonic() - began)

    async def checkpoint(self) -> None:
        """Leave nothing deleted in a log."""
        await self.engine.checkpoint()

    def stop(self) -> None:
        """Finish what was begun and let go."""
        self.engine.stop()
