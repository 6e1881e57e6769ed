"""What is there before anything is made: a database and its key store live and die together."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, text

from storage.driver_errors import translated
from storage.engines import postgres_engine, sqlite_reader
from storage.erasures import INSTALLATION
from storage.errors import DatabaseLost, KeysLost
from storage.key_tables import KEY, SYSTEM
from storage.keystore import FILE, SCHEMA
from storage.urls import database_file, database_url, is_sqlite

Value: TypeAlias = str | int | None
Ask: TypeAlias = Callable[[str, str], Value]
"""Asks a table for one value; None where there is none, or no such table."""
RESTORE = "`python -m bot restore PATH` puts a copy back"
NO_DATABASE = (
    "{database} is missing or empty, but {keys} has keys of people ({count}): "
    f"{RESTORE}; to begin anew, {{anew}}."
)
NO_KEYS = (
    "{keys} is missing or empty, and without it nobody's words can be read: put the newest back, "
    f"or {RESTORE}; to begin anew, {{anew}}."
)


@dataclass(frozen=True, slots=True)
class Preflight:
    """Whose database and whose key store are there, by the id of the system key.

    None for a half that was never used. `people` have a key.
    """

    url: str
    database: str | None
    keys: str | None
    people: int

    @property
    def used(self) -> bool:
        """Whether anything was ever sealed: then a new installation's key would open nothing."""
        return self.database is not None or self.keys is not None

    def check(self) -> None:
        """Refuse to begin with an empty half beside a full one; nothing has been made by then."""
        if self.database is None and self.people:
            raise DatabaseLost(self._said(NO_DATABASE))
        if self.database is not None and self.keys is None:
            raise KeysLost(self._said(NO_KEYS))

    def _said(self, words: str) -> str:
        parsed = database_url(self.url)
        if is_sqlite(parsed):
            file = database_file(parsed)
            keys, anew = file.with_name(FILE), f"move the folder {file.parent} away"
            return words.format(database=file, keys=keys, count=self.people, anew=anew)
        return words.format(
            database="The database",
            keys=f"its schema {SCHEMA}",
            count=self.people,
            anew="name another, empty database",
        )


def look(url: str) -> Preflight:
    """See what is there, and make nothing."""
    parsed = database_url(url)
    with translated():
        if is_sqlite(parsed):
            file = database_file(parsed)
            with _in_file(file) as database, _in_file(file.with_name(FILE)) as keys:
                return Preflight(url, _mark(database), *_keys(keys, KEY.name))
        engine = postgres_engine(parsed, size=1, autocommit=True)
        try:
            with engine.connect() as connection:
                ask = partial(_on_server, connection)
                return Preflight(url, _mark(ask), *_keys(ask, f"{SCHEMA}.{KEY.name}"))
        finally:
            engine.dispose()


@contextmanager
def _in_file(file: Path) -> Iterator[Ask | None]:
    if not file.exists() or not file.stat().st_size:
        yield None
        return
    with closing(sqlite_reader(file)) as connection:
        there = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?"

        def ask(table: str, what: str) -> Value:
            if connection.execute(there, (table,)).fetchone() is None:
                return None
            row = connection.execute(_question(table, what)).fetchone()
            return row[0] if row else None

        yield ask


def _on_server(connection: Connection, table: str, what: str) -> Value:
    if connection.execute(text("SELECT to_regclass(:table)"), {"table": table}).scalar() is None:
        return None
    return connection.exec_driver_sql(_question(table, what)).scalar()


def _question(table: str, what: str) -> str:
    return f"SELECT {what.format(table=table)}"


def _mark(ask: Ask | None) -> str | None:
    return _text(ask(INSTALLATION.name, "system_key_id FROM {table}")) if ask else None


def _keys(ask: Ask | None, table: str) -> tuple[str | None, int]:
    if ask is None:
        return None, 0
    system = ask(table, f"key_id FROM {{table}} WHERE user_id = {SYSTEM}")
    people = ask(table, f"count(*) FROM {{table}} WHERE user_id <> {SYSTEM}")
    return _text(system), int(people or 0)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
