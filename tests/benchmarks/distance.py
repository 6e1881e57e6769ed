"""Fifty milliseconds to Telegram and back: one slow call must not hold up the others.

The library's echo bot handles one update after the other, its default, so it cannot be faster
than the way there and back. Run: `python -m tests.benchmarks.distance`.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.canned import Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import running
from tests.benchmarks.replies import TEXTS, people_of
from tests.benchmarks.table import Measured, table

DELAY = 0.05  # seconds
ECHOED = 15  # people who write to the echo bot: it takes fifty milliseconds for each text


@dataclass(frozen=True, slots=True)
class Distant:
    """One round: updates a second of the echo bot, and of ours."""

    echo: float
    ours: float


async def _per_second(users: Sequence[int], *command: str) -> float:
    async with Canned(DELAY) as api, running(api, *command, api.url):
        found = await api.ask(evenings(users, TEXTS), window=max(1, len(users) * 4 // 5))
    return found.per_second


async def one_round(folder: str, users: Sequence[int]) -> Distant:
    """Measure the two bots, one after the other."""
    echo = await _per_second(users[:ECHOED], "-m", "tests.benchmarks.echo", "httpx")
    return Distant(echo, await _per_second(users, "-m", "tests.benchmarks.durable", folder))


def rounds(count: int, size: float = 1.0) -> list[Distant]:
    """Measure several rounds."""
    _, users, _ = people_of(size)
    with prepared(users) as folder:
        return [asyncio.run(one_round(folder(), users)) for _ in range(count)]


def lines(found: Sequence[Distant]) -> list[Measured]:
    """Write the line of the table."""
    ours, echo = median(each.ours for each in found), median(each.echo for each in found)
    return [
        Measured(
            f"(f) the same with Telegram {DELAY * 1000:.0f} ms away / echo on httpx",
            [each.ours / each.echo for each in found],
            f"{ours:.0f}/s, echo {echo:.0f}/s",
            "≥ 8",
        )
    ]


if __name__ == "__main__":
    print(table(lines(rounds(3))))
