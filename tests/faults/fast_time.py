"""A time that goes on only while nothing else happens: minutes of waiting take a moment.

The loop's clock stands still while anything is being done, and moves to the next timer as soon as
nothing is. So what is measured is what was waited for, not how busy the machine is.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

from bot.telegram import chat_queue, delivery, sender
from bot.telegram.rate_limits import Pace

T = TypeVar("T")
START = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
GRACE = 0.02  # real seconds in which a thread may come back before time goes on


class FastLoop(asyncio.SelectorEventLoop):
    """Jumps from timer to timer."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.busy = 0  # works in other threads: time stands still for them
        picker = selectors.DefaultSelector()
        wait = picker.select

        def select(timeout: float | None = None) -> Any:
            if timeout is None or timeout <= 0:
                return wait(timeout)
            found = wait(GRACE if self.busy else 0)
            while self.busy and not found:
                found = wait(GRACE)
            if not found:
                self.elapsed += timeout
            return found

        picker.select = select
        super().__init__(picker)

    def time(self) -> float:
        """Return the seconds that have been waited for."""
        return self.elapsed


class FastClock:
    """The wall clock that belongs to it."""

    def __init__(self, loop: FastLoop) -> None:
        self._loop = loop

    def now(self) -> datetime:
        """Return the start and what has been waited for since."""
        return START + timedelta(seconds=self._loop.elapsed)


def run(loop: FastLoop, work: Coroutine[Any, Any, T]) -> T:
    """Run the work in fast time."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(work)


def tell_everybody(monkeypatch: pytest.MonkeyPatch, loop: FastLoop) -> None:
    """Let the sender's parts read this clock."""
    for module in (chat_queue, delivery, sender):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=loop.time))
    defaults = Pace.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "seconds", loop.time)
