"""A check-in step in a database that holds thousands of others' weeks, and in an empty one.

Run: `python -m tests.benchmarks.crowded`.
"""

import asyncio
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from storage.answers import ANSWER
from storage.check_ins import CHECK_IN
from storage.conversations import CONVERSATION
from storage.goals import GOAL
from tests.benchmarks.canned import Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import running
from tests.benchmarks.replies import TEXTS, people_of
from tests.benchmarks.table import Measured, table

OTHERS = 10_000
# What a step reads and writes. The others have no rows that would make them be reminded.
TABLES = (ANSWER, CHECK_IN, GOAL, CONVERSATION)


@dataclass(frozen=True, slots=True)
class Crowd:
    """One round: microseconds of processor time for a step, with nobody else and with others."""

    alone: float
    crowded: float


def crowd(folder: str, users: Sequence[int], others: int) -> str:
    """Copy a database, and in it everybody's weeks to so many people who never write."""
    copy = f"{folder}-crowded"
    shutil.copytree(folder, copy)
    with closing(sqlite3.connect(Path(copy) / "small-steps.db")) as connection:
        for times in range(1, -(-others // len(users)) + 1):
            for one in TABLES:
                rest = ", ".join(
                    f'"{column.name}"' for column in one.c if column.name != "user_id"
                )
                connection.execute(
                    f'INSERT INTO "{one.name}" (user_id, {rest}) '  # noqa: S608 - names of ours
                    f'SELECT user_id + ?, {rest} FROM "{one.name}" WHERE user_id <= ?',
                    (times * 1_000_000, max(users)),
                )
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return copy


async def _cpu(folder: str, users: Sequence[int]) -> float:
    async with (
        Canned() as api,
        running(api, "-m", "tests.benchmarks.durable", folder, api.url) as bot,
    ):
        before = bot.cpu()
        done = await api.ask(evenings(users, TEXTS), window=max(1, len(users) * 4 // 5))
        return 1e6 * (bot.cpu() - before) / done.updates


def rounds(count: int, size: float = 0.25, others: int = OTHERS) -> list[Crowd]:
    """Measure several rounds, each with fresh copies."""
    _, users, _ = people_of(size)
    found = []
    with prepared(users) as folder:
        full = crowd(folder(), users, others)
        for number in range(count):
            mine = shutil.copytree(full, f"{full}-{number}")
            found.append(
                Crowd(asyncio.run(_cpu(folder(), users)), asyncio.run(_cpu(str(mine), users)))
            )
            shutil.rmtree(mine)
    return found


def lines(found: Sequence[Crowd], others: int = OTHERS) -> list[Measured]:
    """Write the line of the table."""
    alone, crowded = median(each.alone for each in found), median(each.crowded for each in found)
    return [
        Measured(
            f"(g) a step beside the eight weeks of {others:,} others / of nobody, processor time",
            [each.crowded / each.alone for each in found],
            f"{crowded:.0f} µs, {alone:.0f} µs",
            "≤ 1.3",
        )
    ]


if __name__ == "__main__":
    print(table(lines(rounds(3))))
