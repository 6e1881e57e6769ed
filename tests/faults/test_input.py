"""Everything hostile, in every state: a clear sentence each, nothing lost, no traceback.

One story for each state: all inputs one after the other through the loopback server. The state is
entered anew before each, so that each meets the same open question.
"""

import asyncio
import csv
import logging
import os
import re
from collections.abc import Iterator

import pytest

from bot.playground.people import TelegramUser
from storage import people
from tests.faults.hostile import BUTTONS, KINDS, SILENT, WORDS
from tests.support.states import inbox_states
from tests.support.town import ALICE, Town, does

GOALS = ("Walk $5 to $10 <b>", "=cmd|' /C calc'!A0 \\frac{")

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝")
STATES: dict[str, tuple[str, ...]] = {
    "nothing open": ("/cancel",),
    "mood": ("/cancel", "/checkin"),
    "sleep": ("/cancel", "/day 2026-11-20", "[5]"),
    "quality": ("/cancel", "/day 2026-11-19", "[5]", "[7]"),
    "a note for a day": ("/cancel", "/day 2026-11-18", "[5]", "[7]", "[3]", "[Add a note]"),
    "a new goal": ("/cancel", "/goals", "[Add a goal]"),
    "evening time": ("/cancel", "/reminders", "[Evening check-in]", "[Time]"),
    "time zone": ("/cancel", "/settings", "[Time zone]"),
    "a rest": ("/cancel", "/pause"),
    "about to erase": ("/cancel", "/delete"),
}


@pytest.fixture(autouse=True)
def _nothing_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    loud = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [(r.getMessage(), getattr(r, "fault", "")) for r in loud] == []


def words_for(state: str) -> list[tuple[str, str]]:
    """All words in two states, and a third of them, each another one, in the others."""
    every = list(WORDS.items())
    if state in {"nothing open", "mood"} or "SMALL_STEPS_THOROUGH" in os.environ:
        return every
    return every[list(STATES).index(state) % 3 :: 3]


async def entered(town: Town, person: TelegramUser, state: str) -> None:
    """Be in that state, whatever came before."""
    if town.clock.now().year > 2026:
        return
    for act in STATES[state]:
        try:
            await does(town, person, act)
        except LookupError:  # that day is told by now, or the goal was added: the state is past
            return


async def answered(town: Town, person: TelegramUser) -> bool:
    """Whether the bot said or changed anything since; and Telegram refused nothing of it."""
    await town.settle()
    refused = [r for r in town.playground.ledger.refusals if "not modified" not in r.description]
    said = next((kept.words for kept in reversed(person.messages) if not kept.by_bot), "")
    assert refused == [], said[:80]
    assert town.playground.complaints == []
    return bool(town.playground.ledger.of(person.id))


async def no_update_is_parked(town: Town) -> None:
    counts = await town.app.store.read(inbox_states)
    assert set(counts) == {"done"}, counts


@pytest.mark.parametrize("state", STATES)
async def test_any_words_get_a_sentence_in_every_state(
    town: Town, alice: TelegramUser, state: str
) -> None:
    for name, words in words_for(state):
        await entered(town, alice, state)
        town.playground.ledger.effects.clear()
        alice.says(words)
        assert await answered(town, alice), (state, name)
        assert not re.search(r"Traceback|Error\b|Exception", alice.last.words), (state, name)
    await no_update_is_parked(town)
    await goes_on(town, alice)


@pytest.mark.parametrize("state", ["nothing open", "sleep", "a new goal"])
async def test_any_kind_of_message_gets_a_sentence(
    town: Town, alice: TelegramUser, state: str
) -> None:
    for name, act in KINDS.items():
        await entered(town, alice, state)
        town.playground.ledger.effects.clear()
        act(alice)
        assert await answered(town, alice), (state, name)
    for name, act in SILENT.items():
        town.playground.ledger.effects.clear()
        act(alice)
        assert not await answered(town, alice), (state, name)
    await no_update_is_parked(town)
    await goes_on(town, alice)


@pytest.mark.parametrize("state", ["nothing open", "mood"])
async def test_any_button_is_answered_and_changes_nothing(
    town: Town, alice: TelegramUser, state: str
) -> None:
    await entered(town, alice, state)
    for name, data in BUTTONS.items():
        for gone in (False, True):
            tap = alice.taps(data, alice.last.message["message_id"], inaccessible=gone)
            await answered(town, alice)
            assert tap.answered, (state, name)
    await no_update_is_parked(town)
    await goes_on(town, alice)


async def goes_on(town: Town, person: TelegramUser) -> None:
    """After all of that an ordinary evening works, and so do the picture and the export."""
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is not None
    await does(town, person, "/cancel", "/day 2026-10-05", "[6]")
    assert "sleep" in person.last.words or "night before" in person.last.words
    await does(town, person, "[7]", "[3]")
    assert any("Noted for Mon 5 Oct" in kept.words for kept in person.heard)


async def test_a_stranger_may_send_anything(town: Town) -> None:
    stranger = town.person(77, "<b>$\u202e")
    for name, words in WORDS.items():
        town.playground.ledger.effects.clear()
        stranger.says(words)
        assert await answered(town, stranger), name
    for name, act in KINDS.items():
        town.playground.ledger.effects.clear()
        act(stranger)
        assert await answered(town, stranger), name
    for data in BUTTONS.values():
        tap = stranger.taps(data, stranger.last.message["message_id"])
        await answered(town, stranger)
        assert tap.answered
    assert await town.app.store.read(lambda tx: people.get(tx, 77)) is None
    await no_update_is_parked(town)


async def test_hostile_goals_notes_and_wins_are_drawn_and_handed_over(
    town: Town, alice: TelegramUser
) -> None:
    for goal in GOALS:
        await does(town, alice, "/goals", "[Add a goal]", goal)
        await does(town, alice, "[A small step for the coming weeks]", "[Every day]")
        await does(town, alice, "[No end date]")
    for words in (WORDS["dollars"], WORDS["braces"], WORDS["arabic"], WORDS["formula"]):
        await does(town, alice, f"/win {words}", f"a note with {words}")
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]", "/week", "/month", "/export")
    async with asyncio.timeout(240):
        await town.settle()
    sent = [effect.method for effect in town.playground.ledger.of(ALICE)]
    assert sent.count("sendPhoto") == 2
    assert sent.count("sendDocument") == 2
    table = next(f for f in town.playground.world.files.values() if f.name.endswith(".csv"))
    rows = csv.reader(table.data.decode("utf-8-sig").splitlines(keepends=True))
    assert [cell for row in rows for cell in row if cell.startswith(FORMULAS)] == []
    await answered(town, alice)
    await no_update_is_parked(town)


async def test_another_bots_voice_and_groups_are_left_alone(
    town: Town, alice: TelegramUser
) -> None:
    alice.adds_bot_to_group(-1001)
    alice.says_in_group(-1001, "7")
    await town.settle()
    methods = [effect.method for effect in town.playground.ledger.of(-1001)]
    assert "leaveChat" in methods or not town.playground.world.chats[-1001].member
    await no_update_is_parked(town)
