"""The bot as it runs for years: opened, watched, and built anew when its database is damaged."""

import asyncio
import gc
import logging
from typing import TYPE_CHECKING

from bot import logs
from bot.app import startup
from bot.app.app import App
from bot.app.health import Health
from bot.app.watchdog import kept_alive
from bot.clock import SystemClock
from bot.config import Settings
from bot.measures import NO_MEASURES
from storage.errors import Corrupt

if TYPE_CHECKING:
    from bot.app.metrics import Metrics

log = logging.getLogger(__name__)

MANY_OBJECTS = 10_000  # made since the last search for garbage: about fifty answers
FIRST_REST, LONGEST_REST = 1.0, 60.0  # seconds before an app is built again on damage


async def serve(settings: Settings) -> None:
    """Live until cancelled."""
    logs.watch(asyncio.get_running_loop())
    clock = SystemClock()
    figures = _metrics() if settings.health_listen else None
    wait = 0.0
    while True:
        store = await startup.opened(settings, clock)
        app = App(settings, clock, store, measures=figures or NO_MEASURES)
        spare_the_collector()
        try:
            async with kept_alive(app.store), Health.of(app, figures):
                await app.run()
        except Corrupt as fault:
            log.critical("the database is damaged", extra={"reason": str(fault)})
            # Damage that no opening finds would otherwise build app after app without a pause.
            await asyncio.sleep(wait)
            wait = min(wait * 2 or FIRST_REST, LONGEST_REST)


def _metrics() -> "Metrics":
    """Keep figures, for somebody looks at them; else their library is not even loaded."""
    from bot.app.metrics import Metrics

    return Metrics()


def spare_the_collector() -> None:
    """Search for garbage more seldom, and never through what was loaded at start: it stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY_OBJECTS)
