"""Looks at a database without changing it: is it there, of which version, is it whole?"""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from storage.driver_errors import translated
from storage.engines import postgres_engine, sqlite_engine
from storage.migrate import current
from storage.reminders import REMINDER
from storage.schema import HEAD
from storage.urls import database_file, database_url, is_sqlite


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found. `schema` is None for a database that is not there or still empty."""

    exists: bool
    schema: str | None
    whole: bool
    expected: str = HEAD
    due_at_once: int = 0
    """How many reminders are next due in the fullest minute of all."""


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
                schema = current(connection)
                at_once = _due_at_once(connection) if whole and schema == HEAD else 0
                return Condition(exists=True, schema=schema, whole=whole, due_at_once=at_once)
        finally:
            engine.dispose()


def _due_at_once(connection: Connection) -> int:
    """Walk the index of due instants once; people choose minutes, so one instant is one minute."""
    at = REMINDER.c.next_due_at
    each = select(func.count().label("count")).where(at.is_not(None)).group_by(at).subquery()
    found: int | None = connection.execute(select(func.max(each.c.count))).scalar()
    return found or 0


def _is_whole(connection: Connection) -> bool:
    verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    return bool(verdict == "ok")
