"""Rows carried between a server database and a copy in a file: one form of copy for both.

So a copy needs no tool of the server's version, and may go back into either kind of database.
"""

from collections.abc import Iterator

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    false,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from storage.names import Name
from storage.schema import METADATA
from storage.sealed import Sealed

BATCH = 1000  # rows in memory at a time


def copy_rows(source: Connection, target: Connection) -> None:
    """Put every row of every table into the target, whose tables are empty; nothing is opened."""
    for table in as_stored():
        reading = source.execution_options(yield_per=BATCH).execute(select(table))
        for rows in reading.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in rows])


def empty(connection: Connection) -> None:
    """Empty every table of a server database."""
    names = ", ".join(f'"{table.name}"' for table in METADATA.sorted_tables)
    connection.execute(text(f"TRUNCATE {names}"))


def count_on(connection: Connection) -> None:
    """Let the server number new rows after those that were put in with their numbers."""
    for table, column in _numbered():
        highest = select(func.coalesce(func.max(column), 0)).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(select(func.setval(sequence, highest + 1, false())))


def as_stored() -> list[Table]:
    """The tables, with what is sealed or hidden in them as it stands there."""
    return [
        Table(table.name, MetaData(), *(Column(c.name, _plain(c.type)) for c in table.columns))
        for table in METADATA.sorted_tables
    ]


def keys_of(name: str) -> frozenset[str]:
    """The columns of a table's primary key."""
    return frozenset(column.name for column in METADATA.tables[name].primary_key.columns)


def keys_in_order(name: str) -> tuple[str, ...]:
    """The same in their order."""
    return tuple(column.name for column in METADATA.tables[name].primary_key.columns)


def _plain(kind: TypeEngine[object]) -> TypeEngine[object]:
    # These take nothing that has not been through a person's key; here it has been already.
    return kind.impl_instance if isinstance(kind, Sealed | Name) else kind


def _numbered() -> Iterator[tuple[Table, Column[int]]]:
    for table in METADATA.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            yield table, column
