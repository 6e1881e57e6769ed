"""Draws pictures in another process: no chat waits, and the drawing library stays out of this."""

import asyncio
import logging

from bot.app.worker_process import IDLE, TIMEOUT, WorkerProcess
from bot.core.attachments import View
from bot.core.background import NotDone
from bot.logs import where
from charts.drawings import DRAWINGS

log = logging.getLogger(__name__)


class ChartFailed(Exception):
    """The picture could not be drawn, for the reason it names; say it in words instead."""


class ChartWorker:
    """One drawing process, one picture at a time."""

    def __init__(self, *, timeout: float = TIMEOUT, idle: float = IDLE) -> None:
        self.process = WorkerProcess("drawing", timeout=timeout, idle=idle)
        self._turn = asyncio.Lock()

    async def drawn(self, kind: str, view: View) -> bytes | None:
        """Draw a picture of a kind; None when it cannot be done in time."""
        try:
            return await self.picture(kind, view)
        except ChartFailed:
            return None

    async def picture(self, kind: str, view: View) -> bytes:
        """Draw a picture as PNG; raise ChartFailed when it cannot be done in time."""
        async with self._turn:
            try:
                return await self.process.run(draw, kind, view)
            except NotDone as fault:
                raise ChartFailed(str(fault)) from None
            except Exception as fault:  # noqa: BLE001 - no memory, no more processes, a fault of ours
                log.error("a picture cannot be drawn", extra={"fault": where(fault)})
                self.process.dismiss()
                raise ChartFailed(where(fault)) from None

    async def close(self) -> None:
        """End the drawing process."""
        self.process.dismiss()


def draw(kind: str, view: View) -> bytes:
    """Draw; runs in the other process, the only one that imports the drawing library."""
    return DRAWINGS[kind](view)
