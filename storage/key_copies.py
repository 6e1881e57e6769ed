"""The key store's copies: one in each folder that backups go to, always the newest.

An old copy of the database is as readable as the keys that lie about, so no key store is kept for
a day: a copy is written over, and an erasure reaches every copy that is known. The copies are also
what remembers an erasure when both halves of an installation are put back from before it.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage import key_tables
from storage.driver_errors import translated
from storage.engines import postgres_engine, quick_check, sqlite_engine
from storage.errors import Corrupt, KeysLost, StorageError
from storage.files import locked_folder, written_whole
from storage.key_places import known
from storage.key_tables import Contents
from storage.keystore import FILE, SCHEMA
from storage.urls import database_file, database_url, is_sqlite

ANOTHER = (
    "{file} is the key store of another installation, and without it that one's copies could not "
    "be read any more: name another folder."
)


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many copies know every erasure by now, and how many could not be reached."""

    fresh: int = 0
    stale: int = 0


def in_place(url: str) -> Contents:
    """The key store of the installation, as it is now; empty where there is none.

    It is only read: a second connection that writes must not be (see engines.sqlite_engine).
    """
    parsed = database_url(url)
    if is_sqlite(parsed):
        return in_file(database_file(parsed).with_name(FILE))
    engine = postgres_engine(parsed, size=1)
    try:
        with translated(), engine.connect() as connection, connection.begin():
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            mapped = connection.execution_options(schema_translate_map={None: SCHEMA})
            return _read(mapped, SCHEMA)
    finally:
        engine.dispose()


def in_file(file: Path) -> Contents:
    """The key store in a file, if it is whole; empty where there is none."""
    if not file.exists():
        return Contents()
    engine = sqlite_engine(file, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            quick_check(connection)
            connection.exec_driver_sql("BEGIN")
            return _read(connection, None)
    finally:
        engine.dispose()


def _read(connection: Connection, schema: str | None) -> Contents:
    look = inspect(connection)
    names = key_tables.METADATA.tables
    if not all(look.has_table(name, schema) for name in names):
        return Contents()  # a start that was killed had just begun to make it
    marks = look.get_columns(key_tables.DESTROYED.name, schema)
    # A start brings an older form along; until then its marks, which name no key, stay there.
    return key_tables.read(connection, marks=any(c["name"] == "key_id" for c in marks))


def copy(url: str, file: Path) -> None:
    """Write the key store over its copy, which keeps what only it knew.

    So a key store that is older than its copy harms nothing, and one of another installation,
    such as the empty one of a new disk, is refused.
    """
    here, before = in_place(url), _whatever_is_in(file)
    if here.system is None:
        raise StorageError("There is no key store (keys.db) to copy.")
    if not _is_ours(here, before):
        raise KeysLost(ANOTHER.format(file=file))
    write(here.joined(before), file)


def _is_ours(here: Contents, there: Contents) -> bool:
    return there.system in {None, here.system}


def write(contents: Contents, file: Path) -> None:
    """Write a key store into a file, read back before it counts."""
    with written_whole(file) as part:
        engine = sqlite_engine(part)
        try:
            with translated(), engine.connect() as connection:
                # Not WAL, as a running key store: a copy is one file, and can be read anywhere.
                connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
                connection.exec_driver_sql("BEGIN")
                key_tables.METADATA.create_all(connection)
                key_tables.learn(connection, contents)
                connection.exec_driver_sql("COMMIT")
        finally:
            engine.dispose()
        if in_file(part) != contents:
            raise Corrupt("The copy of the key store is damaged; the one before was kept.")


def _whatever_is_in(file: Path) -> Contents:
    try:
        return in_file(file)
    except Corrupt:
        return Contents()  # it serves nobody, so it may be written over


def renew(url: str) -> Renewed:
    """Bring every copy that is known up to date; one of another installation is left alone."""
    fresh = stale = 0
    if not (files := known(url)):
        return Renewed()
    here = in_place(url)
    for file in files:
        try:
            with locked_folder(file.parent, wait=False) as ours:
                if ours:
                    _renew(here, file)
            fresh, stale = fresh + ours, stale + (not ours)
        except (OSError, StorageError):
            stale += 1
    return Renewed(fresh, stale)


def _renew(here: Contents, file: Path) -> None:
    """Write the copy anew if it lacks something, most of all that a key was destroyed."""
    there = _whatever_is_in(file)
    if _is_ours(here, there) and (both := here.joined(there)) != there:
        write(both, file)


def gathered(url: str, system: str | None) -> Contents:
    """What the copies know, as far as they can be read and have the system key of this id."""
    everything = Contents()
    for file in known(url):
        try:
            there = in_file(file)
        except (OSError, StorageError):
            continue
        if there.system == system:
            everything = everything.joined(there)
    return everything
