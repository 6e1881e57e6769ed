"""Column types: what Python means by a day, an instant or a flag, on both databases.

SQLite tables are STRICT, which knows only INTEGER, REAL, TEXT and BLOB; each type names its own
form there. PostgreSQL uses its native types.
"""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

# Telegram's ids have passed 32 bits; SQLite's INTEGER holds 64 by itself.
Big = BigInteger().with_variant(Integer(), "sqlite")


# Text on one kind of database, something of its own on the other.
Native: TypeAlias = TypeEngine[Any]


def _native(dialect: Dialect, elsewhere: Native, sqlite: Native) -> Native:
    return dialect.type_descriptor(sqlite if dialect.name == "sqlite" else elsewhere)


def in_utc(value: datetime) -> datetime:
    """The same instant in UTC; a datetime without a zone is refused."""
    if value.tzinfo is None:
        raise ValueError("a datetime without a zone is no instant")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


_UP_TO_MICROSECONDS = len("2026-11-23T20:15:00.000000")


@lru_cache(maxsize=64)
def _as_text(value: datetime) -> str:
    """Always as long as any other; remembered, because one work writes its one instant often."""
    return in_utc(value).isoformat(timespec="microseconds")[:_UP_TO_MICROSECONDS] + "Z"


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out. Text of fixed width on SQLite, so it sorts."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Native:
        """TEXT on SQLite, TIMESTAMPTZ elsewhere."""
        return _native(dialect, DateTime(timezone=True), Text())

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> str | datetime | None:
        """UTC on the way in."""
        if value is None:
            return None
        return _as_text(value) if dialect.name == "sqlite" else in_utc(value)

    def process_result_value(
        self,
        value: str | datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the shape that SQLAlchemy calls
    ) -> datetime | None:
        """UTC on the way out."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if isinstance(value, str) else in_utc(value)


class DayType(TypeDecorator[date]):
    """A local calendar day."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Native:
        """TEXT on SQLite, DATE elsewhere."""
        return _native(dialect, Date(), Text())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | date | None:
        """An instant is not a day: which day it is depends on the zone, so it is refused."""
        if isinstance(value, datetime):
            raise TypeError("a day is a date, not a datetime")
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat()

    def process_result_value(self, value: str | date | None, dialect: Dialect) -> date | None:  # noqa: ARG002 - the shape that SQLAlchemy calls
        """A date."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Flag(TypeDecorator[bool]):
    """Yes or no."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Native:
        """INTEGER on SQLite, BOOLEAN elsewhere."""
        return _native(dialect, Boolean(), Integer())

    def process_result_value(self, value: object, dialect: Dialect) -> bool | None:  # noqa: ARG002 - the shape that SQLAlchemy calls
        """A bool."""
        return None if value is None else bool(value)


class ClockTimeType(TypeDecorator[time]):
    """A wish such as 21:00: a time of day without a zone, to the minute."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the shape that SQLAlchemy calls
        """HH:MM."""
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("a wished time has no zone of its own; the person has one")
        return value.isoformat("minutes")

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:  # noqa: ARG002 - the shape that SQLAlchemy calls
        """A time."""
        return None if value is None else time.fromisoformat(value)
