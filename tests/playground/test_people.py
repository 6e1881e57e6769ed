"""Simulated people see what they would see, and the ledger keeps what was done to them."""

import pytest

from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.playground.conftest import Raw

KEYS = {"inline_keyboard": [[{"text": "7", "callback_data": "mood=7"}]]}


async def test_a_button_is_found_by_label_or_by_data_and_a_missing_one_says_what_is_there(
    call: Raw, alice: TelegramUser
) -> None:
    await call.result("sendMessage", chat_id=1, text="Mood?", reply_markup=KEYS)
    assert alice.presses("7")
    assert alice.presses("mood=7")
    with pytest.raises(LookupError, match="7"):
        alice.presses("11")


async def test_the_newest_message_with_that_button_is_meant(
    call: Raw, alice: TelegramUser
) -> None:
    old = await call.result("sendMessage", chat_id=1, text="Monday", reply_markup=KEYS)
    new = await call.result("sendMessage", chat_id=1, text="Tuesday", reply_markup=KEYS)
    alice.presses("7")
    alice.presses("7", message=old["message_id"])
    taps = await call.result("getUpdates")
    assert [tap["callback_query"]["message"]["message_id"] for tap in taps] == [
        new["message_id"],
        old["message_id"],
    ]


async def test_an_update_shows_the_message_as_it_was_then(call: Raw, alice: TelegramUser) -> None:
    sent = await call.result("sendMessage", chat_id=1, text="Mood?", reply_markup=KEYS)
    alice.presses("7")
    await call.result("editMessageText", chat_id=1, message_id=sent["message_id"], text="Sleep?")
    [tap] = await call.result("getUpdates")
    assert tap["callback_query"]["message"]["text"] == "Mood?"


async def test_the_ledger_keeps_every_effect_in_order(
    call: Raw, server: Playground, alice: TelegramUser
) -> None:
    sent = await call.result(
        "sendMessage", chat_id=1, text="Mood?", reply_markup=KEYS, disable_notification=True
    )
    tap = alice.presses("7")
    assert tap is not None
    assert not isinstance(tap, int)
    await call.result("answerCallbackQuery", callback_query_id=tap.id, text="Noted")
    await call.result("editMessageText", chat_id=1, message_id=sent["message_id"], text="Sleep?")
    await call.refusal("editMessageText", chat_id=1, message_id=sent["message_id"], text="Sleep?")
    assert [(one.method, one.text, one.silent) for one in server.ledger.of(1)] == [
        ("sendMessage", "Mood?", True),
        ("answerCallbackQuery", "Noted", False),
        ("editMessageText", "Sleep?", True),
    ]
    assert server.ledger.calls["editMessageText"] == 2
    assert [refusal.code for refusal in server.ledger.refusals] == [400]
    assert len(server.ledger.sends(1)) == 1


async def test_waiting_for_words_that_never_come_says_what_came(
    call: Raw, alice: TelegramUser
) -> None:
    await call.result("sendMessage", chat_id=1, text="Mood?")
    assert (await alice.reads("Mood")).words == "Mood?"
    with pytest.raises(AssertionError, match="Mood"):
        await alice.reads("Sleep", within=0.05)


async def test_commands_are_marked_as_telegram_marks_them(alice: TelegramUser) -> None:
    alice.says("🌱 see /week@small_steps_bot and a/b, /")
    [mark] = alice.messages[-1].message["entities"]
    assert mark == {"type": "bot_command", "offset": 7, "length": 21}
