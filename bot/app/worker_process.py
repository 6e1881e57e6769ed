"""Another process for work that would keep everybody waiting in this one.

A thread would not do: it takes the interpreter from whoever answers, and nobody can end it. The
process starts with the first piece of work, is replaced when it breaks or takes too long, and ends
after a while without any.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection
from pathlib import Path
from typing import TypeVar

from bot.core.background import NotDone

log = logging.getLogger(__name__)

T = TypeVar("T")
TIMEOUT = 20.0
# Times as long as that a new process may take for its first work: it loads its libraries before,
# which on a busy or small machine is most of it.
TO_BEGIN = 3
IDLE = 300.0
NICENESS = 5  # the bot's answers go first
# Bytes that the process may write to. A file as large as any takes a third of it, a picture less.
MEMORY = 768 * 1024 * 1024
# Where memory is short the kernel ends who uses most of it; this counts as half of all there is.
FIRST_TO_GO = 500
# One thread for each core of a large machine would run into the limits of a service (TasksMax=).
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


class WorkerProcess:
    """One process, for one piece of work at a time; `name` is what the log calls it."""

    def __init__(self, name: str, *, timeout: float = TIMEOUT, idle: float = IDLE) -> None:
        self.timeout = timeout
        self._name = name
        self._idle = idle
        self._pool: ProcessPoolExecutor | None = None
        self._rest: asyncio.TimerHandle | None = None

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Call a function of a module there; what it raises comes out here, else NotDone."""
        self._stay()
        try:
            return await self._try_twice(work, *args)
        finally:
            self._rest = asyncio.get_running_loop().call_later(self._idle, self.dismiss)

    def dismiss(self) -> None:
        """End the process, whatever it does."""
        self._stay()
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())  # noqa: SLF001 - no public way to kill
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()

    async def _try_twice(self, work: Callable[..., T], *args: object) -> T:
        for _ in range(2):
            patience = self.timeout if self._pool is not None else self.timeout * TO_BEGIN
            try:
                async with asyncio.timeout(patience):
                    return await self._submit(work, *args)
            except BrokenProcessPool:
                log.warning("the process broke", extra={"worker": self._name})
            except TimeoutError:
                log.warning("the process took too long", extra={"worker": self._name})
                self.dismiss()
                raise NotDone(f"it took longer than {patience:.0f} s") from None
            self.dismiss()
        raise NotDone(f"the {self._name} process ended before it was done")

    async def _submit(self, work: Callable[..., T], *args: object) -> T:
        if self._pool is None:
            # Spawned, not forked: a fork would carry the bot's connections and memory along.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)

    def _stay(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None


def _begin() -> None:
    """Be polite and modest, leave Ctrl-C to the bot, and end when the bot does."""
    _bound_memory()
    _give_way()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ |= ONE_THREAD  # the drawing library is not loaded yet
    # A sandbox may forbid it (setpriority is one of systemd's @resources); Windows has none.
    with suppress(OSError, AttributeError):
        os.nice(NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _bound_memory() -> None:
    """Let work that takes too much fail by itself, before the machine runs out of memory."""
    with suppress(ImportError, AttributeError, OSError, ValueError):  # not everywhere
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        bound = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, most))


def _give_way() -> None:
    """Be the one that the kernel ends where memory runs out: the bot outlives that."""
    with suppress(OSError):  # not everywhere
        Path("/proc/self/oom_score_adj").write_text(str(FIRST_TO_GO), "ascii")


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(0)
