"""Kills an upgrade at one statement after the other, each time of a fresh copy, and ends it anew.

Run as a process of its own, which forks while it has no threads: `… FOLDER`. Prints how many kills
there were; any that left something wrong ends it with an error.
"""

import asyncio
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import alembic.command  # noqa: F401 - imported so that the forks need not
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.storage import test_upgrade
from tests.storage.old_life import ALICE, BOB, bring_up_to_date, put_back

WRITES = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "CREATE", "DROP", "ALTER")
# Statements between two kills, besides those at every COMMIT.
APART = 12 if "SMALL_STEPS_THOROUGH" in os.environ else 60


def main(folder: Path) -> int:
    """Do it."""
    gc.freeze()  # no child need look for garbage in what all of them share
    before, here = folder / "before", folder / "here"
    put_back(f"sqlite:///{before}/small-steps.db")
    statements = folder / "statements"
    _fresh(before, here)
    assert _in_a_child(lambda: _recorded(here, statements)) == 0
    written = statements.read_text().splitlines()
    commits = [number for number, word in enumerate(written, 1) if word == "COMMIT"]
    points = sorted({*commits, *(n + 1 for n in commits[:-1]), *range(1, len(written), APART)})
    for point in points:
        _fresh(before, here)
        died = _in_a_child(lambda point=point: _killed(here, point))
        assert died == signal.SIGKILL, (point, died)
        assert _in_a_child(lambda: _ended(here)) == 0, (point, written[point - 1])
    return len(points)


def _fresh(before: Path, here: Path) -> None:
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(before, here)


def _in_a_child(work: Callable[[], None]) -> int:
    """Run it in a process of its own; 0, or the signal that it died of, or 255."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return abs(os.waitstatus_to_exitcode(status))
    try:
        work()
    except BaseException as fault:  # noqa: BLE001 - shown to whoever reads the output
        os.write(2, f"{fault!r}\n".encode())
        os._exit(255)
    os._exit(0)


def _traced(on_write: Callable[[str], None]) -> None:
    """Tell of each statement that writes, as the driver is about to run it."""

    def trace(statement: str) -> None:
        word = statement.split(maxsplit=1)[0].upper()
        if word in WRITES:
            on_write(word)

    def connected(connection: Any, _record: Any) -> None:
        connection.set_trace_callback(trace)

    event.listen(Engine, "connect", connected)


def _recorded(here: Path, statements: Path) -> None:
    words: list[str] = []
    _traced(words.append)
    bring_up_to_date(f"sqlite:///{here}/small-steps.db")
    statements.write_text("\n".join(words))


def _killed(here: Path, point: int) -> None:
    done = 0

    def die(_word: str) -> None:
        nonlocal done
        done += 1
        if done == point:
            os.kill(os.getpid(), signal.SIGKILL)

    _traced(die)
    bring_up_to_date(f"sqlite:///{here}/small-steps.db")


def _ended(here: Path) -> None:
    url = f"sqlite:///{here}/small-steps.db"
    bring_up_to_date(url)
    assert test_upgrade.told_without_a_key(url) == set()
    asyncio.run(test_upgrade.as_exported(url, ALICE, BOB))


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]))}\n")
