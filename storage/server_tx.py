"""A transaction on PostgreSQL, where other processes are at work on the same rows."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import psycopg as server
from typing_extensions import override

from storage.driver_errors import meaning
from storage.keystore import CHANGES
from storage.transaction import Driver, Found, T, Tx
from storage.types import in_utc
from storage.vault import Vault

if TYPE_CHECKING:
    from storage.pipeline import Pipeline, Row

# What SQLAlchemy compiles for libpq itself: numbered parameters.
NUMBERED = server.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # SQLAlchemy types no dialect
LOCK = "SELECT pg_advisory_xact_lock($1::bigint)"
TRY_LOCK = "SELECT pg_try_advisory_xact_lock($1::bigint)"


@dataclass(frozen=True, slots=True)
class Prefetched:
    """What was asked for and nobody has looked at yet."""

    read: Callable[[], Found]


class ServerTx(Tx):
    """What a work may use on a server.

    `cursor` gathers what it executes. What is gathered first is the question how often keys have
    gone, so it is answered on the way of whatever the work asks first, and before any key is used.
    """

    __slots__ = ("_instant", "_knows_keys", "_locks", "_pipeline")

    def __init__(
        self,
        connection: Connection,
        pipeline: "Pipeline",
        vault: Vault,
        clock: Callable[[], datetime],
        ids: Callable[[], str],
    ) -> None:
        self._pipeline = pipeline
        self._locks = False
        self._knows_keys = False
        super().__init__(connection, pipeline, pipeline, vault, clock, ids)
        self.dialect = NUMBERED
        pipeline.execute(CHANGES, hears=self._keys_changed)

    def _keys_changed(self, rows: "list[Row]") -> None:
        self._vault.refresh(int(rows[0][0]))
        self._knows_keys = True

    @override
    def cached(self, table: str, user_id: int, which: Hashable, read: Callable[[], T]) -> T:
        self._look(table, user_id, which)
        return super().cached(table, user_id, which, read)

    @override
    def peek(self, table: str, user_id: int, which: Hashable) -> Found | None:
        self._look(table, user_id, which)
        return super().peek(table, user_id, which)

    @override
    def prefetch(
        self, table: str, user_id: int, which: Hashable, ask: Callable[[], Callable[[], T]]
    ) -> None:
        """Ask for what will be looked at soon, with all else that is asked for before that.

        `ask` asks, and gives what reads the answer. It counts from when it was asked, so it is
        forgotten as anything that was read.
        """
        known = self._read.setdefault((table, user_id), {})
        if which not in known:
            known[which] = Prefetched(ask())

    def _look(self, table: str, user_id: int, which: Hashable) -> None:
        known = self._read.get((table, user_id))
        if known is not None and type(prefetched := known.get(which)) is Prefetched:
            known[which] = prefetched.read()

    @property
    @override
    def vault(self) -> Vault:
        """The keys; those that another process has destroyed are forgotten by then."""
        if not self._knows_keys:
            self._pipeline.send()
        return self._vault

    @property
    @override
    def connection(self) -> Connection:
        """The connection; what was read before counts no more, for it may change anything."""
        self._pipeline.rest()
        return super().connection

    @property
    @override
    def driver(self) -> Driver:
        """The driver's own connection, once all that was gathered is done."""
        return self._pipeline.rest()

    @property
    def now(self) -> datetime:
        """The work's instant; it waits for the lock of the chat that was asked for before."""
        if self._locks:
            self._pipeline.send()
        return self._instant

    @now.setter
    def now(self, instant: datetime) -> None:
        self._instant = instant

    @override
    def lock_chat(self, chat_id: int) -> None:
        self._read.clear()
        self._locks = True
        self._pipeline.execute(LOCK, (chat_id,), self._locked)

    def _locked(self, _rows: "list[Row]") -> None:
        self._locks = False
        self._instant = in_utc(self._clock())

    @override
    def try_lock_chat(self, chat_id: int) -> bool:
        self._read.clear()
        return bool(self._pipeline.execute(TRY_LOCK, (chat_id,)).fetchall()[0][0])

    @override
    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Keep all that is done inside, or none of it; errors are those of what is inside."""
        afterwards = len(self.afterwards)
        self._pipeline.order("SAVEPOINT apart")
        self._pipeline.send()
        try:
            yield
            self._pipeline.send()
        except BaseException as error:
            # Where the database itself is in trouble, the whole transaction is lost anyway.
            if meaning(error) is None:
                self._pipeline.forget()
                self._pipeline.order("ROLLBACK TO SAVEPOINT apart")
                self._pipeline.order("RELEASE SAVEPOINT apart")
                self._pipeline.send()
                self._read.clear()
                del self.afterwards[afterwards:]
            raise
        self._pipeline.order("RELEASE SAVEPOINT apart")

    @property
    @override
    def on_postgres(self) -> bool:
        return True
