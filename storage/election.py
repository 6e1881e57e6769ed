"""Who sends, of several processes on one PostgreSQL: whoever holds the lock that ends with them.

The lock belongs to a connection, so the server lets go of it the moment its process dies, however
that happens: nobody waits for a lease to run out (ADR 15). Loaded only where PostgreSQL is used.
"""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import psycopg
from sqlalchemy import URL

from storage import server_version
from storage.engines import libpq_settings
from storage.notify import CHANNEL, chats_in

log = logging.getLogger(__name__)

T = TypeVar("T")

LOCK = 0x5353, 1  # two numbers: a space of its own beside the locks of chats, which are one
EVERY = 0.5  # seconds between two tries to be elected, and between two signs of life
PATIENCE = 3.0  # seconds without an answer after which the lock may be somebody else's
# Seconds of silence after which the server lets go of the lock although the connection stands: a
# process that hangs, or is stopped, is not dead. Longer than PATIENCE, so it knows of it before.
SILENCE = 8.0
# What the one before sent in its last second counts, and its last call may still be under way.
PAUSE = 1.1


class Elected(Protocol):
    """Whoever is told how the election goes."""

    def lead(self) -> None:
        """Send for all from now on."""

    def stand_back(self) -> None:
        """Send nothing any more, not even what is in hand."""

    def owed(self, chat_ids: Collection[int]) -> None:
        """Look for what these chats are owed: another process has just committed it."""


@dataclass(slots=True)
class Election:
    """Stands for election as long as it runs."""

    url: URL
    _heard: float = -math.inf
    _warned: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether nobody else can have been elected: the server has answered a moment ago.

        To be asked just before something is sent. Whoever was stopped and wakes up still believes
        that it is elected.
        """
        return time.monotonic() - self._heard < PATIENCE

    async def run(self, elected: Elected) -> None:
        """Stand for election again and again; never returns by itself."""
        while True:
            with suppress(psycopg.Error, OSError, TimeoutError):
                await self._stand(elected)
            await asyncio.sleep(EVERY)

    def _name_old(self, version: int) -> None:
        if not self._warned:
            self._warned = True
            said = server_version.named(version)
            log.warning(
                "this PostgreSQL is too old for several processes: it needs to be 14 or newer",
                extra={"version": said},
            )

    async def _stand(self, elected: Elected) -> None:
        connection = await _connected(self.url)
        try:
            version = connection.info.server_version
            if not server_version.minds_silence(version):
                self._name_old(version)
            else:
                limit = f"SET idle_session_timeout = {round(SILENCE * 1000)}"
                await _within_patience(connection.execute(limit))
            while True:
                if await _within_patience(_is_elected(connection)):
                    break
                await asyncio.sleep(EVERY)
            await _within_patience(connection.execute(f"LISTEN {CHANNEL}"))
            await asyncio.sleep(PAUSE)
            await self._hold(connection, elected)
        finally:
            # At once, without a farewell: on a dead line that would take its time.
            connection.pgconn.finish()

    async def _hold(self, connection: psycopg.AsyncConnection, elected: Elected) -> None:
        await self._sign_of_life(connection)
        elected.lead()
        try:
            while True:
                async for note in connection.notifies(timeout=EVERY):
                    elected.owed(chats_in(note.payload))
                await self._sign_of_life(connection)
        finally:
            self._heard = -math.inf
            elected.stand_back()

    async def _sign_of_life(self, connection: psycopg.AsyncConnection) -> None:
        asked = time.monotonic()
        await _within_patience(_alive(connection))
        self._heard = asked


async def _connected(url: URL) -> psycopg.AsyncConnection:
    connection = psycopg.AsyncConnection.connect(autocommit=True, **libpq_settings(url))
    return await _within_patience(connection)


async def _is_elected(connection: psycopg.AsyncConnection) -> bool:
    found = await connection.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK)
    row = await found.fetchone()
    return bool(row and row[0])


async def _alive(connection: psycopg.AsyncConnection) -> None:
    await connection.execute("SELECT 1")


async def _within_patience(asked: Awaitable[T]) -> T:
    """Give up at once what is not answered: the driver would ask the server whether it may."""
    asking = asyncio.ensure_future(asked)
    try:
        await asyncio.wait({asking}, timeout=PATIENCE)
    finally:
        if not asking.done():
            asking.add_done_callback(_ignored)
            asking.cancel()
    if not asking.done():
        raise TimeoutError
    return asking.result()


def _ignored(asked: "asyncio.Future[Any]") -> None:
    if not asked.cancelled():
        asked.exception()
