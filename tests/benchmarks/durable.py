"""The bot itself, at an evening of its own and without Telegram's limits.

Run as its own process: `python -m tests.benchmarks.durable FOLDER URL`.
"""

import asyncio
import sys
from pathlib import Path

from bot import logs, timetable
from bot.house import House
from tests.benchmarks.prepare import UNLIMITED, evening_clock, settings


async def main(folder: Path, url: str) -> None:
    """Live until killed."""
    house = await House.build(settings(folder, url), evening_clock(), limits=UNLIMITED)
    await house.run()


if __name__ == "__main__":
    timetable.use_shipped_zones()
    logs.set_up("WARNING")
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
