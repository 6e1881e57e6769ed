"""SQLite: one connection in one thread, and one fsync for all works that wait."""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from sqlalchemy import URL, Connection

from storage.driver_errors import translated
from storage.engines import sqlite_engine
from storage.errors import Unavailable
from storage.files import private_file
from storage.group_commit import Group
from storage.integrity import start_check
from storage.jobs import Job, deliver
from storage.transaction import Start, Tx, Work
from storage.urls import database_file

T = TypeVar("T")

# So many works share a commit at most: enough to pay one fsync, few enough to keep it short.
GROUP = 64


class Sqlite:
    """The embedded database.

    All works that wait run in one transaction; their callers hear back after the COMMIT. A work
    that fails takes back only what it did itself: all is undone then, and done once more with
    each in a savepoint of its own.
    """

    def __init__(self, url: URL, begin: Callable[[], None], start: Start) -> None:
        self._file = database_file(url)
        self._begin = begin
        self._start = start
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closed = False
        opened: Future[None] = Future()
        # A daemon: what it has not finished was never acknowledged, so nobody need wait for it.
        self._thread = threading.Thread(
            target=self._live, args=(opened,), name="database", daemon=True
        )
        self._thread.start()
        opened.result()

    def at_once(self, work: Work[T]) -> T:
        """Run the work and wait for it."""
        done: Future[T] = Future()
        self._queue.put(Job(work, writes=True, future=done))
        return done.result()

    async def run(self, work: Work[T], *, writes: bool) -> T:
        """Run the work in the database's thread."""
        if self._closed:
            raise Unavailable("The database is closed.")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put(Job(work, writes, future, loop))
        return await future

    async def checkpoint(self) -> None:
        """Copy the log into the file and cut it to nothing."""
        await self.run(_checkpoint, writes=False)

    def stop(self) -> None:
        """Run what waits, then close."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()

    def _live(self, opened: "Future[None]") -> None:
        try:
            connection = self._open()
        except BaseException as error:  # noqa: BLE001 - whoever opens must hear of anything
            opened.set_exception(error)
            return
        opened.set_result(None)
        group = Group(connection, self._begin, self._start)
        try:
            while self._serve(group):
                pass
        finally:
            _drop(connection)

    def _open(self) -> Connection:
        with translated():
            private_file(self._file)
            connection = sqlite_engine(self._file).connect()
            try:
                start_check(connection, self._file)
            except BaseException:
                _drop(connection)
                raise
        return connection

    def _serve(self, group: Group) -> bool:
        """Run what waits; False when it is time to close."""
        job = self._queue.get()
        jobs: list[Job] = []
        while job is not None:
            jobs.append(job)
            if len(jobs) == GROUP or job.work is _checkpoint or self._queue.empty():
                break
            # This thread is the only taker, so what is not empty will not block.
            job = self._queue.get()
        if jobs and jobs[-1].work is _checkpoint:
            last = jobs.pop()
            deliver(group.run(jobs))
            deliver(group.alone(last))
        else:
            deliver(group.run(jobs))
        return job is not None


def _drop(connection: Connection) -> None:
    connection.close()
    connection.engine.dispose()


def _checkpoint(tx: Tx) -> None:
    busy, _, _ = tx.driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Unavailable("Another process reads the database; its log cannot be cut now.")
