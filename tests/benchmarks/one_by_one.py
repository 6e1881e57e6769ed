"""People who wait for each answer before they say the next thing, while others do the same."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress

from tests.benchmarks.canned import BATCH, Canned, message

# In JSON, in a form, or in a part of a form with a picture.
CHAT = re.compile(rb"\bchat_id\"?(?:[=:] ?\"?|\r\n(?:[^\r\n]+\r\n)*\r\n)(-?[0-9]+)")


class OneByOne(Canned):
    """A server that hands each message out at once and knows whom each reply is for."""

    def __init__(self) -> None:
        super().__init__()
        self.unasked: asyncio.Queue[int] = asyncio.Queue()
        """To whom something came that was no answer."""
        self._awaited: dict[int, asyncio.Future[None]] = {}

    async def say(self, user: int, text: str) -> None:
        """Say something and wait for what the bot says to it."""
        self._updates.append(message(len(self._updates) + 1, user, text))
        self._awaited[user] = asyncio.get_running_loop().create_future()
        self._give()
        await self._awaited[user]

    def take(self, offset: int) -> bytes | None:
        """Hand out all that was said since."""
        start = max(offset - 1, 0)
        batch = self._updates[start : start + BATCH]
        return b'{"ok":true,"result":[' + b",".join(batch) + b"]}" if batch else None

    def replied(self, body: bytes) -> None:
        """Note who was spoken to."""
        found = CHAT.search(body)
        if found is None:
            raise RuntimeError("a message to nobody")
        user = int(found[1])
        waiting = self._awaited.pop(user, None)
        if waiting is None:
            self.unasked.put_nowait(user)
        elif not waiting.done():
            waiting.set_result(None)


async def conversations(
    api: OneByOne, users: Iterable[int], texts: Sequence[str], waits: list[float]
) -> None:
    """Let one after the other say all this, and note how long each answer took.

    When this is ended, who is waiting has waited so long at least.
    """
    for user in users:
        for text in texts:
            began = time.perf_counter()
            try:
                await api.say(user, text)
            finally:
                waits.append(time.perf_counter() - began)


async def pictures(api: OneByOne, users: Sequence[int]) -> None:
    """Let some ask for their week, again and again."""
    while True:
        for user in users:
            await api.say(user, "/week")


@asynccontextmanager
async def going_on(*what: Awaitable[None]) -> AsyncIterator[None]:
    """Let all this go on until the block ends."""
    tasks = [asyncio.ensure_future(one) for one in what]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def never_came(api: OneByOne, users: Iterable[int], first: float, quiet: float) -> int:
    """How many got no message by themselves; seconds to wait for the first, and for the next."""
    missing, now = set(users), asyncio.get_running_loop().time
    deadline = now() + first
    with suppress(TimeoutError):
        while missing:
            async with asyncio.timeout_at(deadline):
                user = await api.unasked.get()
            if user in missing:
                missing.remove(user)
                deadline = now() + quiet
    return len(missing)


def of_a_hundred(waits: Sequence[float], place: int = 99) -> float:
    """The wait than which so many of a hundred are not longer."""
    return sorted(waits)[-(-len(waits) * place // 100) - 1]
