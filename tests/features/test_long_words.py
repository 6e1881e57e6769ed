"""Whatever fits into one message is kept whole, wherever it is said."""

from datetime import date

import pytest

from bot.playground.people import TelegramUser
from storage import answers, entries, notes, wins
from tests.support.town import ALICE, Town, does

TODAY = date(2026, 11, 24)
LONG = ("word " * 1000)[:4000] + "END."


async def words_of(town: Town, kind: str) -> list[str]:
    """What is stored, as it is stored."""
    store = town.app.store
    if kind == "note":
        return [
            n.text for n in await store.read(lambda tx: notes.between(tx, ALICE, TODAY, TODAY))
        ]
    if kind == "win":
        return [w.text for w in await store.read(lambda tx: wins.between(tx, ALICE, TODAY, TODAY))]
    if kind == "moment":
        told = await store.read(lambda tx: entries.of_kind(tx, ALICE, "moment"))
        return [entry.content["words"] for entry in told]
    day = await store.read(lambda tx: answers.of_day(tx, ALICE, TODAY))
    return [day["note"].value]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("note", (LONG,)),
        ("win", (f"/win {LONG}",)),
        ("win", ("/win", LONG)),
        ("moment", (f"/mood 4 {LONG}",)),
        ("of a day", ("/checkin", "6", "7", "3", "[Add a note]", LONG)),
    ],
)
async def test_the_end_of_long_words_is_there(
    town: Town, alice: TelegramUser, kind: str, said: tuple[str, ...]
) -> None:
    await does(town, alice, *said)
    assert [words[-4:] for words in await words_of(town, kind)] == ["END."]
    assert len((await words_of(town, kind))[0]) == len(LONG)


async def test_an_edited_win_is_changed(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win I called my sister")
    mine = next(m for m in alice.messages if m.words == "/win I called my sister")
    alice.edits(mine, "/win I called my sister, and my brother")
    await town.settle()
    assert await words_of(town, "win") == ["I called my sister, and my brother"]
    assert "I changed the win too." in alice.last.words
