from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from storage.types import ClockTimeType, DayType, Flag, UTCDateTime, in_utc

THINGS = Table(
    "things",
    MetaData(),
    Column("at", UTCDateTime),
    Column("day", DayType),
    Column("yes", Flag),
    Column("wish", ClockTimeType),
    sqlite_strict=True,
)


@pytest.fixture
def connection():
    with create_engine("sqlite://").connect() as connection:
        THINGS.metadata.create_all(connection)
        yield connection


def kept(connection, **values):
    connection.execute(insert(THINGS), values)
    names = [THINGS.c[name] for name in values]
    return connection.execute(select(*names)).one()._asdict()


def test_everything_comes_back_as_it_was(connection):
    values = {
        "at": datetime(2026, 11, 23, 20, 15, 1, 5, UTC),
        "day": date(2026, 2, 28),
        "yes": True,
        "wish": time(23, 5),
    }
    assert kept(connection, **values) == values


def test_an_instant_comes_back_in_utc(connection):
    riga = timezone(timedelta(hours=2))
    found = kept(connection, at=datetime(2026, 11, 23, 22, 15, tzinfo=riga))["at"]
    assert found == datetime(2026, 11, 23, 20, 15, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_instants_sort_as_they_are_stored(connection):
    instants = [datetime(2026, 11, 23, 20, 15, tzinfo=UTC) + timedelta(microseconds=n * 499_999)
                for n in range(5)]  # fmt: skip
    for at in reversed(instants):
        connection.execute(insert(THINGS), {"at": at})
    assert (
        list(connection.execute(select(THINGS.c.at).order_by(THINGS.c.at)).scalars()) == instants
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": datetime(2026, 11, 23, 20, 15)},
        {"day": datetime(2026, 11, 23, tzinfo=UTC)},
        {"wish": time(9, tzinfo=UTC)},
    ],
)
def test_what_has_no_clear_meaning_is_refused(connection, wrong):
    with pytest.raises((StatementError, ValueError, TypeError)):
        kept(connection, **wrong)


def test_a_time_without_a_zone_is_no_instant():
    with pytest.raises(ValueError, match="zone"):
        in_utc(datetime(2026, 11, 23))
