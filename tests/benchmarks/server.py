"""A durable check-in step on PostgreSQL against the echo bot, and what of it the server takes.

Run: `python -m tests.benchmarks server`. The database is that of POSTGRES_URL, else a private one;
it runs on the same cores as everything else.
"""

import asyncio
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from storage.copy_to import copy_to
from tests.benchmarks.canned import Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import running
from tests.benchmarks.replies import SETTLE, TEXTS, measure, people_of
from tests.benchmarks.table import Measured
from tests.postgres import private_server

TARGET = "≥ 0.5"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class OnServer:
    """One round: updates a second of both, and processor time of a step."""

    durable: float
    echo: float
    bot_us: float
    server_us: float
    wait_ms: float


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
    """Measure the echo, then the bot."""
    echo = await measure(["-m", "tests.benchmarks.echo", "httpx"], size)
    warm, main, single = people_of(size)
    with database.fresh() as url:
        command = ("-m", "tests.benchmarks.durable", folder, url)
        async with Canned() as api, running(api, *command, api.url) as bot:
            await api.ask(evenings(warm, TEXTS), window=1)
            await asyncio.sleep(SETTLE)
            ours, theirs = bot.cpu(), database.cpu()
            busy = await api.ask(evenings(main, TEXTS), window=max(1, len(main) * 4 // 5))
            await asyncio.sleep(SETTLE)
            ours, theirs = bot.cpu() - ours, database.cpu() - theirs
            alone = await api.ask(evenings(single, TEXTS), window=1)
    step = 1e6 / busy.updates
    wait = 1000 * median(alone.waits)
    return OnServer(busy.per_second, echo.per_second, ours * step, theirs * step, wait)


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
    speed, echo = median(one.durable for one in found), median(one.echo for one in found)
    shares = [one.server_us / (one.server_us + one.bot_us) for one in found]
    return [
        Measured(
            "(a) durable check-in step on PostgreSQL / echo on httpx, updates a second",
            [one.durable / one.echo for one in found],
            f"{speed:.0f}/s, echo {echo:.0f}/s",
            TARGET,
        ),
        Measured(
            "(a) the server's share of a step's processor time",
            shares,
            f"bot {median(one.bot_us for one in found):.0f} µs, "
            f"server {median(one.server_us for one in found):.0f} µs; "
            f"alone {median(one.wait_ms for one in found):.1f} ms",
        ),
    ]
