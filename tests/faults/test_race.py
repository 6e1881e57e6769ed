"""Several at once on one database: no change is lost, and each nudge is sent once."""

import asyncio
import json
import os
import struct
import subprocess
import sys
import threading
import time as seconds
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from storage import people, reminders
from storage.people import Person
from storage.reminders import Reminder
from storage.store import Store
from storage.transaction import Tx
from storage.vault import Vault
from tests.databases import Databases
from tests.faults.points import ORDER
from tests.faults.town import ROOT, SITE, TOKEN, TownServer, free_port
from tests.support.fresh import fresh_database

KEY = bytes(range(32))
CHANGES = 60
A_WHILE = 0.5  # seconds, in which the other would have written if it could
PEOPLE = 40
NOW = datetime(2026, 11, 24, 19, 0, 30, tzinfo=UTC)


def opened(url: str) -> tuple[Vault, Store]:
    vault = Vault.open(url, key=KEY, random=os.urandom)
    store = Store.open(url, vault=vault, now=lambda: NOW, ids=lambda: os.urandom(8).hex())
    return vault, store


def somebody(number: int) -> Person:
    return Person(
        id=number,
        chat_id=number,
        language="en",
        timezone="Europe/Riga",
        day_ends_at=time(4),
        consent_version="1",
        consented_at=NOW - timedelta(days=9),
        created_at=NOW - timedelta(days=9),
    )


@pytest.fixture
async def two_stores(tmp_path: Path) -> AsyncIterator[tuple[Store, Store]]:
    url = fresh_database(tmp_path / "small-steps.db")
    first, second = opened(url), opened(url)
    yield first[1], second[1]
    for vault, store in (first, second):
        await store.close()
        vault.close()


async def test_no_read_and_change_is_lost_between_two_processes_on_one_file(
    two_stores: tuple[Store, Store],
) -> None:
    """Each store has its own connection, as two processes would."""
    await two_stores[0].write(lambda tx: people.add(tx, somebody(1)))

    def change(tx: Tx) -> None:
        known = people.get(tx, 1)
        assert known is not None
        people.change(tx, 1, follow_up_minutes=known.follow_up_minutes + 1)

    before = await two_stores[0].read(lambda tx: people.get(tx, 1))
    await asyncio.gather(*(s.write(change) for _ in range(CHANGES) for s in two_stores))
    after = await two_stores[0].read(lambda tx: people.get(tx, 1))
    assert before is not None
    assert after is not None
    assert after.follow_up_minutes == before.follow_up_minutes + 2 * CHANGES


async def test_nobody_writes_between_what_another_process_reads_and_changes(
    two_stores: tuple[Store, Store],
) -> None:
    one, other = two_stores
    await one.write(lambda tx: people.add(tx, somebody(1)))
    has_read, other_wrote = threading.Event(), threading.Event()
    came_between = []

    def slowly(tx: Tx) -> None:
        assert people.get(tx, 1) is not None
        has_read.set()
        came_between.append(other_wrote.wait(A_WHILE))
        people.change(tx, 1, follow_up=False)

    async def meanwhile() -> None:
        await asyncio.to_thread(has_read.wait)
        await other.write(lambda tx: people.change(tx, 1, follow_up_minutes=90))
        other_wrote.set()

    await asyncio.gather(one.write(slowly), meanwhile())
    assert came_between == [False]
    after = await one.read(lambda tx: people.get(tx, 1))
    assert after is not None
    assert (after.follow_up, after.follow_up_minutes) == (False, 90)


@pytest.fixture
def server() -> Iterator[TownServer]:
    server = TownServer()
    yield server
    server.stop()


@pytest.mark.postgres
async def test_two_bots_on_one_server_database_send_each_nudge_once(
    migrated_database: Databases, server: TownServer, tmp_path: Path
) -> None:
    """Two real processes start on the same due reminders; neither knows of the other."""
    url = migrated_database()
    vault, store = opened(url)

    def settle(tx: Tx) -> None:
        for number in range(1, PEOPLE + 1):
            people.add(tx, somebody(number))
            due = NOW - timedelta(seconds=30)
            wish = Reminder(number, "evening", time(21), (1, 2, 3, 4, 5, 6, 7), due, enabled=True)
            reminders.put(tx, wish)

    await store.write(settle)
    await store.close()
    vault.close()
    server.ask("people", {"id": 1, "count": PEOPLE})
    server.ask("clock", {"to": NOW.isoformat()})
    clock = tmp_path / "clock"
    ahead = NOW.timestamp() - seconds.time()
    clock.write_bytes(struct.pack("d", ahead))
    bots = [start(url, server, clock, tmp_path / f"{number}.log") for number in (1, 2)]
    try:
        nudges = await asyncio.to_thread(until_quiet, server)
    finally:
        for bot in bots:
            bot.kill()
            bot.wait()
    assert nudges == dict.fromkeys(range(1, PEOPLE + 1), 1)


def until_quiet(server: TownServer) -> Counter[int]:
    """Wait until everybody was asked, and then a little longer for what should not come."""

    over = seconds.monotonic() + 120
    grace: float | None = None
    while seconds.monotonic() < over:
        sends = [e for e in server.ask("ledger") if e["method"] == "sendMessage"]
        nudges = Counter(int(effect["chat_id"]) for effect in sends)
        if len(nudges) == PEOPLE and grace is None:
            grace = seconds.monotonic() + 1.5
        if grace is not None and seconds.monotonic() > grace:
            return nudges
        seconds.sleep(0.05)
    raise AssertionError(f"only {len(nudges)} of {PEOPLE} were asked")


def start(url: str, server: TownServer, clock: Path, log: Path) -> "subprocess.Popen[bytes]":
    listen = free_port()
    env = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.url,
        "DATABASE_URL": url,
        "ENCRYPTION_KEY": KEY.hex(),
        "WEBHOOK_URL": "http://127.0.0.1:9/hook",
        "WEBHOOK_LISTEN": f"127.0.0.1:{listen}",
        "WEBHOOK_SECRET": "a-secret",
        ORDER: json.dumps({"clock": str(clock)}),
        "PYTHONPATH": os.pathsep.join((str(SITE), str(ROOT))),
    }
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "bot"], env=env, cwd=log.parent, stdout=out, stderr=out
        )
