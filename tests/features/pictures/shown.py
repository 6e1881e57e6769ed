"""What a picture shows, and what a tap on its caption opens."""

from datetime import date
from functools import partial

from bot.core.turn import Turn
from bot.playground.people import TelegramUser
from storage import people
from storage.store import Tx
from tests.support.drawn import LOOKS
from tests.support.town import Town

LAST = date(2026, 11, 24)


async def shown(town: Town, alice: TelegramUser, kind: str, **more: str) -> object:
    """What a picture of Alice's would show."""
    asked = {"kind": kind, "last": LAST.isoformat(), **more}

    def look(tx: Tx) -> object:
        known = people.get(tx, alice.id)
        assert known is not None
        found = LOOKS[kind](Turn.of(tx, town.app.deps, known), asked)
        assert found is not None
        return found.view

    return await town.app.store.read(partial(look))


def folded(alice: TelegramUser) -> str:
    """What a tap on the caption opens."""
    (quote,) = [e for e in alice.last.message["caption_entities"]
                if e["type"] == "expandable_blockquote"]  # fmt: skip
    return alice.last.words[quote["offset"] :]
