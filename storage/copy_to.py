"""A whole installation moved to another database, of either kind; its source is only read.

What the rows hold stays sealed. A copy that was cut short goes on where it was, and the keys come
last: until then nothing can begin on the half that is there (see storage.preflight).
"""

import hashlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from sqlalchemy import Connection, Table, func, insert, select

from storage import key_copies, key_tables, preflight, row_copy
from storage.driver_errors import translated
from storage.engines import allow_long_statements, postgres_engine, sqlite_engine
from storage.erasures import INSTALLATION
from storage.errors import StorageError
from storage.files import private_folder
from storage.keystore import KeyStore
from storage.migrate import current, migrate
from storage.schema import HEAD
from storage.urls import database_file, database_url, is_sqlite

Progress: TypeAlias = Callable[[str, int], None]

TOTAL = 1 << 256  # sums of row hashes stay below it
SAME = "That is the database in use: name another one."
NOTHING = "There is no diary in {source} to copy."
OLDER = "The database has schema {revision}, this program copies {head}: migrate it first."
NOT_EMPTY = (
    "There is a diary in the other database already. It can be copied to an empty database, or go "
    "on with a copy that was cut short: name an empty one."
)
DIFFERS = (
    "The copy of the table {table} differs from what it was made of. Nothing was lost: empty the "
    "other database and copy anew."
)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and a sum over all of them that no order of rows changes."""

    rows: int
    total: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied and compared: the rows of each table, and how many people have a key."""

    rows: dict[str, int]
    people: int


def copy_to(source: str, target: str, progress: Progress) -> Moved:
    """Copy everything to the target and compare each table; the caller holds both databases.

    Raises StorageError, in a plain sentence, if it cannot be done or the comparison fails.
    `progress` hears of each table and how many of its rows are there.
    """
    _look(source, target)
    keys = key_copies.in_place(source)
    to = database_url(target)
    if is_sqlite(to):
        private_folder(database_file(to).parent)
    migrate(target)
    with translated(), _reading(source) as here, _writing(target) as there:
        if (revision := current(here)) != HEAD:
            raise StorageError(OLDER.format(revision=revision, head=HEAD))
        _mark(here, there)
        rows = {table.name: _table(table, here, there, progress) for table in row_copy.as_stored()}
        if not is_sqlite(to):
            with there.begin():
                row_copy.count_on(there)
    _hand_over(target, keys)
    return Moved(rows, keys.people)


def must_differ(source: str, target: str) -> None:
    """Refuse a database as the copy of itself."""
    if _place(source) == _place(target):
        raise StorageError(SAME)


def _look(source: str, target: str) -> None:
    """Refuse what would harm either side, before anything is made."""
    from_, to = preflight.look(source), preflight.look(target)
    if from_.database is None:
        raise StorageError(NOTHING.format(source=database_url(source).database))
    from_.check()
    began = to.database == from_.database and to.keys is None
    if to.used and not began:
        raise StorageError(NOT_EMPTY)


def _place(url: str) -> object:
    parsed = database_url(url)
    if is_sqlite(parsed):
        return database_file(parsed).resolve()
    return parsed.host, parsed.port or 5432, parsed.database


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """One unchanging look at the source; nothing of it is written."""
    parsed = database_url(url)
    server = not is_sqlite(parsed)
    engine = (
        postgres_engine(parsed, size=1)
        if server
        else sqlite_engine(database_file(parsed), read_only=True)
    )
    try:
        with engine.connect() as connection:
            if server:
                allow_long_statements(connection)
                connection.exec_driver_sql(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                )
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    parsed = database_url(url)
    server = not is_sqlite(parsed)
    engine = postgres_engine(parsed, size=1) if server else sqlite_engine(database_file(parsed))
    try:
        with engine.connect() as connection:
            if server:
                allow_long_statements(connection)
                connection.rollback()
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _batch(there: Connection) -> Iterator[None]:
    """One transaction on the target, of either kind."""
    if there.dialect.name == "sqlite":
        there.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        there.exec_driver_sql("COMMIT")
    else:
        with there.begin():
            yield


def _mark(here: Connection, there: Connection) -> None:
    """Say first whose database this becomes: with its keys missing, no bot begins on it."""
    with _batch(there):
        if there.execute(select(INSTALLATION.c.id)).first() is None:
            mark = here.execute(select(INSTALLATION)).mappings().one()
            there.execute(insert(INSTALLATION), dict(mark))


def _table(table: Table, here: Connection, there: Connection, progress: Progress) -> int:
    """Bring over what is missing of a table, then compare all of it."""
    with _batch(there):
        done = there.execute(select(func.count()).select_from(table)).scalar_one()
    with closing(_rows(table, here)) as rows:
        for _ in islice(rows, done):
            pass
        while batch := list(islice(rows, row_copy.BATCH)):
            with _batch(there):
                there.execute(insert(table), batch)
            done += len(batch)
            progress(table.name, done)
    wanted = _sum(table, _rows(table, here))
    with _batch(there):
        found = _sum(table, _rows(table, there))
    if wanted != found:
        raise StorageError(DIFFERS.format(table=table.name))
    return wanted.rows


def _rows(table: Table, connection: Connection) -> Generator[dict[str, object]]:
    """Every row, in one order that does not change while nobody writes."""
    order = [column for column in table.columns if column.name in row_copy.keys_of(table.name)]
    every = select(table).order_by(*order)
    with connection.execute(every, execution_options={"yield_per": row_copy.BATCH}) as reading:
        for row in reading.mappings():
            yield dict(row)


def _sum(table: Table, rows: Iterator[dict[str, object]]) -> Sum:
    count = total = 0
    names = [column.name for column in table.columns]
    for row in rows:
        told = repr([_plain(row[name]) for name in names]).encode()
        total += int.from_bytes(hashlib.sha256(told).digest())
        count += 1
    return Sum(count, total % TOTAL)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview | bytearray) else value


def _hand_over(target: str, keys: key_tables.Contents) -> None:
    """Put the keys in place; with them the copy is whole."""
    store = KeyStore(target)
    try:
        store.learn(keys)
    finally:
        store.close()
