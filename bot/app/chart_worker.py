"""Draws pictures in another process: no chat waits, and the drawing library stays out of this."""

import asyncio
import logging

from bot.app.worker_process import IDLE, TIMEOUT, WorkerProcess
from bot.core.attachments import View
from bot.core.background import NotDone
from bot.logs import where
from charts.timeline_view import TimelineView
from charts.view import WeekView

log = logging.getLogger(__name__)


class ChartFailed(Exception):
    """The picture could not be drawn, for the reason it names; say it in words instead."""


class ChartWorker:
    """One drawing process, one picture at a time."""

    def __init__(self, *, timeout: float = TIMEOUT, idle: float = IDLE) -> None:
        self.process = WorkerProcess("drawing", timeout=timeout, idle=idle)
        self._turn = asyncio.Lock()

    async def week(self, view: WeekView) -> bytes:
        """Draw a week as PNG; raise ChartFailed when it cannot be done in time."""
        return await self._draw("week", view)

    async def month(self, view: WeekView) -> bytes:
        """Draw a month as PNG; raise ChartFailed when it cannot be done in time."""
        return await self._draw("month", view)

    async def timeline(self, view: TimelineView) -> bytes:
        """Draw a timeline as PNG; raise ChartFailed when it cannot be done in time."""
        return await self._draw("timeline", view)

    async def drawn(self, kind: str, view: View) -> bytes | None:
        """Draw a picture of a kind; None when it cannot be done in time."""
        try:
            return await self._draw(kind, view)
        except ChartFailed:
            return None

    async def close(self) -> None:
        """End the drawing process."""
        self.process.dismiss()

    async def _draw(self, kind: str, view: View) -> bytes:
        async with self._turn:
            try:
                return await self.process.run(draw, kind, view)
            except NotDone as fault:
                raise ChartFailed(str(fault)) from None
            except Exception as fault:  # noqa: BLE001 - no memory, no more processes, a fault of ours
                log.error("a picture cannot be drawn", extra={"fault": where(fault)})
                self.process.dismiss()
                raise ChartFailed(where(fault)) from None


def draw(kind: str, view: View) -> bytes:
    """Draw; runs in the other process, the only one that imports the drawing library."""
    if isinstance(view, TimelineView):
        from charts.timeline import timeline_png

        return timeline_png(view)
    if kind == "week":
        from charts.week import week_png

        return week_png(view)
    from charts.month import month_png

    return month_png(view)
