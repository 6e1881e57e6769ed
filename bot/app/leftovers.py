"""What an earlier run left in the inbox: any of it may be what that run died of.

So each gets its try counted on disk before it is opened. What has come since costs nothing more.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from bot.telegram.suspects import Suspects
from storage import inbox
from storage.errors import StorageError
from storage.inbox import Update
from storage.store import Store

MOST = 3  # tries of one update that failed, or whose process ended meanwhile


class TooOften(Exception):
    """This update is not to be tried again: too many processes ended over it."""

    def __init__(self, update: Update) -> None:
        super().__init__()
        self.update = update


class Leftovers:
    """Knows which updates were there before this run began, and counts their tries."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._newest: dict[int, int] = {}
        self._begun: dict[int, Update] = {}
        self._suspects = Suspects()

    async def look(self) -> None:
        """Remember what waits at the start; whoever was tried before is suspected."""
        for chat in await self._store.read(inbox.left):
            self._newest[chat.chat_id] = chat.newest
            if chat.tries:
                self._suspects.add(chat.chat_id)

    def holds(self, update: Update) -> bool:
        """Whether it was left by an earlier run, so that its try is counted already."""
        newest = self._newest.get(update.chat_id)
        return newest is not None and update.update_id <= newest

    @asynccontextmanager
    async def counted(self, chat_id: int) -> AsyncIterator[None]:
        """Count a try of the chat's next update, if it was left; raise TooOften after the third.

        Only the storage's own trouble takes the count back: that is nothing to die of.
        """
        if chat_id not in self._newest:
            yield
            return
        async with self._suspects.taken():
            begun = self._begun.get(chat_id) or await self._begin(chat_id)
            if begun is not None and begun.tries > MOST:
                del self._begun[chat_id]  # it is parked now; if that fails, it is looked up anew
                raise TooOften(begun)
            try:
                yield
            except StorageError:
                await self._take_back(chat_id)
                raise
            except BaseException:
                self._begun.pop(chat_id, None)
                raise
            self._begun.pop(chat_id, None)

    async def _begin(self, chat_id: int) -> Update | None:
        newest = self._newest[chat_id]
        begun = await self._store.write(partial(inbox.begin, chat_id=chat_id, newest=newest))
        if begun is None:
            del self._newest[chat_id]
            self._suspects.clear(chat_id)
        else:
            self._begun[chat_id] = begun
        return begun

    async def _take_back(self, chat_id: int) -> None:
        """Take the count back, or keep in mind that it stands while the storage is away."""
        begun = self._begun.get(chat_id)
        if begun is not None:
            await self._store.write(partial(inbox.outlived, update_id=begun.update_id))
            del self._begun[chat_id]
