"""Connections as the storage wants them: durable, strict, and leaving nothing behind."""

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import StaticPool

from storage.errors import Corrupt

if TYPE_CHECKING:
    from storage.statement_timeout import ServerConnection

BUSY_MS = 5000
CONNECT, ANSWER = 5, 15.0  # seconds for a server to take a connection, and to answer a statement
LONGEST = 3600.0  # seconds that a statement over a whole table may take on a server
# Seconds for which a process may say nothing within a transaction before the server undoes it. A
# unit of work holds its chat, and one that is stopped would keep the chat from all others; whoever
# waits for it is to have it before they give up the server (ANSWER).
ASLEEP, LONG_ASLEEP = 10.0, 60.0
NAME = "small-steps"  # as the server knows our connections
# Both sides find out that a line is dead; what a vanished client had locked is soon free again.
_CLIENT = {
    "application_name": NAME,
    "connect_timeout": CONNECT,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_SERVER = {
    "timezone": "UTC",
    "tcp_keepalives_idle": 30,
    "tcp_keepalives_interval": 10,
    "tcp_keepalives_count": 3,
    "default_transaction_isolation": r"read\ committed",
}
# How works are planned. A plan is made once on a connection and kept, so it must not come from
# what a table holds at that moment: of one that is still empty the server would go on to walk
# every row. Each hot statement finds few rows by an index (tests/storage/test_plans_postgres.py).
KEPT_PLANS = MappingProxyType(
    {
        "plan_cache_mode": "force_generic_plan",
        "enable_seqscan": "off",
        "enable_hashjoin": "off",
        "enable_mergejoin": "off",
        "random_page_cost": 1.1,
        "jit": "off",
    }
)

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a commit is on disk, even after a power cut
    "foreign_keys": 1,
    "busy_timeout": BUSY_MS,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "cache_size": -16384,  # KiB
    "temp_store": 2,  # MEMORY: no temporary file with a person's words
}


def sqlite_engine(file: Path, *, read_only: bool = False) -> Engine:
    """One connection to one file, without transactions of its own: the caller says BEGIN.

    One, because SQLite before 3.51.3 can corrupt a WAL database when two connections write or
    checkpoint at the same moment (https://sqlite.org/wal.html#walresetbug), and Debian 12 has
    3.40.1. check_same_thread is off because a lock or a thread of its own guards each use.
    """
    mode = "ro" if read_only else "rwc"
    engine = create_engine(
        URL.create(
            "sqlite+pysqlite",
            database=f"file:{_quoted(file)}",
            query={"mode": mode, "uri": "true"},
        ),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False, "cached_statements": 256},
        hide_parameters=True,
    )

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        _prepare(connection, read_only=read_only)

    event.listen(engine, "connect", prepare)
    return engine


def sqlite_reader(file: Path) -> sqlite3.Connection:
    """The driver's own connection, for a glance: it only reads, and is soon made."""
    connection = sqlite3.connect(f"file:{_quoted(file)}?mode=ro", uri=True)
    _prepare(connection, read_only=True)
    return connection


def _prepare(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        if not (read_only and name == "journal_mode"):
            _patiently(connection, f"PRAGMA {name}={value}")


def _patiently(connection: sqlite3.Connection, order: str) -> None:
    """Give an order; of two that both make a new file, SQLite refuses one without any patience."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute(order).close()
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def sqlite_driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection to an embedded database."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def allow_long_statements(connection: Connection) -> None:
    """Let statements to a server take as long as moving all of a database may take."""
    server_driver(connection).patience = LONGEST


def server_driver(connection: Connection) -> "ServerConnection":
    """The driver's own connection to a server."""
    return cast("ServerConnection", connection.connection.driver_connection)


def quick_check(connection: Connection) -> None:
    """Raise Corrupt if SQLite finds its file damaged."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise Corrupt


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608 - a name out of the schema itself, from nobody
        for name in inspect(connection).get_table_names()
    }


def libpq_settings(url: URL) -> dict[str, Any]:
    """What the driver needs to know for a connection of its own, beside the pool's."""
    known = url.translate_connect_args(username="user", database="dbname")
    return {**known, **url.query, **_CLIENT, "options": _options(LONG_ASLEEP, {})}


def _options(asleep: float, plans: Mapping[str, object]) -> str:
    limits = {"idle_in_transaction_session_timeout": round(asleep * 1000)}
    return " ".join(f"-c {name}={value}" for name, value in {**_SERVER, **limits, **plans}.items())


def postgres_engine(
    url: URL,
    *,
    size: int,
    autocommit: bool = False,
    asleep: float = LONG_ASLEEP,
    plans: Mapping[str, object] = MappingProxyType({}),
) -> Engine:
    """A small pool to a server, in UTC; who meets a dead connection lets go of all and asks anew.

    To ask each one whether it lives would cost every transaction a way to the server and back.
    """
    from storage.statement_timeout import ServerConnection

    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_timeout=10,
        isolation_level="AUTOCOMMIT" if autocommit else "READ COMMITTED",
        connect_args={**_CLIENT, "options": _options(asleep, plans)},
        hide_parameters=True,
    )

    def connect(
        _dialect: object, _record: object, given: list[str], more: dict[str, Any]
    ) -> ServerConnection:
        connection = ServerConnection.connect(*given, **more)
        connection.patience = ANSWER
        return connection

    event.listen(engine, "do_connect", connect)
    return engine


def _quoted(file: Path) -> str:
    return str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
