"""The database in trouble: one sentence, nothing acknowledged, nothing half-written, recovery."""

import asyncio
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.playground.people import TelegramUser
from storage import answers
from storage.errors import Corrupt
from storage.transaction import Tx
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does

TODAY = date(2026, 11, 24)
SORRY = "I couldn't save that just now"


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of two megabytes, where that can be had."""
    with disk_of(2, tmp_path / "disk") as folder:
        yield folder


@contextmanager
def disk_of(megabytes: int, folder: Path) -> Iterator[Path]:
    """Make a small disk, where that can be had; else a plain folder."""
    folder.mkdir()
    order = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    mounted = subprocess.run(order, capture_output=True, check=False).returncode == 0
    yield folder
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
async def alice(town: Town, alice: TelegramUser) -> TelegramUser:
    await does(town, alice, "/checkin", "[7]")
    return alice


async def told(town: Town) -> dict[str, Any]:
    stored = await town.app.store.read(lambda tx: answers.of_day(tx, ALICE, TODAY))
    return {step: answer.value for step, answer in stored.items()}


def sorries(person: TelegramUser) -> int:
    return sum(SORRY in kept.words for kept in person.heard)


async def sabotage(town: Town, order: str) -> Any:
    """Give an order to the bot's own connection."""

    def run(tx: Tx) -> Any:
        return tx.driver.execute(order).fetchone()

    found = await town.app.store.read(run)
    return found[0] if found else None


@asynccontextmanager
async def full_disk(town: Town) -> AsyncIterator[None]:
    """Fill the disk; where no disk of our own could be mounted, forbid files to grow."""
    ballast = town.folder / "ballast"
    if town.folder.is_mount():
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(512))
        yield
        ballast.unlink()
        return
    known = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, known[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, known)


@asynccontextmanager
async def locked(town: Town) -> AsyncIterator[None]:
    """Let another process hold the database."""
    await sabotage(town, "PRAGMA busy_timeout=10")
    with closing(sqlite3.connect(town.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    await sabotage(town, "PRAGMA busy_timeout=5000")


@asynccontextmanager
async def read_only(town: Town) -> AsyncIterator[None]:
    """Let every write be refused."""

    def refuse(action: int, *_what: Any) -> int:
        writes = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}
        return sqlite3.SQLITE_DENY if action in writes else sqlite3.SQLITE_OK

    def set_to(how: Callable[..., int] | None) -> Callable[[Tx], None]:
        return lambda tx: tx.driver.set_authorizer(how)

    await town.app.store.read(set_to(refuse))
    yield
    await town.app.store.read(set_to(None))


@pytest.mark.parametrize("trouble", [full_disk, locked, read_only])
async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_later(
    town: Town, alice: TelegramUser, trouble: Any
) -> None:
    async with trouble(town):
        alice.says("7:30")
        alice.says("a note of some length about the afternoon")
        await alice.reads(SORRY)
        await asyncio.sleep(0.3)
        assert len(town.playground.updates.pending) == 2
        assert sorries(alice) == 1
        alice.says("/support")
        await alice.reads("country by country: findahelpline.com")
        assert len(town.playground.updates.pending) == 3
    await town.settle()
    assert (await told(town))["sleep"]["hours"] == 7.5
    assert any("“a note of some length about" in kept.words for kept in alice.heard)
    assert await sabotage(town, "PRAGMA integrity_check") == "ok"


@pytest.mark.parametrize("trouble", [full_disk, locked, read_only])
async def test_an_outage_behind_the_inbox_is_said_once_and_ends_by_itself(
    town: Town, alice: TelegramUser, trouble: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The update is stored, and then the database goes away: an hour of that is one sentence."""
    monkeypatch.setattr("bot.telegram.outage_notice.QUIET", 0.0)
    wake, woken = town.app.inbox_worker.wake, asyncio.Event()

    def hold(_update: object) -> None:
        woken.set()

    monkeypatch.setattr(town.app.receiver, "_wake", hold)
    alice.says("6")
    await woken.wait()
    async with trouble(town):
        wake(ALICE)
        await alice.reads(SORRY)
        await asyncio.sleep(0.5)
        assert sorries(alice) == 1
    await town.settle()
    assert (await told(town))["sleep"]["hours"] == 6


@pytest.mark.parametrize("trouble", [full_disk, locked, read_only])
async def test_a_reminder_due_meanwhile_comes_when_the_database_is_back(
    town: Town, alice: TelegramUser, trouble: Any
) -> None:
    await town.at_local("2026-11-25", "20:59")
    async with trouble(town):
        await town.at_local("2026-11-25", "21:01")
        assert QUESTION not in alice.last.words
    await town.at_local("2026-11-25", "21:30")
    assert sum(QUESTION in kept.words for kept in alice.heard) == 1


async def test_damage_found_while_running_stops_the_house_before_it_does_harm(
    town: Town, alice: TelegramUser
) -> None:
    """The app ends; the startup takes over until the operator has put a good copy there."""
    running = town._running
    assert running is not None
    await town.app.store.checkpoint()
    good = town.folder / "good.db"
    shutil.copy(town.database, good)
    garble(town.database)
    await sabotage(town, "PRAGMA shrink_memory")
    for word in ("7", "4", "some words for the journal", "/week", "/journal", "/export"):
        alice.says(word)
    with pytest.raises(Corrupt):
        await asyncio.wait_for(running, 20)
    town._running = None


def garble(database: Path) -> None:
    """Overwrite everything behind the first page."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
