"""Somebody in danger writes while the disk is full: the help lines come, whoever they are."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.app import outage_reply
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from tests.faults.test_storage import SORRY, disk_of, full_disk
from tests.faults.town import free_port
from tests.support.town import Town

CRISIS = "I want to kill myself"
BECAUSE = "Thank you for writing that."
QUIET = "If it's very hard right now, /support has numbers"
LINES = "More help lines, country by country: findahelpline.com"
SAMARITANS, TELEFONSEELSORGE = "116\u00a0123", "142"


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Path]:
    """With room for what waits: by webhook each message is a commit of its own."""
    with disk_of(8, tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
async def called(ground: Path, short_waits: None) -> AsyncIterator[Town]:
    """The same, called by Telegram."""
    port = free_port()
    settings = {
        "webhook_url": f"http://127.0.0.1:{port}/hook",
        "webhook_listen": f"127.0.0.1:{port}",
        "webhook_secret": SecretStr("a-long-secret"),
    }
    async with Town(ground, **settings) as town:
        town.playground.webhook.patience = 0.0
        yield town


@pytest.fixture
def stranger(town: Town) -> TelegramUser:
    return town.person(77, "Bob")


def cards(person: TelegramUser) -> int:
    return sum(LINES in kept.words for kept in person.heard)


def sorries(person: TelegramUser) -> int:
    return sum(SORRY in kept.words for kept in person.heard)


def quiet_lines(person: TelegramUser) -> int:
    return sum(QUIET in kept.words for kept in person.heard)


async def several_looks() -> None:
    await asyncio.sleep(0.5)


async def test_a_stranger_in_danger_gets_the_help_lines_and_no_excuse(
    town: Town, stranger: TelegramUser
) -> None:
    async with full_disk(town):
        stranger.says(CRISIS)
        await stranger.reads(BECAUSE, LINES)
        await several_looks()
        assert (cards(stranger), sorries(stranger)) == (1, 0)


async def test_help_lines_are_never_put_off_nor_said_twice_of_one_message(
    town: Town, stranger: TelegramUser
) -> None:
    """All of this within the minute in which nobody is told twice that it was not noted."""
    async with full_disk(town):
        stranger.says("a long day")
        await stranger.reads(SORRY)
        for number, words in enumerate((CRISIS, "better off dead", "/support", "/support"), 1):
            stranger.says(words)
            await town.playground.world.until(lambda n=number: cards(stranger) == n, 5)
        await several_looks()
        assert (cards(stranger), sorries(stranger)) == (4, 1)


def edited(person: TelegramUser) -> None:
    person.says("I am fine")
    person.edits(person.messages[-1], CRISIS)


def edited_caption(person: TelegramUser) -> None:
    person.sends_photo("I am fine")
    message = {**person.messages[-1].message, "caption": CRISIS}
    person._update("edited_message", message)


def document(person: TelegramUser) -> None:
    person.sends(document={"file_id": "d", "file_unique_id": "d", "file_size": 3}, caption=CRISIS)


WAYS: dict[str, Any] = {
    "words": lambda person: person.says(f"today {CRISIS.upper()}!"),
    "forwarded words": lambda person: person.forwards(CRISIS),
    "under a picture": lambda person: person.sends_photo(CRISIS),
    "under a file": document,
    "after a command": lambda person: person.says("/win I don't want to live"),
    "after support": lambda person: person.says(f"/support {CRISIS}"),
    "changed to": edited,
    "a caption changed to": edited_caption,
}
ASKED = (
    "/support", "/Support", "/SUPPORT@small_steps_bot", "/support\nplease", "/support@x  at",
    "/support.", "/support!", "/support, please", "support", "Help!", "help me", "ayuda",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
async def test_words_of_danger_are_read_wherever_they_stand(
    town: Town, stranger: TelegramUser, way: str
) -> None:
    async with full_disk(town):
        WAYS[way](stranger)
        await stranger.reads(BECAUSE, LINES)
        assert cards(stranger) == 1


async def test_possible_words_bring_the_way_to_help_also_the_second_time(
    town: Town, stranger: TelegramUser
) -> None:
    async with full_disk(town):
        stranger.says("I feel like a burden")
        await stranger.reads(SORRY, QUIET)
        stranger.says("what is the point of living")
        await town.playground.world.until(lambda: quiet_lines(stranger) == 2, 5)
        assert (cards(stranger), sorries(stranger)) == (0, 1)
        stranger.presses("Support")
        await stranger.reads(LINES)


async def test_the_card_has_every_number_of_the_likely_countries_to_copy(
    town: Town, stranger: TelegramUser
) -> None:
    """Whoever writes in English may be in any of several countries; nobody can look it up."""
    async with full_disk(town):
        stranger.says(CRISIS)
        card = await stranger.reads(BECAUSE)
        for number in ("911", "988", "999", SAMARITANS):
            assert number in card.words
        assert stranger.copies(f"Copy {SAMARITANS}") == "116 123"
        assert {mark["type"] for mark in card.message["entities"]} >= {"bold"}
        stranger.presses("Another country")
        await stranger.reads("Which country are you in?")


@pytest.mark.parametrize("words", ASKED)
async def test_support_answers_in_any_writing(
    town: Town, stranger: TelegramUser, words: str
) -> None:
    async with full_disk(town):
        stranger.says(words)
        await stranger.reads(LINES)
        assert sorries(stranger) == 0


async def test_the_lines_of_a_country_come_by_name_and_by_button(
    town: Town, stranger: TelegramUser
) -> None:
    async with full_disk(town):
        stranger.says("/support Austria")
        assert TELEFONSEELSORGE in (await stranger.reads(LINES)).words
        stranger.says(CRISIS)
        await stranger.reads(BECAUSE)
        stranger.presses("Another country")
        await stranger.reads("Which country are you in?")
        stranger.presses("🇬🇧 United Kingdom")
        await stranger.reads(LINES, SAMARITANS)
        stranger.taps("1a|support", stranger.last.message["message_id"])
        await town.playground.world.until(lambda: cards(stranger) == 4, 5)
    await town.settle()


async def test_what_telegram_did_not_take_is_sent_at_the_next_look(
    town: Town, stranger: TelegramUser
) -> None:
    for fault in (PlannedFault.too_many(1), PlannedFault.answer(502), PlannedFault.reset()):
        town.playground.faults.plan(fault, "sendMessage")
    async with full_disk(town):
        stranger.says(CRISIS)
        await stranger.reads(BECAUSE, LINES)
        await several_looks()
        assert cards(stranger) == 1


async def test_whoever_blocked_the_bot_is_not_written_to_for_ever(
    town: Town, stranger: TelegramUser
) -> None:
    async with full_disk(town):
        stranger.says(CRISIS)
        stranger.blocks()
        await several_looks()
        assert town.playground.ledger.calls["sendMessage"] <= 1


async def test_nobody_is_told_in_a_group_that_something_was_not_noted(town: Town) -> None:
    carol = town.person(78, "Carol")
    async with full_disk(town):
        carol.adds_bot_to_group()
        carol.says_in_group(-1001, CRISIS)
        await several_looks()
        assert town.playground.ledger.calls["sendMessage"] == 0


async def test_who_is_told_that_it_was_not_noted_is_told_where_help_is(
    town: Town, stranger: TelegramUser
) -> None:
    """What they write next may stand behind what Telegram lets us hear."""
    async with full_disk(town):
        stranger.says("hello")
        words = (await stranger.reads(SORRY)).words
        assert "findahelpline.com" in words
        assert "your local emergency number" in words


async def test_an_update_on_disk_that_cannot_be_handled_is_read_for_danger(
    town: Town, stranger: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    wake, woken = town.app.inbox_worker.wake, asyncio.Event()
    monkeypatch.setattr(town.app.receiver, "_wake", lambda _chat: woken.set())
    stranger.says(CRISIS)
    await woken.wait()
    async with full_disk(town):
        wake(stranger.id)
        await stranger.reads(BECAUSE, LINES)
        await several_looks()
        assert (cards(stranger), sorries(stranger)) == (1, 0)


async def test_polling_hears_the_oldest_hundred_and_nobody_behind_them(
    town: Town, stranger: TelegramUser
) -> None:
    """Telegram gives no more without forgetting them; docs/reliability.md says so."""
    alice = town.person()
    async with full_disk(town):
        for number in range(99):
            alice.says(f"note {number}")
        alice.says(CRISIS)
        await alice.reads(BECAUSE)
        for number in range(20):
            alice.says(f"note {number}")
        stranger.says(CRISIS)
        await several_looks()
        assert cards(stranger) == 0
        assert len(town.playground.updates.pending) == 121
    await stranger.reads(BECAUSE, within=60)


async def test_a_webhook_hears_somebody_behind_a_hundred_messages_of_another(
    called: Town,
) -> None:
    alice, bob = called.person(), called.person(77, "Bob")
    async with full_disk(called):
        for number in range(120):
            alice.says(f"note {number}")
        await alice.reads(SORRY)
        bob.says(CRISIS)
        await bob.reads(BECAUSE)
        await several_looks()
        assert cards(bob) == 1
        assert len(called.playground.updates.pending) == 121
    await called.settle()


async def test_a_webhook_hears_what_stands_behind_somebodys_own_message(called: Town) -> None:
    """Telegram brings a chat's next message only when the one before was taken."""
    bob = called.person(77, "Bob")
    async with full_disk(called):
        bob.says("a long day")
        await bob.reads(SORRY)
        bob.says(CRISIS)
        await bob.reads(BECAUSE)
        await several_looks()
        assert (cards(bob), sorries(bob)) == (1, 1)
        assert len(called.playground.updates.pending) == 2
    await called.settle()
    assert (await called.app.api.call("getWebhookInfo"))["url"]


STRANGE: tuple[Any, ...] = (
    {"message": 5},
    {"message": {"text": 5, "from": 5, "caption": None}},
    {"message": {"text": CRISIS, "from": {"language_code": "xx-\ud800"}}},
    {"edited_message": {"caption": "\ud800 " + CRISIS}, "message": []},
    {"callback_query": {"data": "1a|country|\ud800"}},
    {"callback_query": {"data": 5}},
    {"message": {"text": "/support \ud800", "from": {"language_code": "de"}}},
)


@pytest.mark.parametrize("raw", STRANGE)
def test_no_shape_of_an_update_breaks_the_answer(raw: dict[str, Any]) -> None:
    found = outage_reply.reply(raw, lately=False)
    assert found is not None
    assert str(found["text"]).encode()
    assert (LINES in str(found["text"])) is (CRISIS in repr(raw) or "/support" in repr(raw))
