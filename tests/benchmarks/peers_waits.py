"""How long people wait beside the common bot: while pictures are drawn, while everybody is asked.

And what 100,000 reminders cost. Run: `python -m tests.benchmarks.peers_waits [--quick]`.
"""

import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import TypeAlias

from tests.benchmarks.canned import USER
from tests.benchmarks.one_by_one import (
    OneByOne,
    conversations,
    going_on,
    never_came,
    of_a_hundred,
    pictures,
)
from tests.benchmarks.peers import DAYS, EVENINGS, EVERYONE, pickled
from tests.benchmarks.prepare import EVENING, prepare, remind
from tests.benchmarks.processes import bytecode, running
from tests.benchmarks.table import Measured, table

WATCHERS, PAINTERS = 99, 3  # people who look at their week, and how many wait for it at a time
Env: TypeAlias = Mapping[str, str]
FEW = EVERYONE[:300]
OTHERS = 2_000_000  # the first of those who only have a reminder
PATIENCE = 600.0
FIRST = 15.0  # seconds after the minute until which the first reminder must have come
QUIET = 5.0  # seconds without a reminder after which no more is expected
# Seconds until reminders are due, and how many of them a second more allows for: a bot that is not
# there by then is begun anew with the next.
SOON = ((10.0, 100), (40.0, 20))


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of it."""

    drawing: float = 15.0
    reminders: int = 100_000
    due: int = 10_000


QUICK = Amounts(drawing=5.0, reminders=5_000, due=500)


@dataclass(frozen=True, slots=True)
class Waits:
    """One bot in one round: seconds, and how many reminders never came."""

    drawing: float
    started: float
    megabytes: float
    stalled: float
    lost: int


async def drawing(
    name: str, command: Sequence[str], env: Env, people: Sequence[int], seconds: float
) -> float:
    """The 99th percentile of answers while pictures are drawn without a pause."""
    waits: list[float] = []
    async with OneByOne() as api, running(api, *command, api.url, env=env):
        await api.say(USER, "/week")  # what draws is there
        async with going_on(
            conversations(api, people[WATCHERS:], EVENINGS[name], waits),
            *(pictures(api, people[first:WATCHERS:PAINTERS]) for first in range(PAINTERS)),
        ):
            await asyncio.sleep(seconds)
    return of_a_hundred(waits)


async def starting(command: Sequence[str], env: Env) -> tuple[float, float]:
    """Seconds from the start to the first answer, and the memory a moment later."""
    began = time.perf_counter()
    async with OneByOne() as api:
        first = asyncio.ensure_future(api.say(USER, "/checkin"))
        async with running(api, *command, api.url, env=env, patience=PATIENCE) as bot:
            await asyncio.wait_for(first, PATIENCE)
            answered = time.perf_counter() - began
            await asyncio.sleep(1)
            return answered, bot.memory()


async def stalling(
    name: str, command: Sequence[str], env: Env, people: Sequence[int], due: int, soon: float
) -> tuple[float, int] | None:
    """The longest wait for an answer while everybody is asked, and how many never were.

    None if the bot was not there yet when they were due, `soon` seconds after it was begun.
    """
    waits: list[float] = []
    begun = time.perf_counter()
    async with OneByOne() as api, running(api, *command, api.url, env=env, patience=PATIENCE):
        await api.say(people[-1], "/checkin")
        left = begun + soon - time.perf_counter()
        if left < 0:
            return None
        async with going_on(conversations(api, people[:-1], EVENINGS[name], waits)):
            lost = await never_came(api, range(OTHERS, OTHERS + due), left + FIRST, QUIET)
        return max(waits), lost


def rush(name: str, place: Path, people: Sequence[int], due: int, env: Env) -> tuple[float, int]:
    """The same for a bot that has had the time to start: a job that is past waits for a day."""
    asked = [*people, *range(OTHERS, OTHERS + due)]
    for soon in (seconds + due / a_second for seconds, a_second in SOON):
        if name == "ours":
            command = _ours(place / f"asked-{soon}", due, timedelta(seconds=soon))
        else:
            command = _common(place / "asked.pickle", asked, 1, soon)
        found = asyncio.run(stalling(name, command, env, people, due, soon))
        if found is not None:
            return found
    raise RuntimeError(f"{name} is not there in time")


def _common(file: Path, people: Sequence[int], days: int, *seconds: float) -> tuple[str, ...]:
    pickled(file, people, days)
    return ("-m", "tests.benchmarks.common", str(file), *map(str, seconds))


def _ours(folder: Path, reminded: int, due: timedelta) -> tuple[str, ...]:
    shutil.copytree(folder.parent / "weeks", folder)
    remind(folder, range(OTHERS, OTHERS + reminded), EVENING + due)
    return ("-m", "tests.benchmarks.durable", str(folder))


def one_round(amounts: Amounts, people: Sequence[int]) -> dict[str, Waits]:
    """Measure both bots, one after the other, with the same people."""
    found, half_a_day = {}, timedelta(hours=12)
    many = [*people, *range(OTHERS, OTHERS + amounts.reminders)]
    with tempfile.TemporaryDirectory(prefix="small-steps-benchmark-") as folder:
        place = Path(folder)
        prepare(place / "weeks", people)
        commands = {
            "common": (
                _common(place / "weeks.pickle", people, DAYS),
                _common(place / "many.pickle", many, 0),
            ),
            "ours": (
                _ours(place / "few", 0, half_a_day),
                _ours(place / "many", amounts.reminders, half_a_day),
            ),
        }
        env = bytecode(place / "bytecode")  # written while the first one draws
        for name, (week, calm) in commands.items():
            drawn = asyncio.run(drawing(name, week, env, people, amounts.drawing))
            started = asyncio.run(starting(calm, env))
            stalled = rush(name, place, people, amounts.due, env)
            found[name] = Waits(drawn, *started, *stalled)
    return found


def rounds(*, quick: bool) -> tuple[list[dict[str, Waits]], Amounts]:
    """Measure one round; each takes minutes, and what it shows is no matter of percents."""
    amounts = QUICK if quick else Amounts()
    return [one_round(amounts, FEW if quick else EVERYONE)], amounts


def lines(found: Sequence[dict[str, Waits]], amounts: Amounts) -> list[Measured]:
    """Write the lines of the table."""
    theirs, ours = ([each[name] for each in found] for name in ("common", "ours"))

    def line(what: str, field: str, unit: str, target: str = "") -> Measured:
        common = median(getattr(one, field) for one in theirs)
        values = [getattr(one, field) for one in ours]
        return Measured(f"(p) {what}", values, f"the common bot {common:.2f} {unit}", target, unit)

    many, due = f"{amounts.reminders:,}", f"{amounts.due:,}"
    return [
        line("an answer while pictures are drawn, p99", "drawing", "s"),
        line(f"from start to the first answer, {many} reminders", "started", "s"),
        line(f"memory with {many} reminders", "megabytes", "MB"),
        line(f"longest wait for an answer while {due} are reminded", "stalled", "s"),
        line(f"of {due} reminders never sent", "lost", "", "≤ 0"),
    ]


if __name__ == "__main__":
    print(table(lines(*rounds(quick="--quick" in sys.argv))))
