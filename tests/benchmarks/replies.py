"""A durable check-in step against the library's bare echo bot: saturated, then one by one.

Run: `python -m tests.benchmarks.replies`.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.canned import USER, Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import running
from tests.benchmarks.table import Measured, number, table

# One evening, typed: mood, hours of sleep, how it felt, both goals. The last one shows the card.
TEXTS = ("7", "7:30", "4", "1 and 2")
WARM, MAIN, SINGLE = 25, 375, 25  # people who take part in each of the three phases
# For what is typed this bot calls the Bot API twice (docs/performance.md says why). So there are
# echoes of one call, the least that a bot can do, and of as many calls.
ECHOES = {
    "echo on httpx": ("httpx",),
    "echo on aiohttp": ("aiohttp",),
    "echo of two calls on httpx": ("httpx", "twice"),
    "echo of two calls on aiohttp": ("aiohttp", "twice"),
}
TARGETS = dict(zip(ECHOES, ("≥ 1.2", "≥ 0.55") * 2, strict=True))
SETTLE = 0.3  # seconds in which what is still to be written down is written


@dataclass(frozen=True, slots=True)
class Speed:
    """One bot in one round."""

    per_second: float
    cpu_us: float
    wait_ms: float
    calls: float  # of the Bot API, for each update


def people_of(size: float = 1.0) -> tuple[list[int], list[int], list[int]]:
    """Name the people of each phase."""
    sizes = [max(1, round(n * size)) for n in (WARM, MAIN, SINGLE)]
    users = iter(range(USER, USER + sum(sizes)))
    warm, main, single = ([next(users) for _ in range(n)] for n in sizes)
    return warm, main, single


async def measure(command: Sequence[str], size: float) -> Speed:
    """Run one bot through the three phases."""
    warm, main, single = people_of(size)
    async with Canned() as api, running(api, *command, api.url) as bot:
        await api.ask(evenings(warm, TEXTS), window=1)
        await asyncio.sleep(SETTLE)
        before, called = bot.cpu(), api.said
        saturated = await api.ask(evenings(main, TEXTS), window=max(1, len(main) * 4 // 5))
        await asyncio.sleep(SETTLE)
        cpu, called = bot.cpu() - before, api.said - called
        unloaded = await api.ask(evenings(single, TEXTS), window=1)
    return Speed(
        saturated.per_second,
        1e6 * cpu / saturated.updates,
        1000 * median(unloaded.waits),
        called / saturated.updates,
    )


async def one_round(folder: str, size: float) -> dict[str, Speed]:
    """Measure the bots, one after the other."""
    speeds = {}
    for name, order in ECHOES.items():
        speeds[name] = await measure(["-m", "tests.benchmarks.echo", *order], size)
    speeds["durable"] = await measure(["-m", "tests.benchmarks.durable", folder], size)
    return speeds


def rounds(count: int, size: float = 1.0) -> list[dict[str, Speed]]:
    """Measure several rounds."""
    with prepared([user for phase in people_of(size) for user in phase]) as folder:
        return [asyncio.run(one_round(folder(), size)) for _ in range(count)]


def lines(found: Sequence[dict[str, Speed]]) -> list[Measured]:
    """Write the lines of the table."""
    made = []
    for echo, target in TARGETS.items():
        ratios = [each["durable"].per_second / each[echo].per_second for each in found]
        beside = (
            f"{name} {_median(found, name, 'per_second'):.0f}/s "
            f"with {_median(found, name, 'calls'):.2f} calls each"
            for name in ("durable", echo)
        )
        made.append(
            Measured(
                f"(a) durable check-in step / {echo}, updates a second",
                ratios,
                ", ".join(beside).replace("durable ", "", 1),
                target,
            )
        )
    for what, field, unit in (("processor time", "cpu_us", "µs"), ("alone, p50", "wait_ms", "ms")):
        echoes = (f"{name} {number(_median(found, name, field))} {unit}" for name in ECHOES)
        ours = [getattr(each["durable"], field) for each in found]
        made.append(Measured(f"(a) {what}", ours, ", ".join(echoes), unit=unit))
    return made


def _median(found: Sequence[dict[str, Speed]], name: str, field: str) -> float:
    return median(float(getattr(each[name], field)) for each in found)


if __name__ == "__main__":
    print(table(lines(rounds(int(sys.argv[1]) if len(sys.argv) > 1 else 5))))
