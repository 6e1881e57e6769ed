"""The place of the database: a glance at what is there, and a restored one put into it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, Connection, func, inspect, select, text

from storage import row_copy
from storage.driver_errors import translated
from storage.engines import NAME, allow_long_statements, postgres_engine, sqlite_engine
from storage.erasures import ERASURE, INSTALLATION
from storage.errors import Corrupt, InUse, Unavailable
from storage.files import private_folder, sync_file, sync_folder
from storage.instance_lock import alone_with
from storage.key_tables import Contents, ended
from storage.keystore import FILE, KeyStore
from storage.migrate import LOCK, migrate
from storage.people import PERSON
from storage.urls import database_file, database_url, is_sqlite

BESIDE = ("-wal", "-shm", "-journal")
LEAVING = 2.0  # seconds in which a connection that was just closed may still be listed


@dataclass(frozen=True, slots=True)
class Glance:
    """Whose database it is, how many people are in it, and which keys it knows had to go."""

    system: str | None = None
    people: int = 0
    known: Contents = field(default_factory=Contents)


def glance(url: str) -> Glance:
    """Look at the database in place; nothing is made."""
    parsed = database_url(url)
    if is_sqlite(parsed):
        return glance_at(database_file(parsed))
    engine = postgres_engine(parsed, size=1)
    try:
        with translated(), engine.connect() as connection:
            return _seen(connection)
    finally:
        engine.dispose()


def glance_at(file: Path) -> Glance:
    """Look at a database in a file."""
    if not file.exists():
        return Glance()
    engine = sqlite_engine(file, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            return _seen(connection)
    finally:
        engine.dispose()


def _seen(connection: Connection) -> Glance:
    there = set(inspect(connection).get_table_names())
    if not {INSTALLATION.name, ERASURE.name, PERSON.name} <= there:
        return Glance()
    system = connection.execute(select(INSTALLATION.c.system_key_id)).scalar()
    people = connection.execute(select(func.count()).select_from(PERSON)).scalar_one()
    marks = select(ERASURE.c.who, ERASURE.c.key_id).where(ERASURE.c.key_id.is_not(None))
    return Glance(system, people, ended(tuple(row) for row in connection.execute(marks)))


@contextmanager
def nobody_else(url: str) -> Iterator[None]:
    """Have the place for oneself meanwhile; raises InUse while a bot is there."""
    parsed = database_url(url)
    if not is_sqlite(parsed):
        _alone_on_server(parsed)
    with alone_with(url):
        yield


def _alone_on_server(url: URL) -> None:
    engine = postgres_engine(url, size=1)
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = :name AND pid <> pg_backend_pid()"
    )
    over = time.monotonic() + LEAVING
    try:
        with translated(), engine.connect() as connection:
            while connection.execute(others, {"name": NAME}).scalar_one():
                if time.monotonic() > over:
                    raise InUse
                connection.rollback()
                time.sleep(0.05)
    finally:
        engine.dispose()


def put(url: str, database: Path, keys: Contents, *, clear: bool) -> None:
    """Put a database and its keys in place; `clear` what keys of an empty installation are there.

    Keys first: what is in place opens with all of them, and what comes needs them.
    """
    parsed = database_url(url)
    if is_sqlite(parsed):
        _make_way_for_keys(database_file(parsed).with_name(FILE))
    else:
        migrate(url)
    store = KeyStore(url)
    try:
        if clear:
            store.clear()
        store.learn(keys)
    finally:
        store.close()
    (_put_file if is_sqlite(parsed) else _put_rows)(parsed, database)


def _make_way_for_keys(file: Path) -> None:
    """Remove a key store that is damaged: what could be read of it is known by now."""
    try:
        _fold(file)
    except Corrupt:
        _remove(file)


def _put_file(url: URL, database: Path) -> None:
    file = database_file(url)
    private_folder(file.parent)
    # A log that is left would be taken for the log of the new file, so it ends first: a kill
    # right afterwards leaves what was there, whole.
    with suppress(Corrupt):
        _fold(file)
    _remove_logs(file)
    sync_file(database)
    database.replace(file)
    sync_folder(file.parent)


def _fold(file: Path) -> None:
    """Bring the file's own log home, so that the file alone is all of it."""
    if not file.exists():
        return
    engine = sqlite_engine(file)
    try:
        with translated(), engine.connect() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
            if busy:
                raise Unavailable("Another program reads the database: end it first.")
    finally:
        engine.dispose()


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    _remove_logs(file)


def _remove_logs(file: Path) -> None:
    for name in BESIDE:
        file.with_name(file.name + name).unlink(missing_ok=True)


def _put_rows(url: URL, database: Path) -> None:
    there, here = sqlite_engine(database, read_only=True), postgres_engine(url, size=1)
    try:
        with translated(), there.connect() as source, here.begin() as server:
            allow_long_statements(server)
            # A bot that starts meanwhile waits here, before it looks at anything.
            server.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            server.execute(text("SET LOCAL lock_timeout = '10s'"))
            row_copy.empty(server)
            row_copy.copy_rows(source, server)
            row_copy.count_on(server)
    finally:
        there.dispose()
        here.dispose()
