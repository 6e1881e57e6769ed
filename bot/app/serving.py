"""The bot as it runs for years: opened, watched, and built anew when its database is damaged."""

import asyncio
import gc
import logging
import sys
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING

from bot import logs
from bot.app import startup
from bot.app.app import App
from bot.app.watchdog import kept_alive
from bot.clock import SystemClock
from bot.config import Settings
from bot.measures import NO_MEASURES
from storage.errors import Corrupt

if TYPE_CHECKING:
    from bot.app.metrics import Metrics

log = logging.getLogger(__name__)

MANY_OBJECTS = 10_000  # made since the last search for garbage: about fifty answers
TURN = 0.0005  # seconds; Python's own are ten times as long
FIRST_REST, LONGEST_REST = 1.0, 60.0  # seconds before an app is built again on damage


async def serve(settings: Settings) -> None:
    """Live until cancelled."""
    logs.watch(asyncio.get_running_loop())
    take_short_turns()
    clock = SystemClock()
    figures = _metrics(settings)
    wait, suspect = 0.0, False
    while True:
        store = await startup.opened(settings, clock, suspect=suspect)
        app = App(settings, clock, store, measures=figures or NO_MEASURES)
        spare_the_collector()
        try:
            async with kept_alive(app.store), _page(app, figures):
                await app.run()
        except Corrupt as fault:
            log.critical("the database is damaged", extra={"reason": str(fault)})
            suspect = True
            # Damage that no opening finds would otherwise build app after app without a pause.
            await asyncio.sleep(wait)
            wait = min(wait * 2 or FIRST_REST, LONGEST_REST)


def _metrics(settings: Settings) -> "Metrics | None":
    """Figures, if somebody looks at them; else their library is not even loaded."""
    if not settings.health_listen:
        return None
    from bot.app.metrics import Metrics

    return Metrics()


def _page(app: App, figures: "Metrics | None") -> AbstractAsyncContextManager[object]:
    """The pages for supervisors; without them no web server is loaded."""
    if not app.settings.health_listen:
        return nullcontext()
    from bot.app.health import Health

    return Health.of(app, figures)


def take_short_turns() -> None:
    """Let no thread keep the others from the interpreter for longer than a moment.

    While the database's thread reads months of a diary, everybody else's answer waits for it.
    """
    sys.setswitchinterval(TURN)


def spare_the_collector() -> None:
    """Search for garbage more seldom, and never through what was loaded at start: it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY_OBJECTS)
