"""Where wrapped keys live: apart from the database, so that an old backup of it opens nothing.

SQLite: a file keys.db beside the database. PostgreSQL: the schema small_steps_keys.
"""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    select,
    text,
)
from sqlalchemy import LargeBinary as Blob
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import insert

from storage.engines import postgres_engine, sqlite_engine
from storage.faults import translated
from storage.files import private_file
from storage.types import Big
from storage.urls import database_file, database_url, is_sqlite

T = TypeVar("T")

SCHEMA = "small_steps_keys"
# Any fixed number: two processes that start together must not both create the schema.
_SETUP_LOCK = 0x5353_4B45

_METADATA = MetaData()
_KEY = Table(
    "person_key",
    _METADATA,
    Column("user_id", Big, primary_key=True, autoincrement=False),
    Column("key_id", Text, nullable=False),
    Column("wrapped", Blob, nullable=False),
    sqlite_strict=True,
)
# Whose key was destroyed, by pseudonym: a missing key that is not named here is a lost one.
_DESTROYED = Table(
    "destroyed_key",
    _METADATA,
    Column("who", Text, primary_key=True),
    sqlite_strict=True,
)
TABLES = tuple(_METADATA.sorted_tables)
# Built once: it is asked for everyone who writes for the first time.
_FIND = select(_KEY.c.key_id, _KEY.c.wrapped).where(_KEY.c.user_id == bindparam("user"))
_FIND_IN_SQLITE = str(_FIND.compile(dialect=sqlite.dialect()))


class Wrapped(NamedTuple):
    """A person's key, closed under the installation's key."""

    key_id: str
    wrapped: bytes


class KeyStore:
    """A table of wrapped keys; every change is on disk before the call returns.

    Its own connection, so a key is durable before anything sealed with it is, whatever becomes
    of the transaction that asked for it. Calls may come from any thread.
    """

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self._sqlite = is_sqlite(parsed)
        self._lock = threading.Lock()
        self._seen = -1
        with translated():
            if self._sqlite:
                file = database_file(parsed).with_name("keys.db")
                private_file(file)
                self._engine = sqlite_engine(file)
                self._connection = self._engine.connect()
                self._driver: Any = self._connection.connection.driver_connection
            else:
                engine = postgres_engine(parsed, size=4, autocommit=True)
                self._engine = engine.execution_options(schema_translate_map={None: SCHEMA})
            try:
                self._run(self._set_up)
            except BaseException:
                self.close()
                raise

    def get(self, user_id: int) -> Wrapped | None:
        """The person's wrapped key."""
        if self._sqlite:
            with self._lock, translated():
                row = self._driver.execute(_FIND_IN_SQLITE, (user_id,)).fetchone()
        else:
            row = self._run(lambda c: c.execute(_FIND, {"user": user_id}).first())
        return Wrapped(row[0], bytes(row[1])) if row else None

    def put(self, user_id: int, key: Wrapped) -> None:
        """Keep the key, unless the person has one by now."""
        put = insert(_KEY).on_conflict_do_nothing()
        values = {"user_id": user_id, "key_id": key.key_id, "wrapped": key.wrapped}
        self._run(lambda connection: connection.execute(put, values))

    def remove(self, user_id: int, who: str, key_id: str | None = None) -> None:
        """Overwrite and drop the person's key, and remember under a pseudonym that it is gone.

        With an id, only if their key is still that one.
        """
        mark = insert(_DESTROYED).on_conflict_do_nothing()
        self._run(lambda connection: connection.execute(mark, {"who": who}))
        gone = delete(_KEY).where(_KEY.c.user_id == user_id)
        if key_id is not None:
            gone = gone.where(_KEY.c.key_id == key_id)
        self._run(lambda connection: connection.execute(gone))
        self._truncate()

    def was_removed(self, who: str) -> bool:
        """Whether a key was destroyed for the person with this pseudonym."""
        find = select(_DESTROYED.c.who).where(_DESTROYED.c.who == who)
        return self._run(lambda connection: connection.execute(find).first()) is not None

    def users(self) -> list[tuple[int, str]]:
        """Everyone who has a key, with its id."""
        every = select(_KEY.c.user_id, _KEY.c.key_id)
        return [tuple(row) for row in self._run(lambda c: c.execute(every).all())]

    def changed_elsewhere(self) -> bool:
        """Whether another process may have changed keys since the last call.

        PostgreSQL has no cheap way to know, so the answer is always yes.
        """
        if not self._sqlite:
            return True
        with self._lock, translated():
            version = self._driver.execute("PRAGMA data_version").fetchone()[0]
            before, self._seen = self._seen, version
            return bool(before != version)

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            if self._sqlite:
                self._connection.close()
            self._engine.dispose()

    def _run(self, ask: Callable[[Connection], T]) -> T:
        with translated():
            if not self._sqlite:
                with self._engine.connect() as connection:
                    return ask(connection)
            with self._lock:
                return ask(self._connection)

    def _set_up(self, connection: Connection) -> None:
        if self._sqlite:
            _METADATA.create_all(connection)
            return
        lock = {"lock": _SETUP_LOCK}
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), lock)
        try:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            _METADATA.create_all(connection)
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), lock)

    def _truncate(self) -> None:
        if self._sqlite:
            # secure_delete blanked the page; the log still holds the key until it is cut.
            self._run(lambda c: c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())
