"""PostgreSQL: a small pool of threads, each work in its own transaction, repeated if undone."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from storage.driver_errors import is_cut, meaning, outcome_unknown, unanswered, worth_retrying
from storage.engines import postgres_engine
from storage.errors import Unavailable
from storage.keystore import CHANGES
from storage.transaction import Driver, Start, Work

T = TypeVar("T")

TRIES = 5
FIRST_PAUSE = 0.02
AWAY = 2.0  # seconds in which a server that did not answer is not asked again


class _CommitLost(Exception):
    """The connection broke during COMMIT: nobody knows, so it must not be repeated blindly."""


class Postgres:
    """The server database, for several processes at once; READ COMMITTED."""

    def __init__(
        self,
        url: URL,
        begin: Callable[[int], None],
        start: Start,
        jitter: Callable[[], float],
        threads: int,
    ) -> None:
        """`begin` hears how often keys have changed, on whichever process that was."""
        self._engine = postgres_engine(url, size=threads)
        self._begin = begin
        self._start = start
        self._jitter = jitter
        self._away_until = 0.0
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="database")

    def at_once(self, work: Work[T], *, writes: bool = True) -> T:
        """Run the work here; again, up to five times in all, if the server undid it."""
        if time.monotonic() < self._away_until:
            raise Unavailable  # or everyone would wait for the same silence, one after the other
        for tried in range(1, TRIES + 1):
            pool = self._engine.pool
            try:
                return self._once(work, writes=writes)
            except _CommitLost as lost:
                self._note(lost.__cause__ or lost)
                raise Unavailable from lost.__cause__
            except Exception as error:
                self._note(error)
                if is_cut(error):
                    self._engine.dispose()  # the others are as old, and may be as dead
                if tried == TRIES or not worth_retrying(error):
                    known = meaning(error)
                    if known is None:
                        raise
                    raise known from error
            finally:
                if pool is not self._engine.pool:
                    pool.dispose()  # replaced meanwhile: nobody else would close what came back
            time.sleep(FIRST_PAUSE * 2**tried * self._jitter())
        raise AssertionError("unreachable")

    async def run(self, work: Work[T], *, writes: bool) -> T:
        """Run the work in one of the threads."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(
                self._pool, lambda: self.at_once(work, writes=writes)
            )
        except RuntimeError as error:
            if "after shutdown" in str(error):
                raise Unavailable("The database is closed.") from error
            raise

    async def checkpoint(self) -> None:
        """Nothing to do: the server keeps its own log."""

    def stop(self) -> None:
        """Finish what runs, then close."""
        self._pool.shutdown()
        self._engine.dispose()

    def _note(self, error: BaseException) -> None:
        """Leave a server that does not answer alone for a moment."""
        if unanswered(error):
            self._away_until = time.monotonic() + AWAY

    def _once(self, work: Work[T], *, writes: bool) -> T:
        options = {} if writes else {"postgresql_readonly": True}
        with self._engine.connect().execution_options(**options) as connection:
            transaction = connection.begin()
            driver: Driver = connection.connection.driver_connection
            self._begin(driver.execute(CHANGES).fetchone()[0])
            tx = self._start(connection, driver)
            try:
                value = work(tx)
            except BaseException:
                # On a broken connection there is nothing to take back, and that says nothing new.
                with suppress(DBAPIError):
                    transaction.rollback()
                raise
            try:
                transaction.commit()
            except Exception as error:
                # Undone by the server, or lost on the way? Only the first may simply run again.
                if outcome_unknown(error):
                    raise _CommitLost from error
                raise
        for call in tx.afterwards:
            call()
        return value
