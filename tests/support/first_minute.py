"""Alice after her first minute, lived once in a process and then copied.

A thousand stories begin there, and living through it takes longer than many of them.
"""

import atexit
import pickle
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.support.town import DirectTown, Town, settled_in

# What Telegram remembers; everything else there belongs to the running process.
OF_WORLD = ("chats", "taps", "files", "commands", "profile", "_next_message", "_next_file")
OF_LEDGER = ("effects", "calls", "refusals", "complaints", "_next")
OF_UPDATES = ("next_id", "allowed")


@dataclass(frozen=True, slots=True)
class Lived:
    """What is on the bot's disk, what Telegram remembers, and what time it is."""

    folder: Path
    telegram: bytes
    at: datetime


_once: list[Lived] = []


async def begins_after_it(town: Town) -> None:
    """Let a town whose bot was not started yet begin when Alice has settled in."""
    if not _once:
        _once.append(await _lived())
    shutil.copytree(_once[0].folder, town.folder, dirs_exist_ok=True)
    for part, state in zip(_parts(town), pickle.loads(_once[0].telegram), strict=True):  # noqa: S301 - our own
        for name, value in state.items():
            setattr(part, name, value)
    chats = town.playground.world.chats
    for user_id, chat in dict(chats).items():
        town.person(user_id).chat = chats[user_id] = chat
    town.clock.travel(_once[0].at)


async def _lived() -> Lived:
    folder = Path(mkdtemp(prefix="first-minute-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    async with DirectTown(folder) as town:
        await settled_in(town, town.person())
    names = (OF_WORLD, OF_LEDGER, OF_UPDATES)
    states = [
        {name: getattr(part, name) for name in of}
        for part, of in zip(_parts(town), names, strict=True)
    ]
    return Lived(folder, pickle.dumps(states), town.clock.now())


def _parts(town: Town) -> tuple[Any, Any, Any]:
    world = town.playground.world
    return world, world.ledger, world.updates
