"""SQLite: one connection in one thread, and one fsync for all works that wait."""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import URL, Connection

from storage.cache import Cache
from storage.driver_errors import meaning, translated, writes_refused
from storage.engines import quick_check, sqlite_driver, sqlite_engine
from storage.errors import Unavailable
from storage.files import private_file
from storage.transaction import Start, Tx, Work
from storage.urls import database_file

T = TypeVar("T")

# So many works share a commit at most: enough to pay one fsync, few enough to keep it short.
GROUP = 64


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
                quick_check(connection)
            except BaseException:
                _drop(connection)
                raise
        return connection

    def _serve(self, group: "Group") -> bool:
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
            _deliver(group.run(jobs))
            _deliver(group.alone(last))
        else:
            _deliver(group.run(jobs))
        return job is not None


class _OneFailed(Exception):
    """A work failed, and there is no savepoint to go back to; the cause says why."""


class Group:
    """Runs works together on the one connection."""

    def __init__(self, connection: Connection, begin: Callable[[], None], start: Start) -> None:
        self._connection = connection
        self._driver = sqlite_driver(connection)
        self._begin = begin
        self._start = start
        self._remembered = Cache()

    def run(self, jobs: list[Job]) -> list[Job]:
        """The jobs, done: kept together, or failed alone, or failed together."""
        left = jobs
        while left:
            left = left[self._commit(left) :]
        return jobs

    def alone(self, job: Job) -> list[Job]:
        """The job, done outside any transaction."""
        try:
            job.value = job.work(self._start(self._connection, self._driver, None))
        except Exception as error:  # noqa: BLE001 - the caller must hear of it
            _blame([job], error)
        return [job]

    def _commit(self, jobs: list[Job], *, apart: bool = False) -> int:
        """Run jobs from the front in one transaction; how many it took.

        It ends early after a work that has something to do once it is committed, such as
        destroying a key: no later work may see the world in between. `apart`: each in a savepoint.
        """
        do = self._driver.execute
        ran = 0
        after: list[Callable[[], None]] = []
        try:
            do("BEGIN IMMEDIATE" if any(job.writes for job in jobs) else "BEGIN")
            self._begin()
            self._remembered.begin(do("PRAGMA data_version").fetchone()[0])
            while ran < len(jobs) and not after:
                job = jobs[ran]
                ran += 1
                after = self._attempt(job, apart=apart)
            do("COMMIT")
        except _OneFailed as failed:
            self._undo()
            if len(jobs) > 1:
                return self._commit(jobs, apart=True)
            _blame(jobs, failed.__cause__ or failed)
            return 1
        except Exception as error:  # noqa: BLE001 - all of them must hear of it
            self._undo()
            self._remembered.clear()
            _blame(jobs[: ran or None], error)
            return ran or len(jobs)
        try:
            for call in after:
                call()
        except Exception as error:  # noqa: BLE001 - the caller must hear of it
            _blame([jobs[ran - 1]], error)
        return ran

    def _attempt(self, job: Job, *, apart: bool) -> list[Callable[[], None]]:
        do = self._driver.execute
        if apart:
            do("SAVEPOINT work")
        if not job.writes:
            do("PRAGMA query_only=1")
        tx = self._start(self._connection, self._driver, self._remembered)
        try:
            job.value = job.work(tx)
        except BaseException as error:
            self._remembered.clear()
            if not apart:
                raise _OneFailed from error
            _blame([job], error)
            self._take_back()
            return []
        finally:
            if not job.writes:
                do("PRAGMA query_only=0")
        self._make_sure()
        if apart:
            do("RELEASE work")
        return tx.afterwards

    def _make_sure(self) -> None:
        """Go on only in the transaction that was begun: a full disk can make SQLite give it up.

        The others are undone then too, whether or not the work minded.
        """
        if not self._driver.in_transaction:
            raise Unavailable

    def _take_back(self) -> None:
        self._make_sure()
        self._driver.execute("ROLLBACK TO work")
        self._driver.execute("RELEASE work")

    def _undo(self) -> None:
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")


def _drop(connection: Connection) -> None:
    connection.close()
    connection.engine.dispose()


def _checkpoint(tx: Tx) -> None:
    busy, _, _ = tx.driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise Unavailable("Another process reads the database; its log cannot be cut now.")


def _blame(jobs: list[Job], error: BaseException) -> None:
    for job in jobs:
        if job.error is None:
            job.error = _told(job, error)


def _told(job: Job, error: BaseException) -> BaseException:
    if isinstance(error, StopIteration):  # a future refuses it
        return RuntimeError("a work raised StopIteration")
    known = meaning(error)
    if known is None or (not job.writes and writes_refused(error)):
        return error
    known.__cause__ = error
    return known


def _deliver(jobs: list[Job]) -> None:
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
