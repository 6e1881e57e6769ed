"""What a thread does with a work on a server: a transaction, and again if it was undone."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection

from storage.driver_errors import CommitLost, is_cut, meaning, unanswered, worth_retrying
from storage.engines import ASLEEP, KEPT_PLANS, postgres_engine, server_driver
from storage.errors import Unavailable
from storage.jobs import Job, as_told
from storage.thread_pool import Run
from storage.transaction import Tx, Work

if TYPE_CHECKING:
    from storage.pipeline import Pipeline

StartOnServer = Callable[[Connection, "Pipeline"], Tx]

TRIES = 5
FIRST_PAUSE = 0.02
AWAY = 2.0  # seconds in which a server that did not answer is not asked again
BEGIN = "BEGIN"
READ_ONLY = " READ ONLY"


class ServerState:
    """What all threads know of the server."""

    def __init__(
        self, url: URL, start: StartOnServer, jitter: Callable[[], float], most: int
    ) -> None:
        self.engine = postgres_engine(
            url, size=most, autocommit=True, asleep=ASLEEP, plans=KEPT_PLANS
        )
        self.start = start
        self.jitter = jitter
        self.cuts = 0
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether it did not answer just now: everyone would wait for the same silence."""
        return time.monotonic() < self._away_until

    def failed(self, error: BaseException) -> None:
        """Leave it alone for a moment, if it did not answer; of dead lines all are as old."""
        if unanswered(error):
            self._away_until = time.monotonic() + AWAY
        if is_cut(error):
            self.cuts += 1

    def close(self) -> None:
        """Let go of everything."""
        self.engine.dispose()


class Line:
    """A thread's connection, made anew where it, or another that is as old, was found dead."""

    def __init__(self, server: ServerState) -> None:
        self._server = server
        self._connection: Connection | None = None
        self._pipeline: Pipeline | None = None
        self._cuts = -1

    def begin(self, order: str) -> "tuple[Tx, Pipeline]":
        """Begin a transaction."""
        if self._connection is None or self._pipeline is None or self._is_old:
            self.drop()
            self._connection, self._pipeline = self._opened()
        self._pipeline.order(order)
        return self._server.start(self._connection, self._pipeline), self._pipeline

    @property
    def _is_old(self) -> bool:
        return self._cuts != self._server.cuts

    def _opened(self) -> "tuple[Connection, Pipeline]":
        from storage.pipeline import Pipeline

        self._cuts = self._server.cuts
        connection = self._server.engine.connect()
        return connection, Pipeline(server_driver(connection))

    def drop(self) -> None:
        """Let go of the connection, whatever state it is in."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
        self._connection = self._pipeline = None


@contextmanager
def run_on(server: ServerState) -> Iterator[Run]:
    """Make what runs works on a connection of its own."""
    line = Line(server)

    def run(job: Job) -> None:
        try:
            job.value = _tried(server, line, job.work, BEGIN if job.writes else BEGIN + READ_ONLY)
        except BaseException as error:  # noqa: BLE001 - the caller must hear of it
            job.error = as_told(error)

    try:
        yield run
    finally:
        line.drop()


def _tried(server: ServerState, line: Line, work: Work[object], begin: str) -> object:
    """Run the work; again, up to five times in all, if the server undid it."""
    if server.is_away:
        raise Unavailable
    for tried in range(1, TRIES + 1):
        try:
            return _once(line, work, begin)
        except CommitLost as lost:
            server.failed(lost.__cause__ or lost)
            raise Unavailable from lost.__cause__
        except Exception as error:
            server.failed(error)
            if tried == TRIES or not worth_retrying(error):
                known = meaning(error)
                if known is None:
                    raise
                raise known from error
        time.sleep(FIRST_PAUSE * 2**tried * server.jitter())
    raise AssertionError("unreachable")


def _once(line: Line, work: Work[object], begin: str) -> object:
    tx, pipeline = line.begin(begin)
    try:
        value = work(tx)
        if not pipeline.is_begun:
            # Whether the line lives is known before the COMMIT, so that what is lost with a dead
            # one is known to be lost, and runs again.
            pipeline.send()
        pipeline.commit()
    except BaseException:
        try:
            pipeline.roll_back()
        except Exception:  # noqa: BLE001 - on a broken line there is nothing to take back
            line.drop()
        raise
    for call in tx.afterwards:
        call()
    return value
