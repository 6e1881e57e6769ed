"""Where the key store was copied to, so that an erasure can reach its copies.

SQLite: a list beside the key store, because a backup must not write into a database that the bot
has open. PostgreSQL: a table beside the keys.
"""

import json
from pathlib import Path

from sqlalchemy import Column, MetaData, Table, Text, inspect, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import URL

from storage.driver_errors import translated
from storage.engines import postgres_engine
from storage.files import written_whole
from storage.keystore import FILE, SCHEMA
from storage.urls import database_file, database_url, is_sqlite

LIST = f"{FILE}.copies"
MOST = 20  # folders; of whoever names a new one each night, the latest

_COPY = Table("key_copy", MetaData(schema=SCHEMA), Column("file", Text, primary_key=True))


def remember(url: str, file: Path) -> None:
    """Note that a copy of the key store lies there."""
    parsed, place = database_url(url), str(file.absolute())
    if is_sqlite(parsed):
        every = [one for one in _listed(parsed) if one != place]
        with written_whole(_list(parsed)) as part:
            part.write_text(json.dumps([*every, place][-MOST:]), "utf-8")
        return
    engine = postgres_engine(parsed, size=1)
    try:
        with translated(), engine.begin() as connection:
            _COPY.create(connection, checkfirst=True)
            connection.execute(insert(_COPY).values(file=place).on_conflict_do_nothing())
    finally:
        engine.dispose()


def known(url: str) -> list[Path]:
    """The copies that are still where they were written."""
    parsed = database_url(url)
    every = _listed(parsed) if is_sqlite(parsed) else _in_table(parsed)
    return [file for file in map(Path, every) if file.exists()]


def _list(url: URL) -> Path:
    return database_file(url).with_name(LIST)


def _listed(url: URL) -> list[str]:
    try:
        found = json.loads(_list(url).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _in_table(url: URL) -> list[str]:
    engine = postgres_engine(url, size=1)
    try:
        with translated(), engine.connect() as connection:
            if not inspect(connection).has_table(_COPY.name, SCHEMA):
                return []
            return list(connection.execute(select(_COPY.c.file)).scalars())
    finally:
        engine.dispose()
