"""100,000 people in one SQLite file: rows and bytes a person and year, and how long it opens.

One made-up person lives eight weeks with the bot; their rows are copied under other ids: for
everyone what is there from the first day, and for some the eight weeks. What is sealed cannot be
opened there, but nothing here opens it.

Run: `python -m tests.benchmarks.many [PEOPLE] [WITH_WEEKS]`.
"""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from storage.engines import quick_check, sqlite_engine
from storage.integrity import start_check
from storage.schema import METADATA
from tests.benchmarks.canned import USER
from tests.benchmarks.prepare import prepared

DAYS = 56
YEAR = 365 / DAYS
# What somebody has from the first day on; the rest grows with the days.
FIRST = ("person", "reminder", "preference", "tracker")
# What came and what was sent is gone after three days, and of nobody for long.
PASSES = ("inbox", "outbox", "erasure", "installation", "invitation")
_N = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"


@dataclass(frozen=True, slots=True)
class Many:
    """What so many people take."""

    people: int
    megabytes: float
    rows: int
    person_bytes: float
    year_rows: float
    year_bytes: float
    fill: float
    opened: float
    read_whole: float

    def __str__(self) -> str:
        return (
            f"{self.people:,} people, {self.rows:,} rows, {self.megabytes:.0f} MB, filled in "
            f"{self.fill:.0f} s: {self.person_bytes:.0f} bytes a person at first, "
            f"{self.year_rows:.0f} rows and {self.year_bytes / 1e6:.2f} MB a person and year; "
            f"checked at a start in {1000 * self.opened:.1f} ms, read whole in "
            f"{1000 * self.read_whole:.0f} ms"
        )


def _copies(database: sqlite3.Connection, tables: tuple[str, ...], count: int) -> Iterator[int]:
    """Copy the person's rows to so many others; how many rows each table got."""
    for table in METADATA.sorted_tables:
        if table.name not in tables:
            continue
        columns = [column.name for column in table.c]
        moved = (
            {"id": "t.id + n.i", "chat_id": "t.chat_id + n.i"} if table.name == "person" else {}
        )
        moved["user_id"] = "t.user_id + n.i"
        values = ", ".join(moved.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        done = database.execute(
            f'INSERT INTO "{table.name}" ({names}) {_N} '  # noqa: S608 - names of ours
            f'SELECT {values} FROM n, "{table.name}" AS t '
            f"WHERE t.{'id' if table.name == 'person' else 'user_id'} = ?",
            (count, USER),
        )
        yield done.rowcount


def fill(file: Path, people: int, with_weeks: int) -> Many:
    """Fill a database that holds one person's weeks already, and look at it."""
    tables = {table.name for table in METADATA.sorted_tables} - set(PASSES)
    grows = tuple(tables - set(FIRST))
    began = time.perf_counter()
    with closing(sqlite3.connect(file)) as database:
        # Notes and the like have ids that nobody else may have; here they need not be found.
        sizes = [_size(database)]
        everyone = sum(_copies(database, FIRST, people))
        database.commit()
        sizes.append(_size(database))
        weeks = sum(_copies(database, grows, with_weeks))
        database.commit()
        sizes.append(_size(database))
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    filled = time.perf_counter() - began
    opened, whole = _opened(file)
    return Many(
        people,
        sizes[-1] / 1e6,
        everyone + weeks,
        (sizes[1] - sizes[0]) / people,
        YEAR * weeks / with_weeks,
        YEAR * (sizes[2] - sizes[1]) / with_weeks,
        filled,
        opened,
        whole,
    )


def _size(database: sqlite3.Connection) -> int:
    pragmas = ("page_count", "page_size")
    pages, size = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas)
    return int(pages * size)


def _opened(file: Path) -> tuple[float, float]:
    """Seconds for what a start looks at, and for reading everything."""
    engine = sqlite_engine(file, read_only=True)
    try:
        with engine.connect() as connection:
            began = time.perf_counter()
            start_check(connection, file)
            opened = time.perf_counter()
            quick_check(connection)
            return opened - began, time.perf_counter() - opened
    finally:
        engine.dispose()


def main(people: int = 100_000, with_weeks: int = 2_000) -> Many:
    """Fill a fresh copy."""
    with prepared([USER], opened=False) as folder:
        return fill(Path(folder()) / "small-steps.db", people, with_weeks)


if __name__ == "__main__":
    print(main(*map(int, sys.argv[1:])))
