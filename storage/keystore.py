"""Where wrapped keys live: apart from the database, so that an old backup of it opens nothing.

SQLite: a file keys.db beside the database. PostgreSQL: the schema small_steps_keys.
"""

import threading
from collections.abc import Callable, Collection
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Select, bindparam, delete, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import insert

from storage.driver_errors import is_cut, translated, unanswered
from storage.engines import postgres_engine, sqlite_driver, sqlite_engine
from storage.files import private_file
from storage.key_tables import (
    DESTROYED,
    KEY,
    MADE_IN_SQLITE,
    METADATA,
    NO_KEY,
    Contents,
    Ended,
    Wrapped,
    at_once,
    learn,
    make,
)
from storage.urls import database_file, database_url, is_sqlite

T = TypeVar("T")
Who = TypeVar("Who", int, str)

FILE = "keys.db"
SCHEMA = "small_steps_keys"
# A fixed number: two processes that start together must not both create the schema.
_SETUP_LOCK = 0x5353_4B45

CHANGES = f"SELECT number FROM {SCHEMA}.changes"  # noqa: S608 - how often keys have gone
_COUNT_ONE = f"UPDATE {SCHEMA}.changes SET number = number + 1"  # noqa: S608 - no one's words
_MADE = f"""
SELECT to_regclass('{SCHEMA}.changes') IS NOT NULL
AND to_regclass('{SCHEMA}.{KEY.name}') IS NOT NULL
AND EXISTS (
    SELECT 1 FROM pg_attribute
    WHERE attrelid = to_regclass('{SCHEMA}.{DESTROYED.name}') AND attname = 'key_id'
)
"""  # noqa: S608 - our names
_COUNT_CHANGES = (
    f"CREATE TABLE IF NOT EXISTS {SCHEMA}.changes (number bigint NOT NULL)",
    f"INSERT INTO {SCHEMA}.changes SELECT 0 WHERE NOT EXISTS ({CHANGES})",
)

# Built once: it is asked for everyone who writes for the first time.
_FIND = select(KEY.c.key_id, KEY.c.wrapped).where(KEY.c.user_id == bindparam("user"))
_FIND_ALL = select(KEY.c.user_id, KEY.c.key_id, KEY.c.wrapped).where(
    KEY.c.user_id.in_(bindparam("users", expanding=True))
)
_USERS = select(KEY.c.user_id, KEY.c.key_id)
_MARKS = select(DESTROYED.c.who, DESTROYED.c.key_id)
_IN_SQLITE = {one: str(one.compile(dialect=sqlite.dialect())) for one in (_FIND, _USERS, _MARKS)}


