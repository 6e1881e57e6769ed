"""The bot itself, at an evening of its own and without Telegram's limits.

Run as its own process: `python -m tests.benchmarks.durable FOLDER URL`.
"""

import asyncio
import sys
from pathlib import Path

from bot import cli, logs
from bot import local_time as timetable
from bot.app.app import House
from tests.benchmarks.prepare import UNLIMITED, evening_clock, settings


def begin() -> None:
    """Begin as `python -m bot` does."""
    timetable.use_shipped_zones()
    logs.set_up("WARNING")


async def built(folder: Path, url: str) -> House:
    """Build the house on a prepared folder."""
    house = await House.build(settings(folder, url), evening_clock(), limits=UNLIMITED)
    cli.spare_the_collector()
    return house


async def main(folder: Path, url: str) -> None:
    """Live until killed."""
    await (await built(folder, url)).run()


if __name__ == "__main__":
    begin()
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
