"""Looks at a database without changing it: is it there, of which version, is it whole?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.driver_errors import translated
from storage.engines import postgres_engine, server_driver, sqlite_engine
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
    due: Mapping[datetime, int] = field(default_factory=dict)
    """How many reminders are next due in each minute."""
    server: int | None = None
    """The version of a server, as it numbers itself."""


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
                due = _due(connection) if whole and schema == HEAD else {}
                server = None
                if not is_sqlite(parsed):
                    server = server_driver(connection).info.server_version
                return Condition(exists=True, schema=schema, whole=whole, due=due, server=server)
        finally:
            engine.dispose()


def _due(connection: Connection) -> dict[datetime, int]:
    """Walk the index of due instants once."""
    at = REMINDER.c.next_due_at
    found: Counter[datetime] = Counter()
    for instant, count in connection.execute(
        select(at, func.count()).where(at.is_not(None)).group_by(at).order_by(at)
    ):
        found[instant.replace(second=0, microsecond=0)] += count
    return dict(found)


def _is_whole(connection: Connection) -> bool:
    verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    return bool(verdict == "ok")
