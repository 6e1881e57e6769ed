"""Seconds from start to the first getUpdates, and memory after one check-in, of `python -m bot`.

Beside it the library's bare bot, in turns. Run: `python -m tests.benchmarks.idle`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.canned import USER, Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import bytecode, running
from tests.benchmarks.replies import TEXTS
from tests.benchmarks.table import Measured

REST = 1.0


@dataclass(frozen=True, slots=True)
class Start:
    """One bot in one round."""

    seconds: float
    megabytes: float
    draws: bool


async def measure(
    command: Sequence[str], texts: Sequence[str], env: dict[str, str], *, named: bool
) -> Start:
    """Start a bot, let one person talk with it, and look at it a moment later."""
    async with Canned() as api:
        where = {"TELEGRAM_API_URL": api.url} if named else {}
        arguments = command if named else (*command, api.url)
        async with running(api, *arguments, env={**env, **where}) as bot:
            await api.ask(evenings([USER], texts), window=1)
            await asyncio.sleep(REST)
            return Start(bot.seconds, bot.memory(), bot.holds("matplotlib"))


async def one_round(folder: str, written: dict[str, str]) -> dict[str, Start]:
    """Measure both, one after the other; the bot finds its database as it left it."""
    env = {
        **written,
        "TELEGRAM_BOT_TOKEN": "1:benchmark",
        "DATABASE_URL": f"sqlite:///{folder}/small-steps.db",
        "LOG_LEVEL": "ERROR",
    }
    echo = ("-m", "tests.benchmarks.echo", "httpx")
    return {
        "library": await measure(echo, TEXTS, written, named=False),
        "ours": await measure(("-m", "bot"), ("/checkin", *TEXTS), env, named=True),
    }


def rounds(count: int, before: int = 1) -> list[dict[str, Start]]:
    """Measure several rounds, after one that writes bytecode."""
    with prepared([USER], opened=False) as folder, TemporaryDirectory() as place:
        written = bytecode(Path(place))
        return [asyncio.run(one_round(folder(), written)) for _ in range(before + count)][before:]


def lines(found: Sequence[dict[str, Start]]) -> list[Measured]:
    """Write the lines of the table."""
    library = [each["library"] for each in found]
    ours = [each["ours"] for each in found]
    drawn = "matplotlib in it" if any(start.draws for start in ours) else "no matplotlib in it"
    return [
        Measured(
            f"(e) memory of the bot process after one check-in, {drawn}",
            [start.megabytes for start in ours],
            f"the library's bare bot {median(start.megabytes for start in library):.0f} MB",
            unit="MB",
        ),
        Measured(
            "(e) from start to the first getUpdates",
            [start.seconds for start in ours],
            f"the library's bare bot {median(start.seconds for start in library):.2f} s",
            unit="s",
        ),
    ]


if __name__ == "__main__":
    for each in rounds(3):
        print(each)
