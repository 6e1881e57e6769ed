"""A small town for stories: the whole bot, the people who write to it, and a clock that obeys."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app.app import App
from bot.app.worker_process import WorkerProcess
from bot.clock import FrozenClock
from bot.config import Settings
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from bot.telegram.rate_limits import Limits
from tests.support import direct, looks
from tests.support.fresh import fresh_database

ALICE, BOB = 42, 43
# Tuesday, 24 November 2026, late afternoon in Riga.
AFTERNOON = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
A_MOMENT = timedelta(milliseconds=1)
PATIENCE = 120.0  # seconds after which something that must happen is given up
AT_ONCE = Limits(
    per_second=100_000,
    nudges_per_second=100_000,
    chat_burst=100_000,
    chat_per_second=100_000,
    gather=0.0,
)


@cache
def file_worker() -> WorkerProcess:
    """One process for the files of all stories: starting it takes longer than a story."""
    return WorkerProcess("files", timeout=300)  # however busy the machine is


class TownSettings(Settings):
    """What a story says, and nothing of whatever the environment of the tests has."""

    @classmethod
    def settings_customise_sources(
        cls, _settings: object, init_settings: Any, *_others: Any, **_more: Any
    ) -> tuple[Any, ...]:
        return (init_settings,)


class Town:
    """Everything that a story needs, with a real server between the people and the bot."""

    def __init__(self, folder: Path, *, at: datetime = AFTERNOON, **settings: object) -> None:
        self.folder = folder
        self.clock = FrozenClock(at)
        self.playground = Playground(now=self.clock.now)
        self._given = settings
        self._running: asyncio.Task[None] | None = None
        self.app: App

    @property
    def is_awake(self) -> bool:
        """Whether the bot runs."""
        return self._running is not None

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "small-steps.db"

    def on_disk(self) -> bytes:
        """Everything that the bot has written into its folder."""
        return b"".join(p.read_bytes() for p in self.folder.iterdir() if p.is_file())

    def person(self, user_id: int = ALICE, name: str = "Alice", **more: object) -> TelegramUser:
        """Someone with Telegram on their phone."""
        return self.playground.person(user_id, name, **more)

    async def __aenter__(self) -> Self:
        await self._open()
        await self.wake()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.sleep()
        await self.playground.stop()
        if error[0] is None:
            looks.check(self.playground.ledger.effects)

    async def _open(self) -> None:
        await self.playground.start()

    def _parts(self) -> dict[str, Any]:
        return {"limits": AT_ONCE, "chart_worker": direct.Easel(), "file_worker": file_worker()}

    async def wake(self) -> None:
        """Start the bot."""
        if not self.database.exists():
            fresh_database(self.database)
        settings = TownSettings(
            **{
                "telegram_bot_token": SecretStr(self.playground.token),
                "telegram_api_url": self.playground.url,
                "database_url": f"sqlite:///{self.database}",
                **self._given,
            },
        )
        self.app = await App.build(settings, self.clock, **self._parts())
        self._running = asyncio.create_task(self.app.run())

    def narrow(self, **settings: object) -> None:
        """Change settings, as an operator does; they count from the next start on."""
        self._given |= settings

    async def sleep(self) -> None:
        """Stop the bot, as a supervisor would."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None

    async def settle(self) -> None:
        """Wait until everything said has been heard, handled and answered."""
        async with asyncio.timeout(PATIENCE):
            await self.playground.updates.all_taken()
            await self.app.settle()

    async def later(self, **span: float) -> None:
        """Let time pass, and the heartbeat with it."""
        await self.until(self.clock.now() + timedelta(**span))

    async def until(self, at: datetime) -> None:
        """Let it become that time."""
        self.clock.travel(at)
        await self.app.sweep()
        await self.app.settle()

    async def at_local(self, day: str, time: str, zone: str = "Europe/Riga") -> None:
        """Let it become that time on the clock of a zone."""
        await self.until(moment(day, time, zone))


class DirectTown(Town):
    """The same town without a wire, for the stories in which nothing happens to it."""

    async def _open(self) -> None:
        """Let nobody listen."""

    def _parts(self) -> dict[str, Any]:
        return {**super()._parts(), "api": direct.api(self.playground)}


def moment(day: str, time: str, zone: str = "Europe/Riga") -> datetime:
    """Tell when it is that time on the clock of a zone."""
    local = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


async def does(town: Town, person: TelegramUser, *acts: str) -> None:
    """Act one after the other: `[Label]` presses a button, anything else is typed."""
    for act in acts:
        if act.startswith("[") and act.endswith("]"):
            person.presses(act[1:-1])
        else:
            person.says(act)
        await town.settle()
        # No two things that a person does happen at the same instant.
        town.clock.pass_(A_MOMENT)


async def settled_in(town: Town, person: TelegramUser, *, goal: str | None = None) -> None:
    """Go through the first minute, living by Riga's clock."""
    await does(town, person, *first_minute(goal))


async def keeps_being_asked(town: Town, person: TelegramUser) -> None:
    """Wish to be asked every evening, however long nobody answers."""
    await does(town, person, "/reminders", "[What I bring up on my own]")
    await does(town, person, "[✓ Fewer questions when you don't answer]")


def first_minute(goal: str | None = None, city: str = "Riga") -> tuple[str, ...]:
    """What somebody does in the first minute, with a goal for three times a week or without."""
    more = (goal, "[Skip]", "[3 × a week]", "[No end date]") if goal else ("[Skip]",)
    return ("/start", "[Yes, let's begin]", city, "[21:00]", "[08:00]", *more)
