"""Files that people send: fetched and read outside any transaction, then taken in within one.

The step is a message of the outbox, so a crash in the middle only means that it is done again.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.core.turn import Tools, Turn
from bot.features.portability import imports as importing
from bot.features.portability.import_read import MOST_BYTES, Told, Unfit, read
from bot.features.portability.imports import Reply
from bot.incoming import NoFile
from conversations.text import t
from storage import people
from storage.errors import Unavailable
from storage.outbox import Message
from storage.store import Store, Tx

TRIES = 5
NOT_FETCHED = t("I could not fetch that file from Telegram. Please send it once more.")


# Fetches a file by its id, up to so many bytes; raises NoFile, or Unavailable to be asked again.
Fetch = Callable[[str, int], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Turns a file that somebody sent into what is said about it."""

    store: Store
    fetch: Fetch
    tools: Tools
    _tries: Counter[str] = field(default_factory=Counter)

    async def prepare(
        self, message: Message, params: dict[str, Any], wanted: dict[str, Any]
    ) -> tuple[str, dict[str, Any]] | None:
        """Fetch, read, and preview or take in; None when nothing waits any more."""
        reply = await self._reply(message, str(wanted["file"]), wanted["over"])
        if reply is None:
            return None
        return message.method, {**params, "text": reply.text, "reply_markup": reply.markup}

    async def _reply(self, message: Message, entry: str, over: bool | None) -> Reply | None:  # noqa: FBT001
        def within(work: Callable[..., Any], *args: Any, **more: Any) -> Callable[[Tx], Any]:
            return partial(self._in_turn, message, lambda turn: work(turn, *args, **more))

        file_id = await self.store.read(within(importing.waiting, entry))
        if file_id is None:
            found: Reply | None = await self.store.read(within(importing.outcome, entry))
            return found if over is not None else None
        told = await self._told(message, file_id)
        if isinstance(told, Unfit):
            work = within(importing.unfit, entry, told.why)
        elif over is None:
            work = within(importing.preview, entry, told)
        else:
            work = within(importing.take, entry, told, over=over)
        said: Reply | None = await self.store.write(work)
        return said

    async def _told(self, message: Message, file_id: str) -> Told | Unfit:
        try:
            data = await self.fetch(file_id, MOST_BYTES)
        except Unavailable:
            self._tries[message.id] += 1
            if self._tries[message.id] < TRIES:
                raise
            del self._tries[message.id]
            return Unfit(NOT_FETCHED)
        except NoFile:
            return Unfit(NOT_FETCHED)
        self._tries.pop(message.id, None)
        try:
            # Half a second of work for the largest file: not on the loop that answers everybody.
            return await asyncio.to_thread(read, data, await self.store.read(lambda tx: tx.now))
        except Unfit as unfit:
            return unfit

    def _in_turn(self, message: Message, work: Callable[[Turn], Any], tx: Tx) -> Any:
        person = people.get(tx, message.user_id) if message.user_id else None
        if person is None:
            return None
        turn = Turn.of(tx, self.tools, person)
        return work(turn)
