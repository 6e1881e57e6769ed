"""Looks at a database without changing it: is it there, of which version, is it whole?"""

from dataclasses import dataclass

from sqlalchemy import Connection

from storage.driver_errors import translated
from storage.engines import postgres_engine, sqlite_engine
from storage.migrate import current
from storage.schema import HEAD
from storage.urls import database_file, database_url, is_sqlite


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found. `schema` is None for a database that is not there or still empty."""

    exists: bool
    schema: str | None
    whole: bool
    expected: str = HEAD


def checkup(url: str) -> Condition:
    """Examine the database; raises Unavailable when it cannot be reached."""
    parsed = database_url(url)
    with translated():
        if not is_sqlite(parsed):
            engine = postgres_engine(parsed, size=1)
        elif database_file(parsed).exists():
            engine = sqlite_engine(database_file(parsed), read_only=True)
        else:
            return Condition(exists=False, schema=None, whole=True)
        try:
            with engine.connect() as connection:
                whole = not is_sqlite(parsed) or _is_whole(connection)
                return Condition(exists=True, schema=current(connection), whole=whole)
        finally:
            engine.dispose()


def _is_whole(connection: Connection) -> bool:
    verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    return bool(verdict == "ok")
