"""A page for supervisors: does the bot hear, store and speak? It holds nothing of anyone."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol, Self

from aiohttp import web

from bot.app.queue_depths import QueueDepths, queue_depths
from bot.config import Settings, host_and_port
from bot.telegram.connection import Connection
from bot.telegram.connection_limit import LimitedServer
from storage.errors import StorageError
from storage.store import Store

log = logging.getLogger(__name__)

LONGEST_SILENCE = 90.0  # seconds since Telegram was last heard
LATEST_NUDGE = 300.0  # seconds a reminder may be late, or an update may wait
PATIENCE = 5.0  # seconds for the storage to answer: whoever looks at the page will not wait long
MOST = 50  # connections: supervisors are few
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
GOOD_STATES = frozenset({"ok", "starting"})


class Hears(Protocol):
    """Something that listens to Telegram."""

    connection: Connection


class Sends(Protocol):
    """Something that speaks to Telegram."""

    @property
    def waiting(self) -> int:
        """How many messages are on their way."""
        ...


class FiguresPage(Protocol):
    """Writes the page of figures."""

    def page(self, found: QueueDepths | None, *, heard: float, in_hand: int) -> bytes:
        """Write it; without `found` the database did not answer."""
        ...


class Watched(Protocol):
    """The parts of the app that are looked at."""

    settings: Settings
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
        listen: tuple[str, int] | None,
        in_hand: Callable[[], int] = lambda: 0,
        figures: FiguresPage | None = None,
    ) -> None:
        """`in_hand` counts the messages that are in memory on their way out.

        With `figures` there is a second page, /metrics.
        """
        self._store = store
        self._connection = connection
        self._listen = listen
        self._in_hand = in_hand
        self._figures = figures
        self._door: LimitedServer | None = None
        self.port = listen[1] if listen else 0

    @classmethod
    def of(cls, app: Watched, figures: FiguresPage | None = None) -> Self:
        """Watch an app, where its settings say."""
        listen = app.settings.health_listen
        address = host_and_port(listen) if listen else None
        connection, sender = app.receiver.connection, app.sender
        return cls(app.store, connection, address, lambda: sender.waiting, figures)

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
        if self._figures is not None:
            app.router.add_get("/metrics", self._metrics)
        self._door = LimitedServer(app, self._listen, MOST)
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
        found = await self._look()
        if found is None:
            trouble.append("storage")
        else:
            waits, late = found.update_waits, found.reminder_late
            trouble += ["inbox"] * (waits > LATEST_NUDGE) + ["reminders"] * (late > LATEST_NUDGE)
            report |= {
                "inbox": {"new": found.inbox},
                "outbox": found.outbox,
                "inbox_waits_seconds": waits,
                "reminder_late_seconds": late,
            }
        return {"ok": not trouble, "trouble": trouble, **report}

    async def _look(self) -> QueueDepths | None:
        """Look at what waits; None when the storage does not answer in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._store.read(queue_depths)
        except (StorageError, TimeoutError) as fault:
            log.warning("health: storage", extra={"reason": type(fault).__name__})
            return None

    async def _answer(self, _request: web.Request) -> web.Response:
        report = await self.report()
        return web.json_response(report, status=200 if report["ok"] else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        found = await self._look()
        body = b""
        if self._figures is not None:
            heard, in_hand = self._connection.age, self._in_hand()
            body = self._figures.page(found, heard=heard, in_hand=in_hand)
        return web.Response(body=body, headers={"Content-Type": PROMETHEUS})
