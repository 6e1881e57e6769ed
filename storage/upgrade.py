"""Bringing a database to this version: its schema, and what only people's keys can change.

Kill it anywhere and start it again: it goes on where it was.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial

from sqlalchemy import text

from storage import erase
from storage.driver_errors import translated
from storage.engines import allow_long_statements, postgres_engine
from storage.errors import NotMigrated
from storage.migrate import migrate
from storage.store import Store, Work
from storage.urls import database_url, is_sqlite
from storage.vault import Vault

# The revision that holds both what was plain and the room in which it is sealed.
BOTH = "0005"
# A fixed number: two processes that start together must not both do this.
_LOCK = 0x5353_4E41


def upgrade(
    url: str,
    vault: Callable[[], AbstractContextManager[Vault]],
    now: Callable[[], datetime],
    finish: Work[object] = erase.finish,
) -> str:
    """Bring the database to this version and say which revision that is.

    The vault is asked for only where people's rows need their keys. Raises KeysLost where keys
    are missing; nobody's rows are lost by that. `finish` erases whoever should be gone.
    """
    with _one_at_a_time(url):
        try:
            return migrate(url)
        except NotMigrated:
            migrate(url, BOTH)
            with vault() as keys:
                asyncio.run(_seal(url, keys, now, finish))
            return migrate(url)


async def _seal(url: str, vault: Vault, now: Callable[[], datetime], finish: Work[object]) -> None:
    from storage.migrations import seal_names

    def ids() -> str:
        return os.urandom(16).hex()

    store = Store.open(url, vault=vault, now=now, ids=ids)
    try:
        # Whoever should be gone has no key to seal with.
        await store.write(finish)
        for user_id in await store.read(seal_names.left):
            await store.write(partial(seal_names.seal, user_id=user_id))
    finally:
        await store.close()


@contextmanager
def _one_at_a_time(url: str) -> Iterator[None]:
    """Wait until no other process does this on the server; a file has its lock already."""
    parsed = database_url(url)
    if is_sqlite(parsed):
        yield
        return
    engine = postgres_engine(parsed, size=1, autocommit=True)
    try:
        with translated(), engine.connect() as connection:
            allow_long_statements(connection)
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
            yield
    finally:
        engine.dispose()
