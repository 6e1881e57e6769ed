"""Works that share one transaction and one fsync, as SQLite runs them."""

from collections.abc import Callable

from sqlalchemy import Connection

from storage.driver_errors import meaning, writes_refused
from storage.engines import sqlite_driver
from storage.errors import Unavailable
from storage.jobs import Job, as_told
from storage.transaction import Start


class _OneFailed(Exception):
    """A work failed, and there is no savepoint to go back to; the cause says why."""


class Group:
    """Runs works together on the one connection."""

    def __init__(self, connection: Connection, begin: Callable[[], None], start: Start) -> None:
        self._connection = connection
        self._driver = sqlite_driver(connection)
        self._begin = begin
        self._start = start

    def run(self, jobs: list[Job]) -> list[Job]:
        """The jobs, done: kept together, or failed alone, or failed together."""
        left = jobs
        while left:
            left = left[self._commit(left) :]
        return jobs

    def alone(self, job: Job) -> list[Job]:
        """The job, done outside any transaction."""
        try:
            job.value = job.work(self._start(self._connection, self._driver))
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
        tx = self._start(self._connection, self._driver)
        try:
            job.value = job.work(tx)
        except BaseException as error:
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


def _blame(jobs: list[Job], error: BaseException) -> None:
    for job in jobs:
        if job.error is None:
            job.error = _told(job, error)


def _told(job: Job, error: BaseException) -> BaseException:
    known = meaning(error)
    if known is None or (not job.writes and writes_refused(error)):
        return as_told(error)
    known.__cause__ = error
    return known
