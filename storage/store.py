"""The store: runs units of work in transactions, off the event loop."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from storage.engine import Engine, TimedEngine, Took
from storage.erasures import INSTALLATION
from storage.errors import Corrupt, KeysLost, NotMigrated, StorageError, Unavailable
from storage.instance_lock import InstanceLock
from storage.postgres import Postgres
from storage.server_tx import ServerTx
from storage.sqlite import Sqlite
from storage.transaction import Driver, Tx, Work
from storage.urls import database_url, is_sqlite
from storage.vault import Vault

if TYPE_CHECKING:
    from storage.pipeline import Pipeline

__all__ = ["Corrupt", "StorageError", "Store", "Tx", "Unavailable", "Work"]

T = TypeVar("T")

CONNECTIONS = 8


def _middle() -> float:
    return 0.5


class Store:
    """The database, as the rest of the program knows it; `damaged` is set when it is found so."""

    def __init__(self, engine: Engine, vault: Vault | None = None) -> None:
        """With a vault it is this store's own, and closed with it."""
        self._engine = engine
        self._vault = vault
        self._alone: InstanceLock | None = None
        self.damaged = asyncio.Event()

    @classmethod
    def open(
        cls,
        url: str,
        *,
        vault: Vault,
        now: Callable[[], datetime],
        ids: Callable[[], str],
        jitter: Callable[[], float] = _middle,
        connections: int = CONNECTIONS,
        owns_vault: bool = False,
    ) -> "Store":
        """Open a migrated database; a damaged one, or another one's keys, is refused.

        `jitter` gives numbers from 0 to 1 that spread repeated tries on PostgreSQL, to which so
        many `connections` are kept.
        """
        parsed = database_url(url)

        def start(connection: Connection, driver: Driver) -> Tx:
            return Tx(connection, driver, driver.cursor(), vault, now, ids)

        def start_on_server(connection: Connection, pipeline: "Pipeline") -> Tx:
            return ServerTx(connection, pipeline, vault, now, ids)

        engine: Engine = (
            Sqlite(parsed, vault.refresh, start)
            if is_sqlite(parsed)
            else Postgres(parsed, start_on_server, jitter, connections)
        )
        try:
            engine.at_once(_belongs_together)
        except BaseException:
            engine.stop()
            raise
        return cls(engine, vault if owns_vault else None)

    async def write(self, work: Work[T]) -> T:
        """Run the work in one transaction; when this returns, it is on disk.

        If the work raises, nothing of it is kept and the error comes out here. On PostgreSQL it
        may run more than once, so it must do nothing but talk to its transaction.
        """
        try:
            return await self._engine.run(work, writes=True)
        except Corrupt:
            self.damaged.set()
            raise

    async def read(self, work: Work[T]) -> T:
        """Run a work that only reads."""
        try:
            return await self._engine.run(work, writes=False)
        except Corrupt:
            self.damaged.set()
            raise

    def watch(self, took: Took) -> None:
        """Tell somebody how long each work takes from now on."""
        self._engine = TimedEngine(self._engine, took)

    def keep_alone(self, alone: InstanceLock) -> None:
        """Let nobody else use the database until this store is closed."""
        self._alone = alone

    async def checkpoint(self) -> None:
        """Make sure that what was deleted is not left in a log; after erasing someone."""
        await self._engine.checkpoint()

    async def close(self) -> None:
        """Finish what was begun, then let go of the database."""
        await asyncio.to_thread(self._engine.stop)
        if self._vault is not None:
            self._vault.close()
        if self._alone is not None:
            self._alone.end()


def _belongs_together(tx: Tx) -> None:
    read = select(INSTALLATION.c.system_key_id)
    try:
        kept = tx.connection.execute(read).scalar()
        if kept is None:
            mark = insert(INSTALLATION).on_conflict_do_nothing()
            tx.connection.execute(mark, {"id": 1, "system_key_id": tx.vault.system.id})
            kept = tx.connection.execute(read).scalar_one()
    except DBAPIError as error:
        raise NotMigrated from error
    if kept != tx.vault.system.id:
        raise KeysLost
