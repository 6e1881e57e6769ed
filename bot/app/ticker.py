"""The heartbeat: APScheduler calls the sweep every few seconds, and nothing else.

The schedule itself is data (storage/reminders.py). APScheduler's own cron jobs skip and double
around clock changes and are lost or late with a restart, so it is given one job.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Clock, SystemClock

EVERY = timedelta(seconds=5)


class Pulse(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """The next beat is a moment after this one, whatever was missed.

    APScheduler's own interval counts every missed beat one by one: a machine that starts in 1970
    and then learns the time would count for minutes.
    """

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Return the instant of the next beat."""
        return now + self._every


class Ticker:
    """Calls one function again and again, never twice at a time."""

    def __init__(
        self,
        beat: Callable[[], Awaitable[None]],
        every: timedelta = EVERY,
        clock: Clock | None = None,
    ) -> None:
        self._every = every
        self._clock = clock or SystemClock()
        self._watch: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._beat = beat
        self._job = self._scheduler.add_job(self._once, Pulse(every))

    def start(self) -> None:
        """Begin to beat."""
        self._scheduler.start()
        self._watch = asyncio.get_running_loop().create_task(self._keep_beating())

    def stop(self) -> None:
        """Beat no more."""
        self._scheduler.shutdown(wait=False)
        if self._watch is not None:
            self._watch.cancel()

    async def _once(self) -> None:
        """Beat; a stop in the middle of it is no fault, and APScheduler would log it as one."""
        with suppress(asyncio.CancelledError):
            await self._beat()

    async def _keep_beating(self) -> None:
        """Bring the next beat back when the wall clock went back: it would be silent until then.

        The loop's own clock never jumps, so this look comes in time.
        """
        while True:
            await asyncio.sleep(self._every.total_seconds())
            now = self._clock.now()
            if self._job.next_run_time - now > 2 * self._every:
                self._job.modify(next_run_time=now)
