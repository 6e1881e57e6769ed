"""/insights of two years: how long the other process takes, and how late the loop is meanwhile.

Run: `python -m tests.benchmarks insights`. The baseline of the reckoning is the plain way to do
the same circular shifts, one after the other, in the same process; that of the lag is the loop at
rest. Starting the other process is in neither.
"""

import asyncio
import itertools
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time as clock
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
from pydantic import JsonValue

from bot.app.database import open_store
from bot.core import contents
from bot.features.trackers.factors import WordContent
from charts.insights.examine import examine
from charts.insights.numbers import DiaryNumbers, Exposure, NightNumbers
from storage import answers
from storage.store import Tx
from tests.benchmarks.canned import USER, Canned
from tests.benchmarks.lag import told_by
from tests.benchmarks.prepare import EVENING, evening_clock, prepare, settings
from tests.benchmarks.processes import running
from tests.benchmarks.table import Measured
from tests.insights.simulated import FIRST, Simulated, plain

DAYS = 730
WORDS = tuple(f"word {n}" for n in range(12))
PEOPLE = 6
AT_ONCE = 3
REST = 2.0


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One round in one process: seconds for all of it, and for its shifts the plain way."""

    ours: float
    plain: float


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """One round with the whole bot: 99th percentiles in milliseconds, seconds for one message."""

    at_rest: float
    looking: float
    seconds: float


def two_years(days: int = DAYS) -> DiaryNumbers:
    """A diary with everything in it."""
    chance, who = np.random.default_rng(1), Simulated(0.3)
    ticks = [who.unanswered(chance, who.ticks(chance, days)) for _ in WORDS]
    night = NightNumbers(clock(23), clock(7), slept=7.0, in_bed=8.0)
    return DiaryNumbers(
        first=FIRST,
        moods=tuple(None if m is None else int(m) for m in plain(who.moods(chance, days))),
        nights=(night,) * days,
        exposures=tuple(Exposure("factors", str(n), plain(row)) for n, row in enumerate(ticks)),
    )


def reckoned(days: int = DAYS) -> Reckoned:
    """Examine it, and then do its shifts one after the other."""
    diary = two_years(days)
    examine(diary)  # scipy is loaded
    began = perf_counter()
    examine(diary)
    ours = perf_counter() - began
    moods = np.array([np.nan if m is None else m for m in diary.moods])
    began = perf_counter()
    for one in diary.exposures:
        values = np.array([np.nan if v is None else v for v in one.values])
        for later, earlier in ((moods, values), (moods[1:], values[:-1])):
            for by in range(len(earlier)):
                labels = np.roll(earlier, by)
                np.nanmean(later[labels == 1]) - np.nanmean(later[labels == 0])
    return Reckoned(ours, perf_counter() - began)


@contextmanager
def lived(users: Sequence[int], days: int = DAYS) -> Iterator[Callable[[], str]]:
    """People with two years behind them, once; a fresh copy for every round."""
    with tempfile.TemporaryDirectory(prefix="small-steps-benchmark-") as folder:
        original, copies = Path(folder) / "original", itertools.count(1)
        prepare(original, users, opened=False)
        asyncio.run(_tell(original, users, days))
        yield lambda: str(shutil.copytree(original, Path(folder) / str(next(copies))))


async def _tell(folder: Path, users: Sequence[int], days: int) -> None:
    store = await open_store(settings(folder, "http://127.0.0.1"), evening_clock())
    dice = random.Random(7)  # noqa: S311 - made-up evenings
    for user in users:
        for back in range(days, 56, -30):  # the last eight weeks are told already
            await store.write(partial(_tell_some, user, back, dice))
    await store.checkpoint()
    await store.close()


def _tell_some(user: int, back: int, dice: random.Random, tx: Tx) -> None:
    if not contents.of_kind(tx, user, WordContent):
        for word in WORDS:
            contents.add(tx, user, EVENING.date(), WordContent(list="factors", word=word))
    for day in (EVENING.date() - timedelta(days=n) for n in range(back, max(56, back - 30), -1)):
        for step, value in _evening(dice).items():
            answers.keep(tx, user, day, step, value, tx.now)


def _evening(dice: random.Random) -> dict[str, JsonValue]:
    ticked: list[JsonValue] = [word for word in WORDS if dice.random() < 0.35]
    return {
        "mood": dice.randint(3, 8),
        "sleep": {"hours": 7.5, "bed": "23:00", "wake": f"07:{dice.randint(10, 50)}"},
        "quality": dice.randint(2, 5),
        "factors": ticked,
    }


async def one_round(folder: str, users: Sequence[int], rest: float) -> LookedThrough:
    """Let everyone ask what their weeks say, some at a time."""
    command = ("-m", "tests.benchmarks.watched", folder)
    async with Canned() as api, running(api, *command, api.url, prints=True) as bot:
        await api.ask([(users[0], "/insights")], window=1)  # the other process starts
        await told_by(bot)
        await asyncio.sleep(rest)
        at_rest = await told_by(bot)
        looked = await api.ask([(user, "/insights") for user in users], window=AT_ONCE)
        looking = await told_by(bot)
    return LookedThrough(1000 * at_rest["p99"], 1000 * looking["p99"], 1 / looked.per_second)


def rounds(
    count: int, people: int = PEOPLE, days: int = DAYS, rest: float = REST
) -> list[LookedThrough]:
    """Measure several rounds."""
    users = range(USER, USER + people)
    with lived(users, days) as folder:
        return [asyncio.run(one_round(folder(), users, rest)) for _ in range(count)]


def lines(looked: Sequence[LookedThrough], alone: Sequence[Reckoned]) -> list[Measured]:
    """Write the lines of the table."""
    middle = len(looked) // 2
    return [
        Measured(
            "/insights of two years, reckoned",
            [one.ours for one in alone],
            f"its shifts one by one {sorted(one.plain for one in alone)[len(alone) // 2]:.2f} s",
            "≤ 1 s",
            "s",
        ),
        Measured(
            "/insights of two years, from asking to the message",
            [one.seconds for one in looked],
            f"{AT_ONCE} at once",
            unit="s",
        ),
        Measured(
            f"event-loop lag p99 while {PEOPLE} look at two years",
            [one.looking for one in looked],
            f"at rest {sorted(one.at_rest for one in looked)[middle]:.2f} ms",
            "≤ 5 ms",
            "ms",
        ),
    ]
