"""The bot itself, at an evening of its own and without Telegram's limits.

Run as its own process: `python -m tests.benchmarks.durable FOLDER [DATABASE] URL`.
"""

import asyncio
import sys
from pathlib import Path

from bot import local_time, logs
from bot.app.app import App
from bot.app.serving import spare_the_collector, take_short_turns
from tests.benchmarks.prepare import UNLIMITED, evening_clock, settings


def begin() -> None:
    """Begin as `python -m bot` does."""
    local_time.use_shipped_zones()
    logs.set_up("WARNING")
    take_short_turns()


async def built(folder: Path, url: str, database: str = "") -> App:
    """Build the app on a prepared folder, or on a prepared database on a server."""
    app = await App.build(settings(folder, url, database), evening_clock(), limits=UNLIMITED)
    spare_the_collector()
    return app


async def main(folder: Path, url: str, database: str = "") -> None:
    """Live until killed."""
    await (await built(folder, url, database)).run()


if __name__ == "__main__":
    begin()
    asyncio.run(main(Path(sys.argv[1]), sys.argv[-1], *sys.argv[2:-1]))
