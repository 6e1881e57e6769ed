"""Works that wait for a thread of the database, and whoever waits for them."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from storage.transaction import Tx


@dataclass(slots=True, eq=False)
class Job:
    """A work that waits, and then what became of it."""

    work: Callable[[Tx], object]
    writes: bool
    future: "asyncio.Future[Any] | Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None
    value: object = None
    error: BaseException | None = None

    def settle(self) -> None:
        """Tell whoever waits, unless they went away."""
        if self.future.done():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.value)


def deliver(jobs: Iterable[Job]) -> None:
    """Wake each event loop once for all of its works."""
    by_loop: dict[asyncio.AbstractEventLoop | None, list[Job]] = {}
    for job in jobs:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, theirs in by_loop.items():
        if loop is None:
            _settle(theirs)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(_settle, theirs)


def _settle(jobs: list[Job]) -> None:
    for job in jobs:
        job.settle()


def as_told(error: BaseException) -> BaseException:
    """The error as a future takes it."""
    if isinstance(error, StopIteration):
        return RuntimeError("a work raised StopIteration")
    return error
