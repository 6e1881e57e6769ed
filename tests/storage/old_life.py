"""Two lives as a database of revision 0002 kept them, and the exports of them made then.

The files in data/before_names were written by the program of commit f024f47, in which Alice (42)
had lived as tests.support.full_life says, and Bob (43) a quiet day.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from storage.keystore import SCHEMA, KeyStore
from storage.migrate import migrate
from storage.row_copy import count_on
from storage.store import Store
from storage.upgrade import upgrade
from storage.urls import database_file, database_url, is_sqlite
from storage.vault import Vault

DATA = Path(__file__).parent / "data" / "before_names"
ALICE, BOB = 42, 43
KEY = b"\x0b" * 32
# When the exports were made.
THEN = datetime(2026, 11, 29, 20, 5, 0, 20_000, UTC)


def put_back(url: str, data: Path = DATA) -> None:
    """Make a database and a key store as they were then, on either kind of database."""
    if is_sqlite(database_url(url)):
        file = database_file(database_url(url))
        file.parent.mkdir(parents=True, exist_ok=True)
        for name, target in (("small-steps.db", file), ("keys.db", file.with_name("keys.db"))):
            with closing(_as_it_was(data / f"{name}.sql", target)):
                pass
        return
    migrate(url, "0002")
    KeyStore(url).close()
    engine = create_engine(database_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {SCHEMA}.destroyed_key"))
        connection.execute(text(f"CREATE TABLE {SCHEMA}.destroyed_key (who TEXT PRIMARY KEY)"))
        for name, schema in (("small-steps.db", None), ("keys.db", SCHEMA)):
            with closing(_as_it_was(data / f"{name}.sql")) as then:
                _copy(then, connection, schema)
        count_on(connection)


def _as_it_was(script: Path, file: Path | str = ":memory:") -> sqlite3.Connection:
    then = sqlite3.connect(file)
    then.executescript(script.read_text())
    return then


def _copy(then: sqlite3.Connection, connection: Connection, schema: str | None) -> None:
    """Copy rows to a server, where an instant is no text."""
    then.row_factory = sqlite3.Row
    here = set(inspect(connection).get_table_names(schema)) - {"alembic_version", "changes"}
    for table in sorted(here, key=lambda name: name != "person"):
        kinds = {
            found["name"]: found["type"].python_type
            for found in inspect(connection).get_columns(table, schema)
        }
        names, marks = ", ".join(kinds), ", ".join(f":{name}" for name in kinds)
        rows = [
            {name: _as(kinds[name], row[name]) for name in kinds}
            for row in then.execute(f"SELECT {names} FROM {table}")  # noqa: S608 - names of ours
        ]
        if rows:
            into = f"{schema}.{table}" if schema else table
            connection.execute(text(f"INSERT INTO {into} ({names}) VALUES ({marks})"), rows)  # noqa: S608 - names of our own tables


def _as(kind: type, value: Any) -> Any:
    if value is None or kind not in {bool, date, datetime}:
        return value
    return bool(value) if kind is bool else kind.fromisoformat(value)


def vault(url: str) -> Vault:
    """The vault with their keys."""
    return Vault.open(url, key=KEY, random=os.urandom)


def bring_up_to_date(url: str) -> str:
    """Do what every start does."""
    return upgrade(url, lambda: closing(vault(url)), lambda: THEN)


def opened(url: str) -> Store:
    """The store, at the instant of the exports."""
    return Store.open(
        url, vault=vault(url), now=lambda: THEN, ids=lambda: os.urandom(8).hex(), owns_vault=True
    )


def texts(url: str) -> Iterator[tuple[str, str]]:
    """Whatever can be read in the database without a key, by column."""
    engine = create_engine(database_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():  # noqa: S608 - names of our own tables
                for column, value in row.items():
                    if not isinstance(value, bytes | memoryview):
                        yield f"{table}.{column}", str(value)
