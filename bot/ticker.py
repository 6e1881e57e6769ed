"""The heartbeat: APScheduler calls the sweep every few seconds, and nothing else.

The schedule itself is data (storage/reminders.py). APScheduler's own cron jobs skip and double
around clock changes and are lost or late with a restart, so it is given one interval job.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY = timedelta(seconds=5)


class Ticker:
    """Calls one function again and again, never twice at a time."""

    def __init__(self, beat: Callable[[], Awaitable[None]], every: timedelta = EVERY) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_job(beat, "interval", seconds=every.total_seconds())

    def start(self) -> None:
        """Begin to beat."""
        self._scheduler.start()

    def stop(self) -> None:
        """Beat no more."""
        self._scheduler.shutdown(wait=False)
