"""Runs commands of the bot in forks, and kills one with SIGKILL when it takes a given step.

A step is anything that could leave something half done: a file opened, renamed or removed, a
statement given to a database. They are counted, not timed, so each run dies at the same place.
Reads one JSON object a line: `arguments`, `environment`, and `step` (0 for none); answers with the
exit code, negative for a signal, and how many steps were taken.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

THOROUGH = bool(os.environ.get("SMALL_STEPS_THOROUGH"))
ROOT = Path(__file__).parents[2]
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "sqlite3.connect"}


class KillSteps:
    """The process that everything is imported in, and the forks it makes."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        self._server = server

    def run(self, *arguments: str, step: int = 0, **environment: str) -> tuple[int, int]:
        """Run the command; its exit code, and how many steps it took if it lived."""
        order = {"arguments": arguments, "environment": environment, "step": step}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(order) + "\n")
        self._server.stdin.flush()
        code, taken = json.loads(self._server.stdout.readline())
        return code, taken

    def places(self, *arguments: str, most: int, **environment: str) -> range:
        """Where to kill the command: every step of it, or so many evenly spaced."""
        code, taken = self.run(*arguments, **environment)
        assert code == 0, "the command does not work even when nobody kills it"
        apart = 1 if THOROUGH else max(1, taken // most)
        return range(1, taken + 1, apart)


@contextmanager
def forks(log: Path) -> Iterator[KillSteps]:
    """Serve until the block ends; what the commands say goes to the log."""
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.steps"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        )
        try:
            yield KillSteps(server)
        finally:
            server.communicate()


def _serve() -> None:
    import alembic.command  # noqa: F401 - imported so that the forks need not
    import psycopg  # noqa: F401 - imported so that the forks need not
    import sqlalchemy.dialects.postgresql.psycopg
    import sqlalchemy.dialects.sqlite  # noqa: F401 - imported so that the forks need not

    import bot.app.database
    import bot.app.restore  # noqa: F401 - imported so that the forks need not
    import storage.statement_timeout  # noqa: F401 - imported so that the forks need not

    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _live(json.loads(line), writing)
        os.close(writing)
        with os.fdopen(reading) as said:
            taken = said.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(json.dumps([code, int(taken or 0)]) + "\n")
        sys.stdout.flush()


def _live(order: dict[str, Any], writing: int) -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    from bot.cli import main

    os.dup2(2, 1)
    os.environ.update(order["environment"])
    taken = 0

    def count(*_given: Any) -> None:
        nonlocal taken
        taken += 1
        if taken == order["step"]:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda name, _given: count() if name in STEPS else None)
    event.listen(Engine, "before_cursor_execute", count)
    code = main(order["arguments"])
    os.write(writing, str(taken).encode())
    os._exit(code)


if __name__ == "__main__":
    _serve()
