"""The heartbeat goes on, whatever happens to the wall clock."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest
from apscheduler.schedulers import base

from bot.app.ticker import Pulse, Ticker
from bot.clock import SystemClock, TravelClock

EVERY = timedelta(milliseconds=10)


async def beats_after_a_jump(span: timedelta, monkeypatch: pytest.MonkeyPatch) -> int:
    clock = TravelClock(SystemClock())

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(clock.now().timestamp(), tz)

    monkeypatch.setattr(base, "datetime", Shifted)
    beats = asyncio.Semaphore(0)

    async def beat() -> None:
        beats.release()

    ticker = Ticker(beat, EVERY, clock)
    ticker.start()
    try:
        async with asyncio.timeout(20):
            await beats.acquire()
            clock.travel(clock.now() + span)
            before = beats._value
            while beats._value < before + 5:  # noqa: ASYNC110 - beats that are waiting count too
                await asyncio.sleep(0.005)
            return beats._value - before
    finally:
        ticker.stop()


@pytest.mark.parametrize("days", [7, -7], ids="{} days".format)
async def test_the_heart_beats_on_when_the_clock_jumps(
    days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await beats_after_a_jump(timedelta(days=days), monkeypatch) >= 5


def test_missed_beats_are_not_counted_one_by_one() -> None:
    """A small computer may start in 1970 and learn the time a minute later."""
    now = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    assert Pulse(EVERY).get_next_fire_time(long_ago, now) == now + EVERY


async def test_a_stop_in_the_middle_of_a_beat_is_no_fault(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def beat() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    ticker = Ticker(beat, EVERY)
    ticker.start()
    await begun.wait()
    ticker.stop()
    await ended.wait()
    await asyncio.sleep(0)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
