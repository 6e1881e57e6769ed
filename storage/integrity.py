"""Whether a file of SQLite is sound, found out in as much time as a start may take.

A small file is read whole. Of a large one the way down to both ends of every table and index is
read, and its length: what a torn copy, a disk that lost its newest pages or another file in its
place shows. Damage elsewhere is found by whoever reads it, by the nightly backup, which checks its
copy whole, and by `doctor` (ADR 16).
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from storage.engines import quick_check
from storage.errors import Corrupt

SMALL = 64 * 1024 * 1024  # bytes that any disk reads in well under a second


def start_check(connection: Connection, file: Path) -> None:
    """Raise Corrupt if the file is found damaged."""
    if file.stat().st_size <= SMALL:
        quick_check(connection)
        return
    _check_length(connection, file)
    for look in _looks(connection):
        connection.exec_driver_sql(look).fetchall()


def _check_length(connection: Connection, file: Path) -> None:
    """Miss no page; while there is a log, the newest of them may be in it."""
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        return
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    if file.stat().st_size < pages * size:
        raise Corrupt


def _looks(connection: Connection) -> Iterator[str]:
    """Statements that read the first and the last entry of every table and index."""
    tables = "SELECT name, sql FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%'"
    for table, made in connection.exec_driver_sql(tables).fetchall():
        clustered = "WITHOUT ROWID" in made
        yield from _ends(
            f'"{table}" NOT INDEXED', _key(connection, table) if clustered else ["rowid"]
        )
        indexes = connection.exec_driver_sql(f'PRAGMA index_list("{table}")').fetchall()
        for _, index, _, origin, partial in indexes:
            if not partial and not (clustered and origin == "pk"):
                parts = connection.exec_driver_sql(f'PRAGMA index_info("{index}")').fetchall()
                place = f'"{table}" INDEXED BY "{index}"'
                yield from _ends(place, [f'"{name}"' for _, _, name in parts])


def _key(connection: Connection, table: str) -> list[str]:
    columns = connection.exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()
    numbered = sorted((number, name) for _, name, _, _, _, number in columns if number)
    return [f'"{name}"' for _, name in numbered]


def _ends(place: str, key: list[str]) -> Iterator[str]:
    for order in ("ASC", "DESC"):
        by = ", ".join(f"{column} {order}" for column in key)
        yield f"SELECT {', '.join(key)} FROM {place} ORDER BY {by} LIMIT 1"  # noqa: S608 - names out of the schema itself
