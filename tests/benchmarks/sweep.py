"""Database time of a sweep that finds nothing due, among a million reminders and among a thousand.

Run: `python -m tests.benchmarks.sweep`.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median

import pytest
from pydantic import SecretStr
from sqlalchemy import create_engine, text

from bot import local_time
from bot.app.database import open_store
from bot.config import Settings
from bot.core.deps import Deps
from bot.core.registry import Registry
from bot.dispatch import nudges
from bot.features import FEATURES
from bot.places import search as place_search
from bot.places.matches import find_zone
from storage.store import Tx
from storage.urls import database_url
from tests.benchmarks.prepare import evening_clock
from tests.benchmarks.table import Measured
from tests.postgres import private_server

MANY, FEW = 1_000_000, 1_000
SWEEPS = 300
TARGET = "≤ 1 ms"

# All are due within the day that follows the evening at which the benchmark is set.
PERSON = """
INSERT INTO person (id, chat_id, content) SELECT i, i, {sealed} FROM n
"""
REMINDER = """
INSERT INTO reminder (user_id, kind, at, next_due_at, content)
SELECT i, '0123456789abcdef01234567', '21:00', {due}, {sealed} FROM n
"""
SQLITE = {
    "n": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})",
    # As long as what is sealed; nothing is due, so nothing is opened.
    "sealed": "zeroblob(93)",
    "due": "strftime('%Y-%m-%dT%H:%M:%S.000000Z', '2026-11-24 20:00:00', "
    "'+' || (i * 7919 % 86400) || ' seconds')",
}
POSTGRES = {
    "n": "WITH n AS (SELECT i FROM generate_series(1::bigint, {count}) AS i)",
    "sealed": "decode(repeat('00', 93), 'hex')",
    "due": "TIMESTAMPTZ '2026-11-24T20:00:00Z' + mod(i * 7919, 86400) * INTERVAL '1 second'",
}


def fill(url: str, count: int) -> None:
    """Give so many people a reminder each, as fast as the database can."""
    parsed = database_url(url)
    dialect = SQLITE if parsed.drivername.startswith("sqlite") else POSTGRES
    names, *statements = dialect["n"].format(count=count), PERSON, REMINDER
    engine = create_engine(parsed)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(f"{names} {statement.format(**dialect)}")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


@dataclass(frozen=True, slots=True)
class Sweep:
    """One sweep in milliseconds: the question alone, and from asking to the end of it all."""

    database: float
    whole: float


async def sweeps(url: str, count: int, times: int) -> list[Sweep]:
    """Make a database, fill it, and time sweeps."""
    settings = Settings(
        _env_file=None,
        telegram_bot_token=SecretStr("1:benchmark"),
        database_url=url,
        encryption_key=SecretStr("00" * 32),
    )
    store = await open_store(settings, evening_clock())
    # Filled after the start, which would finish the erasure of people who have no keys.
    await asyncio.to_thread(fill, url, count)
    deps = Deps(registry=Registry(FEATURES), search=find_zone, zone_at=place_search.at)
    found = []
    for _ in range(times):
        began = time.perf_counter()
        spent = await store.write(partial(_sweep, deps))
        found.append(Sweep(1000 * spent, 1000 * (time.perf_counter() - began)))
    await store.close()
    return found


def _sweep(deps: Deps, tx: Tx) -> float:
    began = time.perf_counter()
    due, _ = nudges.sweep(tx, deps)
    assert due == 0
    return time.perf_counter() - began


@contextmanager
def _sqlite() -> Iterator[Callable[[int], str]]:
    with tempfile.TemporaryDirectory(prefix="small-steps-benchmark-") as folder:
        yield lambda count: f"sqlite:///{folder}/{count}/small-steps.db"


@contextmanager
def _postgres() -> Iterator[Callable[[int], str] | None]:
    """Databases on the server in POSTGRES_URL or a private one; None where there is neither."""
    given = os.environ.get("POSTGRES_URL")
    if given:
        yield partial(_made_on, given)
        return
    try:
        with private_server() as server:
            yield partial(_made_on, server.url)
    except pytest.skip.Exception:  # no server programs here: lines() says so
        yield None


def _made_on(server: str, count: int) -> str:
    name = f"small_steps_benchmark_{count}"
    engine = create_engine(database_url(server)).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return database_url(server).set(database=name).render_as_string(hide_password=False)


def lines(many: int = MANY, few: int = FEW, times: int = SWEEPS) -> list[Measured]:
    """Measure on every database there is, and write the lines of the table."""
    local_time.use_shipped_zones()
    found = []
    for name, databases in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        with databases() as address:
            if address is None:
                print(f"(d) is left out for {name}: there is none here", file=sys.stderr)
                continue
            beside = asyncio.run(sweeps(address(few), few, times))
            ours = asyncio.run(sweeps(address(many), many, times))
        few_ms = median(sweep.database for sweep in beside)
        whole = median(sweep.whole for sweep in ours)
        found.append(
            Measured(
                f"(d) a sweep, {many:,} reminders and none due, {name}",
                [sweep.database for sweep in ours],
                f"{few:,} reminders {few_ms:.3f} ms; with thread and transaction {whole:.2f} ms",
                TARGET,
                "ms",
            )
        )
    return found


if __name__ == "__main__":
    from tests.benchmarks.table import table

    print(table(lines()))
