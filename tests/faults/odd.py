"""Thousands of odd but well-formed files, and lives that go on with what was in them.

python -m tests.faults.odd --files 2000 --seed 1
"""

import argparse
import asyncio
import os
import sys
import tempfile
from itertools import count
from pathlib import Path

from bot.clock import FrozenClock
from storage.migrate import migrate
from storage.store import Store
from storage.vault import Vault
from tests.faults.aftermath import Aftermath, Figures
from tests.faults.life_after import Effort
from tests.faults.odd_files import NOW

KEY = b"an installation key, 32 bytes ok"


async def run(url: str, seed: int, files: int, pace: Effort, first: int = 0) -> Figures:
    """Let people come with so many files to a migrated database; what became of them."""
    clock, ids = FrozenClock(NOW), count(1)
    vault = Vault.open(url, key=KEY, random=os.urandom)
    store = Store.open(url, vault=vault, now=clock.now, ids=lambda: f"{next(ids):010}")
    try:
        return await Aftermath(store, clock, seed, pace).passes(files, first)
    finally:
        await store.close()
        vault.close()


def main() -> int:
    """Print the figures; 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.odd")
    parser.add_argument("--files", type=int, default=1000, help="how many people come with one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--drawn", type=float, default=0.02, help="how many pictures are drawn")
    parser.add_argument("--database", help="an empty database; otherwise a file in memory")
    given = parser.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 - a file system in memory, where there is one
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        url = given.database or f"sqlite:///{folder}/small-steps.db"
        migrate(url)
        pace = Effort(drawn=given.drawn)
        figures = asyncio.run(run(url, given.seed, given.files, pace, given.first))
    sys.stdout.write("\n".join(figures.lines()) + "\n")
    return 1 if figures.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
