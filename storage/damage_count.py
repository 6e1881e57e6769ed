"""How many stored values do not open, counted over the whole database; nothing is changed."""

import os
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Table, select

from storage import row_copy
from storage.driver_errors import translated
from storage.engines import postgres_engine, sqlite_engine
from storage.errors import Unreadable, WrongKey
from storage.key_tables import SYSTEM, Contents
from storage.migrate import current
from storage.schema import HEAD, METADATA
from storage.sealed import PersonKey, Sealed
from storage.urls import database_file, database_url, is_sqlite
from storage.vault import unwrapped

# Tables whose values are bound to the row's own id; all others to the whole primary key.
_BY_OWN_ID = frozenset({"note", "win", "entry", "conversation", "outbox"})


def unopened(url: str, keys: Contents, installation: bytes) -> Mapping[str, int] | None:
    """Try each sealed value with the key it belongs to; how many rows of each table stay closed.

    None for a database that is not there, or not of this version.
    """
    parsed = database_url(url)
    if is_sqlite(parsed) and not database_file(parsed).exists():
        return None
    opened = _opened(keys, installation)
    engine = (
        sqlite_engine(database_file(parsed), read_only=True)
        if is_sqlite(parsed)
        else postgres_engine(parsed, size=1)
    )
    found: Counter[str] = Counter()
    try:
        with translated(), engine.connect() as connection:
            if current(connection) != HEAD:
                return None
            for table in row_copy.as_stored():
                closed = _closed(connection, table, opened)
                if closed:
                    found[table.name] = closed
    finally:
        engine.dispose()
    return found


def _opened(keys: Contents, installation: bytes) -> dict[int, PersonKey]:
    closed, found = AESGCM(installation), {}
    for user, row in keys.keys.items():
        with suppress(WrongKey):  # then none of theirs opens, and all of it is counted
            found[user] = PersonKey(row.key_id, unwrapped(closed, user, row), os.urandom)
    return found


def _closed(connection: Connection, table: Table, keys: Mapping[int, PersonKey]) -> int:
    whole = METADATA.tables[table.name]
    sealed = {c.name: c.type.column for c in whole.columns if isinstance(c.type, Sealed)}
    if not sealed:
        return 0
    named = ("id",) if table.name in _BY_OWN_ID else tuple(row_copy.keys_in_order(table.name))
    owner = "user_id" if "user_id" in table.c else "id"
    count = 0
    reading = connection.execution_options(yield_per=row_copy.BATCH).execute(select(table))
    for row in reading.mappings():
        at = "/".join(str(row[name]) for name in named)
        key = keys.get(row[owner] if row.get("own_key", True) else SYSTEM)
        values = [(column, row[name]) for name, column in sealed.items() if row[name] is not None]
        count += not all(key and _opens(key, column, at, bytes(v)) for column, v in values)
    return count


def _opens(key: PersonKey, column: str, at: str, value: bytes) -> bool:
    try:
        key.open(column, at, value)
    except Unreadable:
        return False
    return True
