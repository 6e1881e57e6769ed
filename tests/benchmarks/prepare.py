"""People who have lived with the bot for eight weeks, and whose check-in of today is open."""

import asyncio
import itertools
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bot import local_time
from bot.app.database import open_store
from bot.clock import Clock, SystemClock, TravelClock
from bot.config import Settings
from bot.core.schedule import EVERY_DAY
from bot.demo import diary
from bot.telegram.rate_limits import Limits
from storage import conversations, people, reminders
from storage.conversations import Conversation
from storage.people import Person
from storage.reminders import Reminder
from storage.store import Tx

# The clock runs from here: whenever the benchmark is run, it is the same evening.
EVENING = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
ASKED_BEFORE = timedelta(minutes=5)
ZONE = "Europe/Riga"
# What Telegram allows is far below what a machine can do; here the machine is measured.
UNLIMITED = Limits(
    per_second=1_000_000,
    nudges_per_second=1_000_000,
    chat_burst=1_000_000,
    chat_per_second=1_000_000,
)


def evening_clock() -> Clock:
    """Start a clock at the evening."""
    clock = TravelClock(SystemClock())
    clock.travel(EVENING)
    return clock


def settings(folder: Path, url: str, database: str = "") -> Settings:
    """Choose the settings of a bot with its database in a folder, or on a server."""
    return Settings(
        _env_file=None,
        telegram_bot_token=SecretStr("1:benchmark"),
        telegram_api_url=url,
        database_url=database or f"sqlite:///{folder}/small-steps.db",
        encryption_key_file=folder / "small-steps.key",
    )


@contextmanager
def prepared(users: Sequence[int], *, opened: bool = True) -> Iterator[Callable[[], str]]:
    """Prepare people once, and give a fresh copy of their database for every round."""
    with tempfile.TemporaryDirectory(prefix="small-steps-benchmark-") as folder:
        original, copies = Path(folder) / "original", itertools.count(1)
        prepare(original, users, opened=opened)
        yield lambda: str(shutil.copytree(original, Path(folder) / str(next(copies))))


def prepare(folder: Path, users: Sequence[int], *, opened: bool = True) -> None:
    """Make a database of people with eight weeks told; `opened`: and an open check-in each."""
    local_time.use_shipped_zones()
    asyncio.run(_prepare(folder, users, opened=opened))


async def _prepare(folder: Path, users: Sequence[int], *, opened: bool) -> None:
    clock = TravelClock(SystemClock())
    clock.travel(EVENING - ASKED_BEFORE)
    store = await open_store(settings(folder, "http://127.0.0.1"), clock)
    dice = random.Random(24)  # noqa: S311 - made-up evenings
    for user in users:
        await store.write(partial(_settle_in, user, dice.randrange))
        if opened:
            await store.write(partial(_open_check_in, user))
    await store.checkpoint()
    await store.close()


def remind(folder: Path, users: Sequence[int], due: datetime) -> None:
    """Add people to such a database of whom nothing is known but when they are asked."""
    asyncio.run(_remind(folder, users, due))


async def _remind(folder: Path, users: Sequence[int], due: datetime) -> None:
    store = await open_store(settings(folder, "http://127.0.0.1"), evening_clock())
    for first in range(0, len(users), 1_000):
        await store.write(partial(_plan, users[first : first + 1_000], due))
    await store.checkpoint()
    await store.close()


def _plan(users: Sequence[int], due: datetime, tx: Tx) -> None:
    for user in users:
        people.add(tx, _person(user, tx))
        reminders.put(tx, Reminder(user, "evening", time(21), EVERY_DAY, due))


def _settle_in(user: int, chance: Callable[[int], int], tx: Tx) -> None:
    people.add(tx, _person(user, tx))
    diary.fill(tx, user, chance)


def _person(user: int, tx: Tx) -> Person:
    return Person(
        id=user,
        chat_id=user,
        language="en",
        timezone=ZONE,
        day_ends_at=time(4),
        consent_version="1",
        consented_at=tx.now,
        created_at=tx.now,
    )


def _open_check_in(user: int, tx: Tx) -> None:
    today = local_time.local_day(tx.now, local_time.zone(ZONE), time(4))
    conversation = Conversation(
        id=tx.new_id()[:10],
        user_id=user,
        flow="checkin",
        day=today,
        state={"about": {}},
        message_id=9_000,
        touched_at=tx.now,
    )
    conversations.open_(tx, conversation)
