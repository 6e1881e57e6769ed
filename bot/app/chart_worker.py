"""Draws pictures in another process: no chat waits, and the drawing library stays out of this one.

The process starts with the first picture, is replaced when it breaks or takes too long, and ends
after a while without work.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection
from typing import Literal

from bot.logs import where
from charts.timeline_view import TimelineView
from charts.view import WeekView

log = logging.getLogger(__name__)

TIMEOUT = 20.0
IDLE = 300.0
NICENESS = 5  # the bot's answers go before its pictures
# One thread for each core of a large machine would run into the limits of a service (TasksMax=).
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

Kind = Literal["week", "month", "timeline"]
View = WeekView | TimelineView


class NoPicture(Exception):
    """The picture could not be drawn, for the reason it names; say it in words instead."""


class Artist:
    """One drawing process, one picture at a time."""

    def __init__(self, *, timeout: float = TIMEOUT, idle: float = IDLE) -> None:
        self._timeout = timeout
        self._idle = idle
        self._pool: ProcessPoolExecutor | None = None
        self._turn = asyncio.Lock()
        self._rest: asyncio.TimerHandle | None = None

    async def week(self, view: WeekView) -> bytes:
        """Draw a week as PNG; raise NoPicture when it cannot be done in time."""
        return await self._draw("week", view)

    async def month(self, view: WeekView) -> bytes:
        """Draw a month as PNG; raise NoPicture when it cannot be done in time."""
        return await self._draw("month", view)

    async def timeline(self, view: TimelineView) -> bytes:
        """Draw a timeline as PNG; raise NoPicture when it cannot be done in time."""
        return await self._draw("timeline", view)

    async def close(self) -> None:
        """End the drawing process."""
        self._dismiss()

    async def _draw(self, kind: Kind, view: View) -> bytes:
        async with self._turn:
            self._stay()
            try:
                return await self._try_twice(kind, view)
            finally:
                self._rest = asyncio.get_running_loop().call_later(self._idle, self._dismiss)

    async def _try_twice(self, kind: Kind, view: View) -> bytes:
        for _ in range(2):
            try:
                async with asyncio.timeout(self._timeout):
                    return await self._submit(kind, view)
            except BrokenProcessPool:
                log.warning("the drawing process broke")
            except TimeoutError:
                log.warning("a picture took too long")
                self._dismiss()
                raise NoPicture(f"it took longer than {self._timeout:.0f} s") from None
            except Exception as fault:  # noqa: BLE001 - no memory, no more processes, a fault of ours
                log.error("a picture cannot be drawn", extra={"fault": where(fault)})
                self._dismiss()
                raise NoPicture(where(fault)) from None
            self._dismiss()
        raise NoPicture("the drawing process ended before it had drawn")

    async def _submit(self, kind: Kind, view: View) -> bytes:
        if self._pool is None:
            # Spawned, not forked: a fork would carry the bot's connections and memory along.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        return await asyncio.get_running_loop().run_in_executor(self._pool, draw, kind, view)

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _dismiss(self) -> None:
        self._stay()
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())  # noqa: SLF001 - no public way to kill
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def draw(kind: Kind, view: View) -> bytes:
    """Draw; runs in the other process, the only one that imports the drawing library."""
    if isinstance(view, TimelineView):
        from charts.timeline import timeline_png

        return timeline_png(view)
    if kind == "week":
        from charts.week import week_png

        return week_png(view)
    from charts.month import month_png

    return month_png(view)


def _begin() -> None:
    """Be polite, leave Ctrl-C to the bot, and end when the bot does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ |= ONE_THREAD  # the drawing library is not loaded yet
    # A sandbox may forbid it (setpriority is one of systemd's @resources); Windows has none.
    with suppress(OSError, AttributeError):
        os.nice(NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
