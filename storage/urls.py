"""Database addresses as people write them, and as the drivers want them."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import BadUrl

_SQLITE = {"sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"}
_POSTGRES = {
    "postgres",
    "postgresql",
    "postgresql+asyncpg",
    "postgresql+psycopg",
    "postgresql+psycopg2",
}


def database_url(url: str) -> URL:
    """The address with the driver that this program uses."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadUrl from None
    if parsed.drivername in _SQLITE:
        if parsed.database in (None, "", ":memory:"):
            raise BadUrl("DATABASE_URL needs a file: sqlite:///PATH")
        return parsed.set(drivername="sqlite+pysqlite")
    if parsed.drivername in _POSTGRES:
        return parsed.set(drivername="postgresql+psycopg")
    raise BadUrl


def is_sqlite(url: URL) -> bool:
    """Whether the address names a file."""
    return url.get_backend_name() == "sqlite"


def database_file(url: URL) -> Path:
    """The SQLite file of the address."""
    return Path(url.database or "").absolute()
