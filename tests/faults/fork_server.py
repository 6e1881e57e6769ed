"""Starts the bot in forks of a process that has everything imported, and has lived a story.

A fork runs the same command line as `python -m bot`, two seconds of processor time sooner. Reads
one JSON object a line: the environment of the bot, and its command line where it is another one
of `python`; answers with the process id. This module itself imports little: the process that draws
for a bot begins with the modules of who started it.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from runpy import run_module
from tempfile import TemporaryDirectory
from typing import Any

IMPORTED_LATE = (
    "aiohttp.web",
    "alembic.command",
    "bot.app.serving",
    "prometheus_client",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
    "storage.statement_timeout",
)


def main() -> None:
    """Serve until the input ends."""
    _be_ready()
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


def _be_ready() -> None:
    """Do once what each fork would do again: import, and read the files that a story needs."""
    from conversations import data

    for name in IMPORTED_LATE:
        import_module(name)
    assert data.faults() == ()
    with TemporaryDirectory() as folder:
        asyncio.run(_story(Path(folder)))


async def _story(folder: Path) -> None:
    from pydantic import SecretStr

    from tests.support.town import DirectTown, does, settled_in

    key = SecretStr(bytes(32).hex())  # none that is made, and warned of
    async with DirectTown(folder, encryption_key=key) as town:
        alice = town.person()
        await settled_in(town, alice, goal="Walk")
        await does(town, alice, "/checkin", "[7]", "7:30", "[4]", "/win a walk", "rain all day")


def _live(order: dict[str, Any]) -> None:
    from bot.cli import main as run_bot
    from tests.faults.points import plant_from_environment

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(order["env"])
    if command := order["command"]:
        _, name, *sys.argv[1:] = command
        run_module(name, run_name="__main__", alter_sys=True)
        os._exit(0)
    plant_from_environment()
    os._exit(run_bot([]))


if __name__ == "__main__":
    main()
