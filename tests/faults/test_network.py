"""Every fault between the bot and Telegram, on every call of an evening, through the whole bot.

What each part does by itself is in tests/telegram; here counts only what a person notices.
"""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.telegram import transport
from storage import answers, people
from tests.support.evening import QUESTION
from tests.support.town import ALICE, BOB, Town, does, settled_in

TODAY = date(2026, 11, 24)
FAULTS = {
    "500": PlannedFault.answer(500),
    "502 html": PlannedFault.html(502),
    "200 html": PlannedFault.html(200),
    "200 hollow": PlannedFault.hollow(),
    "504": PlannedFault.answer(504),
    "reset before": PlannedFault.reset(),
    "reset after": PlannedFault.reset_after(),
    "answer cut": PlannedFault.cut(),
    "hang": PlannedFault.hang(),
    "hang after": PlannedFault.hang_after(),
    "429": PlannedFault.too_many(1),
    "401": PlannedFault.answer(401),
    "404": PlannedFault.answer(404),
    "edit not found": PlannedFault.answer(400, "Bad Request: message to edit not found"),
    "cannot be edited": PlannedFault.answer(400, "Bad Request: message can't be edited"),
    "query too old": PlannedFault.answer(
        400, "Bad Request: query is too old and response timeout"
    ),
}
METHODS = ("getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery")
# These say that the message itself is refused or done, which only one method can be told.
ONLY = {
    "edit not found": "editMessageText",
    "cannot be edited": "editMessageText",
    "query too old": "answerCallbackQuery",
}
PAIRS = [
    (name, method)
    for name in FAULTS
    for method in METHODS
    if ONLY.get(name, method) == method and not (name.startswith("hang") and method == METHODS[0])
]


@pytest.fixture(autouse=True)
def _no_long_silence(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(transport, "READ_TIMEOUT", 0.4)
    transport._timeout.cache_clear()  # an earlier test may have made the usual, long one
    yield
    transport._timeout.cache_clear()


async def mood(town: Town) -> object:
    stored = await town.app.store.read(lambda tx: answers.of_day(tx, ALICE, TODAY))
    return stored["mood"].value if "mood" in stored else None


@pytest.mark.parametrize(("name", "method"), PAIRS, ids=lambda one: str(one))
async def test_an_evening_with_one_fault_ends_as_it_should(
    town: Town, alice: TelegramUser, name: str, method: str
) -> None:
    town.playground.faults.plan(FAULTS[name], method)
    await does(town, alice, "/checkin")
    await alice.reads(QUESTION)
    town.playground.faults.plan(FAULTS[name], method)
    await does(town, alice, "[7]")
    await alice.reads("last night's sleep")
    assert await mood(town) == 7
    asked = [e for e in town.playground.ledger.sends(ALICE) if e.text.endswith("very good.")]
    assert sum(not effect.silent for effect in asked) <= 2
    assert not town.playground.updates.pending


async def test_when_two_outcomes_are_unknown_the_question_is_still_open(
    town: Town, alice: TelegramUser
) -> None:
    """The question may never have been seen; typed words answer it all the same."""
    town.playground.faults.plan(PlannedFault.reset(), "sendMessage", times=2)
    await does(town, alice, "/checkin", "7")
    await alice.reads("last night's sleep")
    assert await mood(town) == 7


async def test_a_flooded_chat_does_not_hold_up_another_and_is_answered_after_a_restart(
    town: Town, alice: TelegramUser
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    town.playground.faults.plan(PlannedFault.too_many(3600), "sendMessage", chat_id=ALICE)
    alice.says("/checkin")
    await asyncio.sleep(0.1)
    bob.says("/checkin")
    await bob.reads(QUESTION)
    assert QUESTION not in alice.last.words
    await town.sleep()
    await town.wake()
    await asyncio.sleep(0.2)
    assert QUESTION not in alice.last.words, "the hour is not over"
    await town.sleep()
    town.clock.travel(town.clock.now() + timedelta(hours=1, seconds=1))
    await town.wake()
    await alice.reads(QUESTION)


async def test_a_nudge_that_had_to_wait_leaves_whoever_rests_meanwhile_in_peace(
    town: Town, alice: TelegramUser
) -> None:
    town.playground.faults.plan(PlannedFault.too_many(600), "sendMessage", chat_id=ALICE)
    await town.at_local("2026-11-24", "21:00")
    until = TODAY + timedelta(days=7)
    await town.app.store.write(lambda tx: people.change(tx, ALICE, paused_until=until))
    await town.sleep()
    town.clock.travel(town.clock.now() + timedelta(minutes=11))
    await town.wake()
    await does(town, alice, "/help")
    assert not [sent for sent in town.playground.ledger.sends(ALICE) if "today?" in sent.text]


@pytest.mark.parametrize(
    "fault",
    [PlannedFault.answer(403), PlannedFault.answer(400, "Bad Request: chat not found")],
    ids=["blocked", "chat not found"],
)
async def test_someone_who_is_gone_is_left_alone_until_they_return(
    town: Town, alice: TelegramUser, fault: PlannedFault
) -> None:
    town.playground.faults.plan(fault, "sendMessage", chat_id=ALICE)
    await does(town, alice, "/help")
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert not person.reachable
    calls = town.playground.ledger.calls["sendMessage"]
    await town.at_local("2026-11-24", "21:01")
    assert town.playground.ledger.calls["sendMessage"] == calls
    await does(town, alice, "/checkin", "7")
    assert await mood(town) == 7
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    assert person.reachable
