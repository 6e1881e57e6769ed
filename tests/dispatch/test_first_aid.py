"""Whoever asks for help gets it at once, also behind a thousand words of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.dispatch import updates
from bot.playground.people import TelegramUser
from bot.telegram.api import Api
from storage import notes as stored_notes
from storage.store import Tx
from tests.support.town import Town, does

HELP = "findahelpline.com"
CRISIS = "I want to kill myself"
MANY = 60


@asynccontextmanager
async def held(town: Town) -> AsyncIterator[None]:
    """Let nothing be handled meanwhile, so that everything said waits in the inbox."""
    release, store = asyncio.Event(), town.app.store
    write, handle = store.write, town.app.inbox_worker._update.handle_next

    async def waits(work: object) -> object:
        if getattr(work, "func", None) == handle:
            await release.wait()
        return await write(work)

    store.write = waits
    try:
        yield
    finally:
        release.set()
        store.write = write
        await town.settle()


async def all_stored(town: Town) -> None:
    while town.playground.updates.pending:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.005)


async def notes(town: Town, alice: TelegramUser) -> list[str]:
    def read(tx: Tx) -> list[str]:
        return [note.text for note in reversed(stored_notes.recent(tx, alice.id, MANY * 2))]

    return await town.app.store.read(read)


@pytest.mark.parametrize("asks", ["/support", "/support Germany", CRISIS])
async def test_help_comes_before_the_answers_to_what_was_said_before(
    town: Town, alice: TelegramUser, asks: str
) -> None:
    heard = len(alice.heard)
    async with held(town):
        for number in range(MANY):
            alice.says(f"note {number}")
        alice.says(asks)
        await all_stored(town)
    told = [kept.words for kept in alice.heard[heard:]]
    first = next(n for n, words in enumerate(told) if HELP in words or "0800" in words)
    # One update was in hand when it came.
    assert first <= 1
    assert sum(HELP in words or "0800" in words for words in told) == 1
    assert sum("emergency services" in words for words in told) == 1
    kept = await notes(town, alice)
    assert kept[:MANY] == [f"note {number}" for number in range(MANY)]
    assert kept[MANY:] == ([CRISIS] if asks == CRISIS else [])


@pytest.mark.parametrize("asks", ["/support", CRISIS])
async def test_help_overtakes_the_answers_that_have_not_left_yet(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch, asks: str
) -> None:
    telegram_answers, call, heard = asyncio.Event(), Api.call, len(alice.heard)

    async def held_up(self: Api, method: str, *given: object, **more: object) -> object:
        if method == "sendMessage":
            await telegram_answers.wait()
        return await call(self, method, *given, **more)

    monkeypatch.setattr(Api, "call", held_up)
    for number in range(MANY):
        alice.says(f"note {number}")
    await all_stored(town)
    await town.app.inbox_worker.idle()
    alice.says(asks)
    await all_stored(town)
    await town.app.inbox_worker.idle()
    telegram_answers.set()
    await town.settle()
    told = [kept.words for kept in alice.heard[heard:]]
    # One answer was on its way when it came.
    assert HELP in told[1]


async def test_a_button_of_the_card_overtakes_as_well(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/support")
    card = alice.last.message["message_id"]
    async with held(town):
        for number in range(MANY):
            alice.says(f"note {number}")
        tap = alice.taps("1a|country|DE", card)
        await all_stored(town)
        await alice_sees(alice, card, "0800\u00a0111\u00a00\u00a0111")
    assert tap.answered
    assert len(await notes(town, alice)) == MANY


async def alice_sees(alice: TelegramUser, message: int, words: str) -> None:
    async with asyncio.timeout(20):
        while words not in alice.chat.messages[message].words:  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.005)


async def test_words_of_crisis_right_after_agreeing_are_kept_all_the_same(town: Town) -> None:
    """Help is shown when the bot does not yet know them; the words wait for their turn."""
    bob = town.person(43, "Bob")
    await does(town, bob, "/start")
    async with held(town):
        bob.presses("Yes, let's begin")
        bob.says(CRISIS)
        await all_stored(town)
    assert sum(HELP in kept.words for kept in bob.heard) == 1
    assert await notes(town, bob) == [CRISIS]


@pytest.mark.parametrize("asks", [CRISIS, "help me"])
async def test_help_that_overtook_is_not_shown_again_where_the_words_cannot_be_handled(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch, asks: str
) -> None:
    monkeypatch.setattr(updates, "_route", _breaks)
    heard = len(alice.heard)
    async with held(town):
        alice.says("first")
        alice.says(asks)
        await all_stored(town)
    told = [kept.words for kept in alice.heard[heard:]]
    assert sum("112" in words for words in told) == 1
    assert f"as you wrote them: “{asks}”" in told[-1]
    assert not town.app.inbox_worker._first_aid._given


def _breaks(*_given: object) -> None:
    raise ZeroDivisionError
