"""A copy of the database while the bot runs, verified before it counts, and the newest keys.

A copy is an SQLite file, whichever database it is of. The key store is not kept beside each copy
but once a folder (see storage.key_copies).
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, text

from storage import key_copies, key_places, row_copy
from storage.driver_errors import translated
from storage.engines import allow_long_statements, count_rows, postgres_engine, sqlite_engine
from storage.errors import Corrupt, StorageError
from storage.files import PART, locked_folder, private_folder, written_whole
from storage.keystore import FILE
from storage.migrate import current, migrate
from storage.schema import HEAD
from storage.urls import database_file, database_url, is_sqlite


@dataclass(frozen=True, slots=True)
class Copied:
    """A verified copy: where it is, and how many rows each table has."""

    database: Path
    keys: Path
    rows: dict[str, int]


def backup(url: str, path: Path) -> Copied:
    """Copy the database to the path, and its key store to `keys.db` in the same folder.

    Both are needed to restore, with the installation's key, which is not copied: whoever has all
    three can read everything of everyone who was not erased since. An earlier copy is replaced
    only by a verified one.
    """
    parsed, path = database_url(url), path.absolute()
    keys = path.with_name(FILE)
    if is_sqlite(parsed):
        _must_be_there(database_file(parsed))
        _must_not_be(database_file(parsed), path)
    if path == keys:
        raise StorageError(f"{FILE} is the name of the key store's copy: name another file.")
    private_folder(path.parent)
    # Noted before it is there, so that no erasure misses it.
    key_places.remember(url, keys)
    with locked_folder(path.parent):
        _sweep(path.parent)
        with written_whole(path) as part:
            (_vacuum if is_sqlite(parsed) else _unload)(parsed, part)
            rows = verified(part)
            # Keys are read after the rows, so every key that the rows need is among them, and are
            # in place before them: a kill leaves no copy without its keys.
            key_copies.copy(url, keys)
    return Copied(path, keys, rows)


def _must_be_there(source: Path) -> None:
    if not source.exists():
        raise StorageError(f"There is no {source} to copy.")


def _must_not_be(source: Path, path: Path) -> None:
    """Refuse a copy in the place of what is in use: the bot would write into a gone file."""
    own = {source.resolve(), source.with_name(FILE).resolve()}
    if own & {path.resolve(), path.with_name(FILE).resolve()}:
        raise StorageError(
            "A copy needs a folder of its own, for its key store is called keys.db as well: "
            "name another file, in another folder."
        )


def _sweep(folder: Path) -> None:
    """Remove what killed backups left; the folder is locked, so nobody is writing it."""
    for left in folder.glob(PART.format(name="*")):
        left.unlink(missing_ok=True)


def _vacuum(source: URL, part: Path) -> None:
    vacuum(database_file(source), part)


def vacuum(file: Path, part: Path) -> None:
    """Copy an SQLite file, with what is still in its log."""
    # Read-only: this connection never writes the log back, so the bot's stays the only one that
    # does (see engines.sqlite_engine).
    engine = sqlite_engine(file, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
    finally:
        engine.dispose()


def _unload(source: URL, part: Path) -> None:
    migrate(f"sqlite:///{part}")
    here, there = postgres_engine(source, size=1), sqlite_engine(part)
    try:
        with translated(), here.connect() as server, there.connect() as file:
            allow_long_statements(server)
            # One snapshot, so that rows of two tables belong together.
            server.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            if (revision := current(server)) != HEAD:
                raise StorageError(
                    f"The database has schema {revision}, and this program copies {HEAD}: "
                    "back up with the version that runs, or migrate first."
                )
            file.exec_driver_sql("PRAGMA journal_mode=DELETE")
            file.exec_driver_sql("BEGIN")
            row_copy.copy_rows(server, file)
            file.exec_driver_sql("COMMIT")
    finally:
        here.dispose()
        there.dispose()


def verified(copy: Path) -> dict[str, int]:
    """How many rows each table of the copy has; raises Corrupt when it is damaged."""
    engine = sqlite_engine(copy, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            if verdict != "ok":
                raise Corrupt("The copy is damaged, so the database is: restore a good backup.")
            return count_rows(connection)
    finally:
        engine.dispose()