class KeyStore:
    """A table of wrapped keys; every change is on disk before the call returns.

    Its own connection, so a key is durable before anything sealed with it is, whatever becomes
    of the transaction that asked for it. Calls may come from any thread.
    """

    def __init__(self, url: str) -> None:
        parsed = database_url(url)
        self._sqlite = is_sqlite(parsed)
        self._lock = threading.Lock()
        with translated():
            if self._sqlite:
                file = database_file(parsed).with_name(FILE)
                private_file(file)
                self._engine = sqlite_engine(file)
                self._connection = self._engine.connect()
                self._driver = sqlite_driver(self._connection)
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
                row = self._driver.execute(_IN_SQLITE[_FIND], (user_id,)).fetchone()
        else:
            row = self._run(lambda c: c.execute(_FIND, {"user": user_id}).first())
        return Wrapped(row[0], bytes(row[1])) if row else None

    def get_all(self, user_ids: Collection[int]) -> dict[int, Wrapped]:
        """The wrapped keys of those of these people who have one; a server is asked once."""
        if self._sqlite:
            return {user_id: key for user_id in user_ids if (key := self.get(user_id))}
        asked = {"users": list(user_ids)}
        rows = self._run(lambda connection: connection.execute(_FIND_ALL, asked).all())
        return {user_id: Wrapped(key_id, bytes(wrapped)) for user_id, key_id, wrapped in rows}

    def put(self, user_id: int, key: Wrapped) -> None:
        """Keep the key, unless the person has one by now."""
        put = insert(KEY).on_conflict_do_nothing()
        values = {"user_id": user_id, "key_id": key.key_id, "wrapped": key.wrapped}
        self._run(lambda connection: connection.execute(put, values))

    def remove(self, user_id: int, who: str, key_id: str | None = None) -> None:
        """Overwrite and drop the person's key, and remember under a pseudonym which one is gone.

        With an id, only if their key is still that one.
        """
        if key_id is None:
            present = self.get(user_id)
            key_id = present.key_id if present else NO_KEY
        mark = insert(DESTROYED).on_conflict_do_nothing()
        self._run(lambda connection: connection.execute(mark, {"who": who, "key_id": key_id}))
        gone = delete(KEY).where(KEY.c.user_id == user_id, KEY.c.key_id == key_id)
        self._change(lambda connection: connection.execute(gone))
        self._truncate()

    def destroyed(self) -> frozenset[Ended]:
        """Every key that was destroyed."""
        return frozenset(Ended(*row) for row in self._all(_MARKS))

    def learn(self, other: Contents) -> None:
        """Add what another key store knows, whole or not at all (see Contents.joined)."""
        self._change(partial(learn, other=other))
        self._truncate()

    def clear(self) -> None:
        """Drop everything: for the store of an installation that holds nobody's key."""

        def clear(connection: Connection) -> None:
            for one in METADATA.sorted_tables:
                connection.execute(delete(one))

        self._change(clear)

    def users(self) -> list[tuple[int, str]]:
        """Everyone who has a key, with its id."""
        return self._all(_USERS)

    def changes(self) -> int:
        """A number that is another one whenever a key may have gone through another process."""
        if not self._sqlite:
            return int(
                self._run(lambda connection: connection.exec_driver_sql(CHANGES).scalar_one())
            )
        with self._lock, translated():
            return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            if self._sqlite:
                self._connection.close()
            self._engine.dispose()

    def _all(self, every: Select[Who, str]) -> list[tuple[Who, str]]:
        """Every row of a statement that asks for two columns."""
        if self._sqlite:
            with self._lock, translated():
                return self._driver.execute(_IN_SQLITE[every]).fetchall()
        rows = self._run(lambda connection: connection.execute(every).all())
        return [(who, key_id) for who, key_id in rows]

    def _change(self, work: Callable[[Connection], object]) -> None:
        """Let keys go, and have every other process know it as soon as it is so."""

        def change(connection: Connection) -> None:
            work(connection)
            if not self._sqlite:
                connection.exec_driver_sql(_COUNT_ONE)

        self._run(lambda connection: at_once(connection, change))

    def _run(self, ask: Callable[[Connection], T]) -> T:
        with translated():
            if not self._sqlite:
                return self._asked(ask)
            with self._lock:
                return ask(self._connection)

    def _asked(self, ask: Callable[[Connection], T]) -> T:
        """Ask the server; once more, on a new connection, where the old one turns out to be dead.

        Whatever is asked of keys may be asked twice.
        """
        try:
            with self._engine.connect() as connection:
                return ask(connection)
        except Exception as error:
            if not is_cut(error) or unanswered(error):
                raise
        self._engine.dispose()
        with self._engine.connect() as connection:
            return ask(connection)

    def _set_up(self, connection: Connection) -> None:
        if self._sqlite:
            if self._driver.execute(MADE_IN_SQLITE).fetchone() != (1,):
                make(connection, None)
            return
        made = connection.exec_driver_sql(_MADE).scalar()
        if made and connection.exec_driver_sql(CHANGES).first() is not None:
            return
        lock = {"lock": _SETUP_LOCK}
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), lock)
        try:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            make(connection, SCHEMA)
            for order in _COUNT_CHANGES:
                connection.exec_driver_sql(order)
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), lock)

    def _truncate(self) -> None:
        if self._sqlite:
            # secure_delete blanked the page; the log still holds the key until it is cut.
            self._run(lambda c: c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all())
