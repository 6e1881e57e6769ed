"""One at a time, while something is about that an earlier process may have died of.

Whoever was only next to it must not be blamed with it: alone, each can show what it is.
"""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager


class Suspects:
    """Lets many work side by side, as long as nobody is suspected."""

    def __init__(self) -> None:
        self._suspects: set[Hashable] = set()
        self._turn = asyncio.Lock()

    def add(self, one: Hashable) -> None:
        """Be careful from now on, until this one is cleared."""
        self._suspects.add(one)

    def clear(self, one: Hashable) -> None:
        """Nothing came of it, or it is gone."""
        self._suspects.discard(one)

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Wait, if need be, until nobody else is at work."""
        if not self._suspects:
            yield
            return
        async with self._turn:
            yield
