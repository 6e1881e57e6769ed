"""What a driver's error means to the caller."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeGuard

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import Corrupt, StorageError, Unavailable

if TYPE_CHECKING:
    import psycopg

_CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
# Serialization failure, deadlock.
_UNDONE = {"40001", "40P01"}
# Connection trouble, shutting down, starting up.
_RESTARTING = ("08", "57P")
_ASLEEP = "25P03"  # too long within a transaction; the server undid it before it read on
# Classes of SQLSTATE: connection, resources, intervention by the operator, system error.
_SERVER_TROUBLE = ("08", "53", "57", "58", "25P03")
_DAMAGED = "XX001"


class CommitLost(Exception):
    """The connection broke during COMMIT: nobody knows, so it must not be repeated blindly."""


def cause(error: BaseException) -> BaseException:
    """The driver's own error below SQLAlchemy's."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        return error.orig
    return error


def meaning(error: BaseException) -> StorageError | None:
    """The error as the callers know it; None when it is a fault of the program."""
    if isinstance(error, PoolTimeout):
        return Unavailable()
    driver = cause(error)
    if isinstance(driver, sqlite3.Error):
        # The low byte is the primary code; the rest says more about where.
        code = (getattr(driver, "sqlite_errorcode", None) or 0) & 0xFF
        if code in _CORRUPT:
            return Corrupt()
        return Unavailable() if code in _UNAVAILABLE else None
    return _postgres(driver) if _is_postgres(driver) else None


def _is_postgres(error: BaseException) -> TypeGuard["psycopg.Error"]:
    # SQLAlchemy loads the driver where it is used; elsewhere its ten megabytes are spared.
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(error, driver.Error)


def _postgres(error: "psycopg.Error") -> StorageError | None:
    state = error.sqlstate or ""
    if state == _DAMAGED:
        return Corrupt("The database server reports damaged data: restore a backup.")
    if _cut(error) or state in _UNDONE or state.startswith(_SERVER_TROUBLE):
        return Unavailable()
    return None


def is_trouble(error: BaseException) -> bool:
    """Whether it is the database that is in trouble, and not the work that met it."""
    return isinstance(error, Unavailable | Corrupt) or meaning(error) is not None


def worth_retrying(error: BaseException) -> bool:
    """Whether PostgreSQL undid the whole work through no fault of its own, and may be asked again.

    A server that does not answer at all would only keep everyone waiting five times as long.
    """
    driver = cause(error)
    if not _is_postgres(driver) or unanswered(driver):
        return False
    state = driver.sqlstate or ""
    return _cut(driver) or state in _UNDONE or state.startswith((*_RESTARTING, _ASLEEP))


def is_cut(error: BaseException) -> bool:
    """Whether the connection to the server is gone."""
    driver = cause(error)
    return _is_postgres(driver) and (
        _cut(driver) or (driver.sqlstate or "").startswith((*_RESTARTING, _ASLEEP))
    )


def unanswered(error: BaseException) -> bool:
    """Whether the server could not be reached in time."""
    driver = cause(error)
    if isinstance(error, PoolTimeout):
        return True
    return _is_postgres(driver) and isinstance(
        driver, sys.modules["psycopg"].errors.ConnectionTimeout
    )


def outcome_unknown(error: BaseException) -> bool:
    """Whether a COMMIT that failed so may have been done all the same.

    A server that is told to stop at once says so even after the commit is on its disk.
    """
    driver = cause(error)
    if not _is_postgres(driver):
        return False
    return _cut(driver) or (driver.sqlstate or "").startswith(_RESTARTING)


def _cut(error: "psycopg.Error") -> bool:
    import psycopg

    lost = psycopg.OperationalError | psycopg.InterfaceError
    return error.sqlstate is None and isinstance(error, lost)


def writes_refused(error: BaseException) -> bool:
    """Whether SQLite refused to write; in a work that only reads, that is the work's fault."""
    code = getattr(cause(error), "sqlite_errorcode", None) or 0
    return code & 0xFF == sqlite3.SQLITE_READONLY


@contextmanager
def translated() -> Iterator[None]:
    """Raise driver errors of the block by the names of storage.errors."""
    try:
        yield
    except Exception as error:
        known = meaning(error)
        if known is None:
            raise
        raise known from error
