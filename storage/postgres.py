"""PostgreSQL: some threads with a connection each, each work in its own transaction."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from sqlalchemy import URL

from storage.jobs import Job
from storage.server_thread import ServerState, StartOnServer, run_on
from storage.thread_pool import ThreadPool
from storage.transaction import Work

T = TypeVar("T")


class Postgres:
    """The server database, for several processes at once; READ COMMITTED."""

    def __init__(
        self, url: URL, start: StartOnServer, jitter: Callable[[], float], threads: int
    ) -> None:
        self._server = ServerState(url, start, jitter, threads)
        self._threads = ThreadPool(partial(run_on, self._server), threads)

    def at_once(self, work: Work[T]) -> T:
        """Run the work and wait for it."""
        done: Future[T] = Future()
        self._threads.put(Job(work, writes=True, future=done))
        return done.result()

    async def run(self, work: Work[T], *, writes: bool) -> T:
        """Run the work in one of the threads."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._threads.put(Job(work, writes, future, loop))
        return await future

    async def checkpoint(self) -> None:
        """Nothing to do: the server keeps its own log."""

    def stop(self) -> None:
        """Finish what waits, then close."""
        self._threads.stop()
        self._server.close()
