"""Clocks say UTC, travel, and refuse instants without a zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import FrozenClock, SystemClock, TravelClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_machines_clock_is_aware_and_goes() -> None:
    first = SystemClock().now()
    assert first.utcoffset() == timedelta()
    assert SystemClock().now() >= first


def test_a_clock_travels_and_goes_on_from_there() -> None:
    base = FrozenClock(NOON)
    clock = TravelClock(base, timedelta(hours=1))
    assert clock.now() == NOON + timedelta(hours=1)
    clock.travel(NOON + timedelta(days=7))
    base.pass_(timedelta(minutes=1))
    assert clock.now() == NOON + timedelta(days=7, minutes=1)


def test_a_frozen_clock_stands_still_until_moved() -> None:
    clock = FrozenClock(NOON.astimezone(timezone(timedelta(hours=2))))
    assert clock.now() == NOON
    clock.travel(NOON - timedelta(days=1))
    assert clock.now() == NOON - timedelta(days=1)


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        FrozenClock(datetime(2026, 11, 24))
    with pytest.raises(ValueError, match="zone"):
        FrozenClock(NOON).travel(datetime(2026, 11, 24))
