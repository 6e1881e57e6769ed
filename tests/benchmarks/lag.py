"""How late the bot's event loop is while week pictures are drawn, and while it is at rest.

Run: `python -m tests.benchmarks.lag`.
"""

import asyncio
import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.canned import USER, Canned
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import Bot, running
from tests.benchmarks.table import Measured

PICTURES = 50
AT_ONCE = 3  # people who wait for their picture at a time
REST = 2.0  # seconds
TARGET = "≤ 5 ms"


@dataclass(frozen=True, slots=True)
class Lag:
    """One round: the 99th percentiles at rest and while drawing, in milliseconds."""

    at_rest: float
    drawing: float
    worst: float
    pictures_per_second: float


async def one_round(folder: str, users: Sequence[int], rest: float) -> Lag:
    """Let everyone ask for their week, so that the drawing process is never without work."""
    command = ("-m", "tests.benchmarks.watched", folder)
    async with Canned() as api, running(api, *command, api.url, prints=True) as bot:
        await api.ask([(users[0], "/week")], window=1)  # the drawing process starts
        await told_by(bot)
        await asyncio.sleep(rest)
        at_rest = await told_by(bot)
        drawn = await api.ask([(user, "/week") for user in users], window=AT_ONCE)
        drawing = await told_by(bot)
    return Lag(
        1000 * at_rest["p99"], 1000 * drawing["p99"], 1000 * drawing["worst"], drawn.per_second
    )


async def told_by(bot: Bot) -> dict[str, float]:
    """Read the pulse since the last time."""
    bot.process.send_signal(signal.SIGUSR1)
    assert bot.process.stdout is not None
    told: dict[str, float] = json.loads(await bot.process.stdout.readline())
    return told


def rounds(count: int, pictures: int = PICTURES, rest: float = REST) -> list[Lag]:
    """Measure several rounds."""
    users = range(USER, USER + pictures)
    with prepared(users, opened=False) as folder:
        return [asyncio.run(one_round(folder(), users, rest)) for _ in range(count)]


def lines(found: Sequence[Lag], pictures: int = PICTURES) -> list[Measured]:
    """Write the lines of the table."""
    return [
        Measured(
            f"(c) event-loop lag p99 while {pictures} week pictures are drawn",
            [lag.drawing for lag in found],
            f"at rest {sorted(lag.at_rest for lag in found)[len(found) // 2]:.2f} ms",
            TARGET,
            "ms",
        )
    ]


if __name__ == "__main__":
    for lag in rounds(3):
        print(lag)
