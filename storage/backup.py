"""A copy of the database and of its key store, while the bot runs, verified before it counts."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.engines import sqlite_engine
from storage.errors import Corrupt, StorageError
from storage.faults import translated
from storage.files import private_folder, sync_folder
from storage.urls import database_file, database_url, is_sqlite

KEYS = "keys.db"


@dataclass(frozen=True, slots=True)
class Copied:
    """A verified copy: where it is, and how many rows each table has."""

    database: Path
    keys: Path
    rows: dict[str, int]


def backup(url: str, path: Path) -> Copied:
    """Copy the database to the path and its key store to `<path>.keys`.

    Both are needed to restore, with the installation's key, which is not copied: whoever has all
    three can read everything. An earlier copy at the path is replaced only by a verified one.
    """
    parsed = database_url(url)
    if not is_sqlite(parsed):
        raise StorageError("On PostgreSQL, back up with pg_dump; it holds the key store as well.")
    source = database_file(parsed)
    keys = path.with_name(path.name + ".keys")
    _must_not_be(source, path, keys)
    private_folder(path.absolute().parent)
    # Keys last: every key that the copied rows need was there before them.
    rows = _copy(source, path.absolute())
    _copy(source.with_name(KEYS), keys.absolute())
    return Copied(path, keys, rows)


def _must_not_be(source: Path, *targets: Path) -> None:
    """Refuse a copy in the place of what is in use: the bot would write into a gone file."""
    own = {source.resolve(), source.with_name(KEYS).resolve()}
    if own & {target.resolve() for target in targets}:
        raise StorageError("That is the running database itself: name another file for the copy.")


def _copy(source: Path, target: Path) -> dict[str, int]:
    if not source.exists():
        raise StorageError(f"There is no {source} to copy.")
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    # Made here, because SQLite would let others read it.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _vacuum(source, part)
        rows = _verified(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return rows


def _vacuum(source: Path, part: Path) -> None:
    # Read-only: this connection never writes the log back, so the bot's stays the only one that
    # does (see engines.sqlite_engine).
    engine = sqlite_engine(source, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
    finally:
        engine.dispose()
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _verified(copy: Path) -> dict[str, int]:
    engine = sqlite_engine(copy, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if verdict != "ok":
                raise Corrupt("The copy is damaged, so the database is: restore a good backup.")
            return count_rows(connection)
    finally:
        engine.dispose()


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608
        for name in inspect(connection).get_table_names()
    }
