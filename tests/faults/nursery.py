"""Starts the bot in forks of a process that has everything imported already.

A fork runs the same command line as `python -m bot`, a second and a half sooner. Reads one JSON
object a line: the environment of the bot; answers with the process id.
"""

import gc
import json
import os
import signal
import sys

import alembic.command  # noqa: F401 - imported so that the forks need not
import sqlalchemy.dialects.sqlite  # noqa: F401 - imported so that the forks need not

import bot.app.serving  # noqa: F401 - imported so that the forks need not
from bot.cli import main as run_bot
from storage.migrate import migrate  # noqa: F401 - imported so that the forks need not
from tests.faults.points import plant_from_environment


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # The bot looks for garbage when it starts; what all forks share need not be looked through.
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        number = os.fork()
        if number == 0:
            _live(order)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _live(order: dict[str, dict[str, str]]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(order["env"])
    plant_from_environment()
    os._exit(run_bot([]))


if __name__ == "__main__":
    main()
