"""A start that finds its database damaged, unknown, or locked: people are answered meanwhile."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import startup
from bot.app.app import App
from bot.config import Settings
from bot.playground.people import TelegramUser
from storage import migrate as migrating
from storage.errors import Unavailable
from storage.migrate import migrate
from tests.faults.test_storage import SORRY, garble, told
from tests.storage import old_life
from tests.support.town import AT_ONCE, BOB, Town, does


@pytest.fixture
async def alice(town: Town, alice: TelegramUser) -> TelegramUser:
    await does(town, alice, "/checkin", "[7]")
    return alice


class Service:
    """The bot as `python -m bot` runs it, with its startup, in this process."""

    def __init__(self, town: Town) -> None:
        self.town = town
        given: dict[str, Any] = {"database_url": f"sqlite:///{town.database}", **town._given}
        self.settings = Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(town.playground.token),
            telegram_api_url=town.playground.url,
            **given,
        )

    async def run(self) -> None:
        store = await startup.opened(self.settings, self.town.clock)
        self.town.app = App(self.settings, self.town.clock, store, limits=AT_ONCE)
        await self.town.app.run()


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[None]:
    """Run the service meanwhile."""
    running = asyncio.create_task(Service(town).run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def damaged(town: Town) -> Callable[[], None]:
    good = town.folder / "good.db"
    shutil.copy(town.database, good)
    garble(town.database)
    # In one step: a file that is empty for the moment of a copy is taken for a new database.
    return lambda: good.replace(town.database) and None


async def from_the_future(town: Town) -> Callable[[], None]:
    def set_to(revision: str) -> None:
        with closing(sqlite3.connect(town.database)) as db, db:
            db.execute("UPDATE alembic_version SET version_num = ?", (revision,))

    with closing(sqlite3.connect(town.database)) as db:
        (now,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
    set_to("9999")
    return lambda: set_to(now)


@pytest.mark.parametrize("trouble", [damaged, from_the_future])
async def test_while_a_database_cannot_be_opened_people_are_answered(
    town: Town, alice: TelegramUser, trouble: Any
) -> None:
    await town.app.store.checkpoint()
    await town.sleep()
    mend = await trouble(town)
    async with serving(town):
        await help_is_there_meanwhile(town, alice)
        mend()
        await the_check_in_goes_on(town, alice)
    assert (await kept(town))["mood"] == 7


async def kept(town: Town) -> dict[str, Any]:
    """What is told of today, as a start finds it afterwards."""
    await town.wake()
    return await told(town)


async def test_whoever_lived_with_the_version_before_goes_on_where_they_were(
    tmp_path: Path,
) -> None:
    """Names were plain in its database; the start seals them before anybody is answered."""
    old_life.put_back(f"sqlite:///{tmp_path}/small-steps.db")
    key = SecretStr(old_life.KEY.hex())
    async with Town(tmp_path, at=old_life.THEN, encryption_key=key) as town:
        alice, bob = town.person(), town.person(BOB, "Bob")
        await does(town, alice, "/journal")
        assert "A good talk with Bob." in alice.last.words
        await does(town, alice, "/trackers")
        assert "• Alcohol, every evening" in alice.last.words
        await does(town, alice, "/scales")
        assert "You started PHQ-9 on " in alice.last.words
        assert "so I saved those answers without a total" in alice.last.words
        await does(town, bob, "/day today")
        assert "Mood 5 of 10" in bob.last.words


async def help_is_there_meanwhile(town: Town, alice: TelegramUser) -> None:
    """Whoever writes is answered, and nothing is acknowledged."""
    alice.says("7:30")
    await alice.reads(SORRY)
    alice.says("/support")
    await alice.reads("country by country: findahelpline.com")
    assert len(town.playground.updates.pending) == 2


async def the_check_in_goes_on(town: Town, alice: TelegramUser) -> None:
    """What was written meanwhile is taken in, once."""
    await alice.reads("How well did you sleep?", within=60)
    await town.settle()
    assert (await told(town))["sleep"]["hours"] == 7.5
    assert not town.playground.updates.pending


HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
for order in sys.argv[2:]:
    db.execute(order)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another(file: Path, *orders: str) -> Iterator[Callable[[], None]]:
    """Let another process hold a lock, until it is told to let go."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file), *orders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    try:
        yield lambda: other.communicate() and None
    finally:
        other.communicate()


BY_ITSELF = ["PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"]


@pytest.mark.parametrize(
    ("file", "orders", "patient"),
    [
        ("small-steps.db", ["BEGIN IMMEDIATE"], True),
        ("small-steps.db", ["BEGIN IMMEDIATE"], False),
        ("small-steps.db", BY_ITSELF, True),
        ("keys.db", BY_ITSELF, True),
    ],
    ids=["written to", "written to for long", "kept to itself", "the keys"],
)
async def test_a_start_while_another_process_holds_the_database_waits_and_answers_meanwhile(
    town: Town,
    alice: TelegramUser,
    file: str,
    orders: list[str],
    patient: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether the lock ends while the start waits for it, or long after it has given up once."""
    monkeypatch.setattr(startup, "SLOW", 0.1 if patient else 3.0)
    if not patient:
        monkeypatch.setattr(migrating, "PATIENCE", 50)
    await town.sleep()
    with held_by_another(town.folder / file, *orders) as let_go:
        async with serving(town):
            await help_is_there_meanwhile(town, alice)
            await asyncio.to_thread(let_go)
            await the_check_in_goes_on(town, alice)
    assert (await kept(town))["mood"] == 7


async def test_a_failing_migration_changes_nothing_and_help_is_there_meanwhile(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.app.store.checkpoint()
    await town.sleep()
    before = town.database.read_bytes()
    real, broken = migrate, True

    def fails(url: str) -> str:
        if broken:
            raise RuntimeError("a statement of the migration failed")
        return real(url)

    monkeypatch.setattr("storage.upgrade.migrate", fails)
    async with serving(town):
        alice.says("8")
        await alice.reads(SORRY)
        assert town.database.read_bytes() == before
        broken = False
        await alice.reads("How well did you sleep?")


async def test_a_wrong_key_is_a_setting_and_ends_the_start(
    town: Town, alice: TelegramUser
) -> None:
    await town.sleep()
    (town.folder / "small-steps.key").write_text("A" * 43 + "=")
    with pytest.raises(Exception, match="does not open this key store"):
        await startup.opened(Service(town).settings, town.clock)


async def test_nowhere_is_always_unavailable() -> None:
    with pytest.raises(Unavailable):
        startup.UnavailableEngine().at_once(lambda tx: None)
