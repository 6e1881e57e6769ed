"""A durable check-in step on PostgreSQL against the echo bot, and what of it the server takes.

Run: `python -m tests.benchmarks server`. The database is that of POSTGRES_URL, else a private one;
it runs on the same cores as everything else.
"""

import asyncio
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from storage.copy_to import copy_to
from tests.benchmarks.canned import Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import PATIENCE, running
from tests.benchmarks.replies import SETTLE, TEXTS, measure, people_of
from tests.benchmarks.table import Measured
from tests.postgres import private_server

TARGET, TARGET_OF_TWO = "≥ 0.5", "≥ 1.6"
ENOUGH = 4  # cores: for two processes, the server, and the people
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What so many processes do together, and the processor time of a step."""

    per_second: float
    bot_us: float
    server_us: float
    wait_ms: float

    @property
    def share(self) -> float:
        """The server's part of it."""
        return self.server_us / (self.server_us + self.bot_us)

    def most(self, cores: int) -> float:
        """Updates a second with which so many cores would be busy, had the people none of them."""
        return cores * 1e6 / (self.bot_us + self.server_us)


@dataclass(frozen=True, slots=True)
class OnServer:
    """One round."""

    echo: float
    one: Load
    two: Load


class ServerDatabase:
    """A prepared database on a server, made anew for every round."""

    def __init__(self, url: str, folder: str) -> None:
        self._server = make_url(url)
        self._names = f"small_steps_benchmark_{secrets.token_hex(3)}"
        self.template = self.named("template")
        self._order("CREATE DATABASE {}", "template")
        copy_to(f"sqlite:///{folder}/small-steps.db", self.template, _silently)

    def named(self, name: str) -> str:
        """The address of one of the databases."""
        address = self._server.set(database=f"{self._names}_{name}")
        return address.render_as_string(hide_password=False)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Have a copy of the prepared one for a while."""
        self._order("CREATE DATABASE {} TEMPLATE {}", "copy", "template")
        try:
            yield self.named("copy")
        finally:
            self.drop("copy")

    def drop(self, name: str) -> None:
        """Leave nothing behind."""
        self._order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def cpu(self) -> float:
        """Seconds of processor time so far of everybody who serves the copy."""
        ask = "SELECT pid FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self._plain(), autocommit=True) as look:
            pids = [row[0] for row in look.execute(ask, (f"{self._names}_copy",))]
        return sum(_ticks(pid) for pid in pids) / TICKS

    def _plain(self) -> str:
        return self._server.set(drivername="postgresql").render_as_string(hide_password=False)

    def _order(self, command: str, *names: str) -> None:
        known = [sql.Identifier(f"{self._names}_{name}") for name in names]
        with psycopg.connect(self._plain(), autocommit=True) as server:
            server.execute(sql.SQL(command).format(*known))


def _silently(_table: str, _rows: int) -> None:
    """Say nothing."""


def _ticks(pid: int) -> int:
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(after_name[11]) + int(after_name[12])


async def one_round(folder: str, database: ServerDatabase, size: float) -> OnServer:
    """Measure the echo, then one process, then two."""
    echo = await measure(["-m", "tests.benchmarks.echo", "httpx"], size)
    one, two = [await loaded(folder, database, size, count) for count in (1, 2)]
    return OnServer(echo.per_second, one, two)


async def loaded(folder: str, database: ServerDatabase, size: float, processes: int) -> Load:
    """Measure so many processes on a fresh copy."""
    warm, main, single = people_of(size)
    async with AsyncExitStack() as stack:
        url = stack.enter_context(database.fresh())
        api = await stack.enter_async_context(Canned(shared=processes > 1))
        command = ("-m", "tests.benchmarks.durable", folder, url, api.url)
        bots = [await stack.enter_async_context(running(api, *command)) for _ in range(processes)]
        await asyncio.wait_for(_all_listen(api, processes), PATIENCE)
        await api.ask(evenings(warm, TEXTS), window=1)
        await asyncio.sleep(SETTLE)
        ours, theirs = sum(bot.cpu() for bot in bots), database.cpu()
        busy = await api.ask(evenings(main, TEXTS), window=max(1, len(main) * 4 // 5))
        await asyncio.sleep(SETTLE)
        ours, theirs = sum(bot.cpu() for bot in bots) - ours, database.cpu() - theirs
        alone = await api.ask(evenings(single, TEXTS), window=1)
    step = 1e6 / busy.updates
    return Load(busy.per_second, ours * step, theirs * step, 1000 * median(alone.waits))


async def _all_listen(api: Canned, processes: int) -> None:
    while api.listening < processes:  # noqa: ASYNC110 - nobody announces it
        await asyncio.sleep(0.05)


def rounds(count: int, size: float = 1.0) -> list[OnServer]:
    """Measure several rounds."""
    users = [user for phase in people_of(size) for user in phase]
    with prepared(users) as folder, _server() as url:
        copied = folder()
        database = ServerDatabase(url, copied)
        try:
            return [asyncio.run(one_round(copied, database, size)) for _ in range(count)]
        finally:
            database.drop("template")


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("POSTGRES_URL"):
        yield given
        return
    with private_server() as server:
        yield server.url


def lines(found: Sequence[OnServer]) -> list[Measured]:
    """Write the lines of the table."""
    cores = os.cpu_count() or 1
    ones, twos = [each.one for each in found], [each.two for each in found]
    speed, echo = median(one.per_second for one in ones), median(each.echo for each in found)
    return [
        Measured(
            "(a) durable check-in step on PostgreSQL / echo on httpx, updates a second",
            [each.one.per_second / each.echo for each in found],
            f"{speed:.0f}/s, echo {echo:.0f}/s",
            TARGET,
        ),
        Measured(
            "(a) the server's share of a step's processor time",
            [one.share for one in ones],
            f"{_costs(ones)}; alone {median(one.wait_ms for one in ones):.1f} ms",
        ),
        Measured(
            "(a) two processes on PostgreSQL / one, updates a second",
            [each.two.per_second / each.one.per_second for each in found],
            f"{median(two.per_second for two in twos):.0f}/s, {_costs(twos)}; "
            f"{cores} cores are full at {median(two.most(cores) for two in twos):.0f}/s",
            TARGET_OF_TWO if cores >= ENOUGH else "",
        ),
    ]


def _costs(loads: Sequence[Load]) -> str:
    bot, server = (median(getattr(one, name) for one in loads) for name in ("bot_us", "server_us"))
    return f"bot {bot:.0f} µs, server {server:.0f} µs"
