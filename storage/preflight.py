"""What is there before anything is made: a database and its key store live and die together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from storage.driver_errors import translated
from storage.engines import postgres_engine, sqlite_engine
from storage.erasures import INSTALLATION
from storage.errors import DatabaseLost, KeysLost
from storage.key_tables import KEY, SYSTEM
from storage.keystore import FILE, SCHEMA
from storage.urls import database_file, database_url, is_sqlite

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
            with _opened(file) as database, _opened(file.with_name(FILE)) as keys:
                return Preflight(url, _mark(database), *_keys(keys, None))
        engine = postgres_engine(parsed, size=1)
        try:
            with engine.connect() as connection:
                mapped = connection.execution_options(schema_translate_map={None: SCHEMA})
                found = _keys(mapped, SCHEMA)
            with engine.connect() as connection:
                return Preflight(url, _mark(connection), *found)
        finally:
            engine.dispose()


@contextmanager
def _opened(file: Path) -> Iterator[Connection | None]:
    if not file.exists() or not file.stat().st_size:
        yield None
        return
    engine = sqlite_engine(file, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _mark(connection: Connection | None) -> str | None:
    if connection is None or not inspect(connection).has_table(INSTALLATION.name):
        return None
    return connection.execute(select(INSTALLATION.c.system_key_id)).scalar()


def _keys(connection: Connection | None, schema: str | None) -> tuple[str | None, int]:
    if connection is None or not inspect(connection).has_table(KEY.name, schema):
        return None, 0
    system = connection.execute(select(KEY.c.key_id).where(KEY.c.user_id == SYSTEM)).scalar()
    people = select(func.count()).select_from(KEY).where(KEY.c.user_id != SYSTEM)
    return system, connection.execute(people).scalar_one()
