"""Who makes exports and reads what is brought back, loaded for the first that asks."""

import asyncio
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from bot.core.attachments import Made, MakerDeps, Params
from storage.outbox import Message

if TYPE_CHECKING:
    from bot.features.portability.export_sent import ExportMaker
    from bot.features.portability.import_fetch import ImportFetcher


class LateMakers:
    """Both share what works in the other process, which does one thing at a time."""

    def __init__(self, maker_deps: MakerDeps) -> None:
        self._maker_deps = maker_deps

    async def export(self, message: Message, params: Params, wanted: object) -> Made | None:
        """Make a file of an export."""
        await asyncio.to_thread(_loaded)
        return await self._both[0].prepare(message, params, wanted)

    async def arrived(self, message: Message, params: Params, wanted: object) -> Made | None:
        """Say what is to be said about a file that somebody sent."""
        await asyncio.to_thread(_loaded)
        return await self._both[1].prepare(message, params, wanted)

    @cached_property
    def _both(self) -> "tuple[ExportMaker, ImportFetcher]":
        from bot.features.portability.elsewhere import Elsewhere
        from bot.features.portability.export_sent import ExportMaker
        from bot.features.portability.import_fetch import ImportFetcher

        maker_deps = self._maker_deps
        elsewhere = Elsewhere(maker_deps.store, maker_deps.run, maker_deps.deps.registry.entries)
        return (
            ExportMaker(maker_deps, elsewhere),
            ImportFetcher(maker_deps.store, maker_deps.fetch, maker_deps.deps, elsewhere),
        )


def _loaded() -> None:
    """Load it in another thread: the loop has others to answer."""
    for module in ("export_sent", "import_fetch"):
        import_module(f"bot.features.portability.{module}")
