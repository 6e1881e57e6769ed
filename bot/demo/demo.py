"""`python -m bot try`: the very same bot on a loopback Bot API, with a clock that can be moved."""

import random
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Self

from pydantic import SecretStr

from bot.app.app import App
from bot.clock import SystemClock, TravelClock
from bot.config import Settings
from bot.core.deps import Deps
from bot.core.turn import Turn
from bot.demo import diary, hard_days, tracking
from bot.features.check_in.dialog import CheckInState
from bot.playground.server import YOU, Playground
from bot.telegram.rate_limits import Limits
from storage import conversations, people, reminders
from storage.store import Tx

# Two evenings are at most this many reminders away: follow-ups, days' ends, mornings, asides.
HOPS = 20
# Nobody else uses this Telegram, and whoever looks around taps faster than one a second.
AT_ONCE = Limits(chat_burst=1_000, chat_per_second=1_000.0)


class Demo:
    """The bot, the server it talks to, and the two buttons of the page."""

    def __init__(self, folder: Path, *, port: int = 0, clock: TravelClock | None = None) -> None:
        self._folder = folder
        self._port = port
        self.clock = clock or TravelClock(SystemClock())
        self.playground = Playground(
            now=self.clock.now,
            actions={"fill": self.fill, "jump": self.jump},
            zone=lambda: self._zone,
        )
        self._stack = AsyncExitStack()
        self._zone: str | None = None
        self.app: App

    @property
    def url(self) -> str:
        """Where the chat page is."""
        return self.playground.url

    async def __aenter__(self) -> Self:
        """Start the server, and build the bot."""
        await self.playground.start(self._port)
        self._stack.push_async_callback(self.playground.stop)
        settings = Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(self.playground.token),
            telegram_api_url=self.playground.url,
            database_url=f"sqlite:///{self._folder / 'small-steps.db'}",
        )
        self.app = await App.build(settings, self.clock, limits=AT_ONCE)
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Stop."""
        await self._stack.aclose()

    async def run(self) -> None:
        """Live until cancelled."""
        await self.app.run()

    async def fill(self) -> str:
        """Tell eight made-up weeks."""
        self._zone = await self.app.store.write(partial(make_up, deps=self.app.deps))
        if self._zone is None:
            return "Say /start first, and agree; then there is someone to fill in for."
        return "Eight weeks are filled in. Now send /week. /timeline and /scales hold some too."

    async def jump(self) -> str:
        """Move the clock to the next evening question; what is due on the way comes too.

        An evening whose day is told already is passed by, for nothing is asked in it.
        """
        self._zone = await self.app.store.read(_zone_of_you)
        for _ in range(HOPS):
            due = await self.app.store.read(_next_due)
            if due is None:
                break
            at, kind = due
            self.clock.travel(max(at, self.clock.now()) + timedelta(seconds=1))
            await self.app.sweep()
            await self.app.settle()
            if kind == "evening" and await self.app.store.read(_was_just_asked):
                return "It is evening."
        return "No reminder is set. /start or /reminders sets one."


def make_up(tx: Tx, deps: Deps, user_id: int = YOU) -> str | None:
    """Tell eight made-up weeks and what belongs to them; None for a stranger."""
    chance = random.Random(8).randrange  # noqa: S311 - made-up days, the same each time
    zone = diary.fill(tx, user_id, chance)
    person = people.get(tx, user_id)
    if zone is not None and person is not None:
        turn = Turn.of(tx, deps, person)
        tracking.add(turn, chance)
        hard_days.add(turn)
    return zone


def _zone_of_you(tx: Tx) -> str | None:
    """The zone whose clock the page shows."""
    you = people.get(tx, YOU)
    return you.timezone if you else None


def _was_just_asked(tx: Tx) -> bool:
    last = conversations.newest(tx, YOU)
    return last is not None and last.flow == "checkin" and CheckInState.of(last).nudged


def _next_due(tx: Tx) -> tuple[datetime, str] | None:
    coming = [
        (reminder.next_due_at, reminder.kind)
        for reminder in reminders.of(tx, YOU)
        if reminder.next_due_at is not None
    ]
    return min(coming, default=None)
