"""Work that is done in another process, so that it keeps nobody waiting in this one."""

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class NotDone(Exception):
    """The other process broke twice over this work, or took too long."""


class Run(Protocol):
    """Calls a function of a module in another process; raises what it raises, or NotDone."""

    async def __call__(self, work: Callable[..., T], *args: object) -> T:
        """What the function returns."""
