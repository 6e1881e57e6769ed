"""The first minute that stories begin with is the one that is lived."""

from pathlib import Path
from typing import Any

from bot.features.portability import export
from bot.playground.people import TelegramUser
from storage.store import Tx
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.first_minute import begins_after_it
from tests.support.town import ALICE, DirectTown, Town, settled_in


async def told(town: Town) -> dict[str, Any]:
    """All that the bot knows of Alice."""

    def collect(tx: Tx) -> dict[str, Any]:
        found = export.collect(tx, ALICE, ENTRY_KINDS)
        assert found is not None
        return export.document(found, tx.now)

    return await town.app.store.read(collect)


async def test_a_story_begins_as_if_alice_had_lived_through_it_here(
    town: Town, alice: TelegramUser, tmp_path: Path
) -> None:
    place = tmp_path / "lived"
    place.mkdir()
    async with DirectTown(place) as lived:
        herself = lived.person()
        await settled_in(lived, herself)
        assert [m.words for m in alice.messages] == [m.words for m in herself.messages]
        assert [m.words for m in alice.heard][-1].startswith("All set.")
        assert await told(town) == await told(lived)
        assert town.clock.now() == lived.clock.now()
        assert town.playground.updates.next_id == lived.playground.updates.next_id
        assert town.playground.ledger.number() == lived.playground.ledger.number()


async def test_nothing_of_one_story_is_left_in_the_next(town: Town, alice: TelegramUser) -> None:
    copies = [town.playground.world.chats[ALICE].messages, alice.chat.messages]
    assert copies[0] is copies[1]
    before = len(alice.messages)
    alice.says("only here")
    await town.settle()
    other = DirectTown(town.folder / "next")
    other.folder.mkdir()
    await begins_after_it(other)
    assert len(other.person().messages) == before
