"""Column types: what Python means by a day, an instant or a flag, on both databases.

SQLite tables are STRICT, which knows only INTEGER, REAL, TEXT and BLOB; each type names its own
form there. PostgreSQL uses its native types.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

# Telegram's ids have passed 32 bits; SQLite's INTEGER holds 64 by itself.
Big = BigInteger().with_variant(Integer(), "sqlite")


T = TypeVar("T")
Convert: TypeAlias = Callable[[Any], Any]
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


@lru_cache(maxsize=64)
def day_as_text(day: date) -> str:
    """As ISO 8601 writes a day; remembered, because one work writes its few days often."""
    return _a_day(day).isoformat()


def _a_day(day: date) -> date:
    """An instant is not a day: which day it is depends on the zone, so it is refused."""
    if isinstance(day, datetime):
        raise TypeError("a day is a date, not a datetime")
    return day


def _wished(at: time) -> str:
    if at.tzinfo is not None:
        raise ValueError("a wished time has no zone of its own; the person has one")
    return at.isoformat("minutes")


class Converted(TypeDecorator[T]):
    """A type whose values plain functions write and read; None is None on either side.

    Prepared statements call them directly: nothing below them converts what they give a driver.
    """

    __abstract__ = True

    def writes(self, dialect: Dialect) -> Convert | None:  # noqa: ARG002 - some ask which database it is
        """What makes the driver's value of ours; None where they are the same."""
        return None

    def reads(self, dialect: Dialect) -> Convert | None:  # noqa: ARG002 - some ask which database it is
        """What makes our value of the driver's; None where they are the same."""
        return None

    def process_bind_param(self, value: T | None, dialect: Dialect) -> object:
        """In."""
        convert = self.writes(dialect)
        return value if value is None or convert is None else convert(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        """Out."""
        convert = self.reads(dialect)
        ours: T | None = value if value is None or convert is None else convert(value)
        return ours


class UTCDateTime(Converted[datetime]):
    """An instant: aware in, aware UTC out. Text of fixed width on SQLite, so it sorts."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Native:
        """TEXT on SQLite, TIMESTAMPTZ elsewhere."""
        return _native(dialect, DateTime(timezone=True), Text())

    def writes(self, dialect: Dialect) -> Convert:
        """UTC on the way in."""
        return _as_text if dialect.name == "sqlite" else in_utc

    def reads(self, dialect: Dialect) -> Convert:
        """UTC on the way out."""
        return datetime.fromisoformat if dialect.name == "sqlite" else in_utc


class DayType(Converted[date]):
    """A local calendar day."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Native:
        """TEXT on SQLite, DATE elsewhere."""
        return _native(dialect, Date(), Text())

    def writes(self, dialect: Dialect) -> Convert:
        """A day, and no instant."""
        return day_as_text if dialect.name == "sqlite" else _a_day

    def reads(self, dialect: Dialect) -> Convert | None:
        """A date."""
        return date.fromisoformat if dialect.name == "sqlite" else None


class Flag(Converted[bool]):
    """Yes or no."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Native:
        """INTEGER on SQLite, BOOLEAN elsewhere."""
        return _native(dialect, Boolean(), Integer())

    def writes(self, dialect: Dialect) -> Convert | None:
        """A number on SQLite, whose driver takes long to find out that a bool is one."""
        return int if dialect.name == "sqlite" else None

    def reads(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - the same on both
        """A bool."""
        return bool


class ClockTimeType(Converted[time]):
    """A wish such as 21:00: a time of day without a zone, to the minute."""

    impl = Text
    cache_ok = True

    def writes(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - the same on both
        """HH:MM."""
        return _wished

    def reads(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - the same on both
        """A time."""
        return time.fromisoformat
