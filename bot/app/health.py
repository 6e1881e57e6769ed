"""A page for supervisors: does the bot hear, remember and speak? It holds nothing of anyone."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, Self

from aiohttp import web

from bot.clock import Clock
from bot.config import Settings, host_and_port
from bot.telegram.connection import Connection
from bot.telegram.doorkeeper import Doorkeeper
from storage import inbox, outbox_upkeep, reminders
from storage.errors import StorageError
from storage.store import Store, Tx

log = logging.getLogger(__name__)

LONGEST_SILENCE = 90.0  # seconds since Telegram was last heard
LATEST_NUDGE = 300.0  # seconds a reminder may be late, or an update may wait
PATIENCE = 5.0  # seconds for the storage to answer: whoever looks at the page will not wait long
MOST = 50  # connections: supervisors are few
GOOD_STATES = frozenset({"ok", "starting"})


@dataclass(frozen=True, slots=True)
class _Facts:
    inbox: int
    outbox: dict[str, int]
    oldest: datetime | None
    due: datetime | None


class Hears(Protocol):
    """Something that listens to Telegram."""

    connection: Connection


class Sends(Protocol):
    """Something that speaks to Telegram."""

    @property
    def waiting(self) -> int:
        """How many messages are on their way."""
        ...


class Watched(Protocol):
    """The parts of the app that are looked at."""

    settings: Settings
    clock: Clock
    store: Store

    @property
    def receiver(self) -> Hears:
        """What listens to Telegram."""
        ...

    @property
    def sender(self) -> Sends:
        """What speaks to Telegram."""
        ...


class Health:
    """Answers GET /health with 200 or 503 and a little JSON."""

    def __init__(
        self,
        store: Store,
        connection: Connection,
        clock: Clock,
        listen: tuple[str, int] | None,
        in_hand: Callable[[], int] = lambda: 0,
    ) -> None:
        """`in_hand` counts the messages that are in memory on their way out."""
        self._store = store
        self._connection = connection
        self._clock = clock
        self._listen = listen
        self._in_hand = in_hand
        self._door: Doorkeeper | None = None
        self.port = listen[1] if listen else 0

    @classmethod
    def of(cls, app: Watched) -> Self:
        """Watch a app, where its settings say."""
        listen = app.settings.health_listen
        address = host_and_port(listen) if listen else None
        connection, sender = app.receiver.connection, app.sender
        return cls(app.store, connection, app.clock, address, lambda: sender.waiting)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen, if there is an address to listen at."""
        if self._listen is None:
            return
        app = web.Application()
        app.router.add_get("/health", self._answer)
        self._door = Doorkeeper(app, self._listen, MOST)
        self.port = await self._door.open()

    async def stop(self) -> None:
        """Listen no more."""
        if self._door is not None:
            await self._door.close()

    async def report(self) -> dict[str, object]:
        """Look at everything; `ok` is the verdict, `trouble` names what is not."""
        trouble: list[str] = []
        state = "conflict" if self._connection.disputed else self._connection.state
        if self._connection.age > LONGEST_SILENCE or state not in GOOD_STATES:
            trouble.append("telegram")
        report: dict[str, object] = {
            "telegram": state,
            "heard_seconds_ago": round(self._connection.age, 1),
            "conflicts": self._connection.conflicts,
            "messages_in_hand": self._in_hand(),
        }
        try:
            async with asyncio.timeout(PATIENCE):
                facts = await self._store.read(_look)
        except (StorageError, TimeoutError) as fault:
            log.warning("health: storage", extra={"reason": type(fault).__name__})
            trouble.append("storage")
        else:
            waits, late = self._age(facts.oldest), self._age(facts.due)
            trouble += ["inbox"] * (waits > LATEST_NUDGE) + ["reminders"] * (late > LATEST_NUDGE)
            report |= {
                "inbox": {"new": facts.inbox},
                "outbox": facts.outbox,
                "inbox_waits_seconds": waits,
                "reminder_late_seconds": late,
            }
        return {"ok": not trouble, "trouble": trouble, **report}

    def _age(self, since: datetime | None) -> float:
        if since is None:
            return 0.0
        return max(0.0, round((self._clock.now() - since).total_seconds(), 1))

    async def _answer(self, _request: web.Request) -> web.Response:
        report = await self.report()
        return web.json_response(report, status=200 if report["ok"] else 503)


def _look(tx: Tx) -> _Facts:
    return _Facts(
        inbox=inbox.count(tx),
        outbox=outbox_upkeep.counts(tx),
        oldest=inbox.oldest(tx),
        due=reminders.late_since(tx, tx.now),
    )
