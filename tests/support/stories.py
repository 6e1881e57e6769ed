"""What people do with the whole bot, told as stories.

The bot of a story calls the playground directly. One that is about the way between them is marked
`wire` and has the server on the loopback there.
"""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.features.portability import export
from bot.features.portability.import_read import read
from bot.playground.people import TelegramUser
from storage import people
from storage.errors import Unreadable
from storage.store import Tx
from tests.support import first_minute
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.town import DirectTown, Town, settled_in


async def whatever_was_told_can_come_back(town: Town) -> None:
    """At the end of every story: /import would read what /export would hand over, all of it."""

    def exports(tx: Tx) -> list[dict[str, Any]]:
        found = []
        for user_id in people.all_ids(tx):
            with suppress(Unreadable):  # a story may have damaged what is stored
                found.append(export.collect(tx, user_id, ENTRY_KINDS))
        return [export.document(of, tx.now) for of in found if of is not None]

    if not town.is_awake:
        return
    for document in await town.app.store.read(exports):
        read(export.as_json(document), town.clock.now(), ENTRY_KINDS)


async def begins(town: Town, request: pytest.FixtureRequest) -> None:
    """Let Alice have settled in; where a story has one of its own, it tells how she begins."""
    hers = request.node._fixtureinfo.name2fixturedefs.get("alice", ())
    if hers and all("alice" in fixture.argnames for fixture in hers[1:]):
        await first_minute.begins_after_it(town)


@pytest.fixture(name="town")
async def fixture_town(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    town = Town(tmp_path) if request.node.get_closest_marker("wire") else DirectTown(tmp_path)
    await begins(town, request)
    async with town:
        yield town
        await whatever_was_told_can_come_back(town)


@pytest.fixture(name="alice")
async def fixture_alice(town: Town) -> TelegramUser:
    """Alice, who has gone through the first minute and has no goals."""
    alice = town.person()
    if not alice.heard:
        await settled_in(town, alice)
    return alice
