"""A connection to PostgreSQL that waits only so long: a line can be dead without anyone saying so.

Loaded only where PostgreSQL is used, as is the driver.
"""

import time
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.errors import ConnectionTimeout
from psycopg.rows import TupleRow


class NoAnswer(ConnectionTimeout):
    """The server said nothing for too long, and the connection was given up."""


class ServerConnection(psycopg.Connection[TupleRow]):
    """Gives up, and closes, when a statement is not answered within `patience` seconds."""

    patience = float("inf")

    def wait(self, gen: PQGen[RV], *given: Any, **more: Any) -> RV:
        """Wait for an answer, and not for ever."""
        return super().wait(self._within(gen), *given, **more)

    def check(self, over: float) -> None:
        """Give up when the time is over."""
        if time.monotonic() > over:
            self.pgconn.finish()
            raise NoAnswer("the server does not answer")

    def _within(self, gen: PQGen[RV]) -> PQGen[RV]:
        over = time.monotonic() + self.patience
        try:
            wish = next(gen)
            while True:
                ready = yield wish
                # Nothing came: the driver looks up ten times a second while it waits.
                if not ready:
                    self.check(over)
                wish = gen.send(ready)
        except StopIteration as done:
            value: RV = done.value
            return value
