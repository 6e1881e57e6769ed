"""Draws pictures and examines diaries in another process, which alone loads what that needs."""

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from bot.app.worker_process import IDLE, TIMEOUT, WorkerProcess
from bot.core.background import NotDone
from bot.logs import where
from charts import drawings
from charts.drawings import View

if TYPE_CHECKING:
    from charts.insights.findings import Insights
    from charts.insights.numbers import DiaryNumbers

log = logging.getLogger(__name__)

T = TypeVar("T")


class ChartFailed(Exception):
    """The picture could not be drawn, for the reason it names; say it in words instead."""


class ChartWorker:
    """One drawing process, one picture or diary at a time."""

    def __init__(self, *, timeout: float = TIMEOUT, idle: float = IDLE) -> None:
        self.process = WorkerProcess("drawing", timeout=timeout, idle=idle)
        self._turn = asyncio.Lock()

    async def drawn(self, view: View) -> bytes | None:
        """Draw a picture; None when it cannot be done in time."""
        try:
            return await self.picture(view)
        except ChartFailed:
            return None

    async def picture(self, view: View) -> bytes:
        """Draw a picture as PNG; raise ChartFailed when it cannot be done in time."""
        return await self._done(draw, view)

    async def examined(self, diary: "DiaryNumbers", put_away: frozenset[str]) -> "Insights | None":
        """Find what a diary allows to be said; None when it cannot be done in time."""
        try:
            return await self._done(examine, diary, put_away)
        except ChartFailed:
            return None

    async def _done(self, work: Callable[..., T], *args: object) -> T:
        async with self._turn:
            try:
                return await self.process.run(work, *args)
            except NotDone as fault:
                raise ChartFailed(str(fault)) from None
            except Exception as fault:  # noqa: BLE001 - no memory, no more processes, a fault of ours
                log.error("the drawing process cannot do it", extra={"fault": where(fault)})
                self.process.dismiss()
                raise ChartFailed(where(fault)) from None

    async def close(self) -> None:
        """End the drawing process."""
        self.process.dismiss()


def draw(view: View) -> bytes:
    """Draw; runs in the other process, the only one that imports the drawing library."""
    return drawings.draw(view)


def examine(diary: "DiaryNumbers", put_away: frozenset[str]) -> "Insights":
    """Examine; runs in the other process, the only one that imports numpy and scipy."""
    from charts.insights.examine import examine as look

    return look(diary, put_away)
