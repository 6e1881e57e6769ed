"""One program at a time on an SQLite file; the system takes the lock back when a process dies.

Two would send what is owed twice, and SQLite before 3.51.3 can corrupt a WAL database when two
connections write at the same moment (https://sqlite.org/wal.html#walresetbug).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import InUse
from storage.files import private_folder
from storage.urls import database_file, database_url, is_sqlite

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # Windows has none; mypy takes the module for its type


class InstanceLock:
    """The right to use a database, until it is given back. Raises InUse if somebody has it."""

    def __init__(self, database: Path) -> None:
        private_folder(database.parent)
        # A file of its own: closing the database's would let go of SQLite's own locks.
        name = database.with_name(f"{database.name}.lock")
        self._file = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise InUse from None
        except OSError:
            pass  # a file system without locks: better unguarded than not at all

    def end(self) -> None:
        """Give it back."""
        os.close(self._file)


@contextmanager
def alone_with(url: str) -> Iterator[None]:
    """Have the database for oneself meanwhile; raises InUse. A server looks after itself."""
    parsed = database_url(url)
    try:
        alone = InstanceLock(database_file(parsed)) if is_sqlite(parsed) else None
    except OSError:
        alone = None  # opening the database will say what is wrong with its folder
    try:
        yield
    finally:
        if alone is not None:
            alone.end()
