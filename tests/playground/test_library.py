"""python-telegram-bot drives every method of the server and understands every answer."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.playground.faults import PlannedFault, SpeedLimit
from bot.playground.methods import METHODS
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.playground.pictures import png

ROOT = Path(__file__).parents[2]
YES_NO = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("No", callback_data="n"),
        ]
    ]
)


def test_every_method_is_one_that_the_bot_calls() -> None:
    bot = ROOT / "bot"
    outside = (file for file in bot.rglob("*.py") if not file.is_relative_to(bot / "playground"))
    called = set(re.findall(r'"(\w+)"', " ".join(file.read_text("utf-8") for file in outside)))
    spelt = {f"{verb}My{what}" for verb in ("get", "set") for what in called}  # telegram/menu.py
    assert {method.name for method in METHODS.values()} <= called | spelt


async def test_words_are_sent_and_edited(bot: telegram.Bot, alice: TelegramUser) -> None:
    sent = await bot.send_message(
        alice.id, "How was your mood <b>today</b>?", "HTML", reply_markup=YES_NO
    )
    assert sent.text == "How was your mood today?"
    assert sent.entities[0].type == "bold"
    edited = await sent.edit_text("Thank you.")
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup is None
    assert edited.edit_date == edited.date
    assert await sent.edit_reply_markup(YES_NO)
    assert alice.buttons() == ["Yes", "No"]


async def test_a_picture_is_sent_and_replaced_and_its_file_comes_back(
    bot: telegram.Bot, alice: TelegramUser
) -> None:
    sent = await bot.send_photo(alice.id, png(40, 30), caption="Week 47", has_spoiler=True)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (40, 30)
    assert sent.has_media_spoiler
    media = telegram.InputMediaPhoto(png(50, 30), caption="Week 46")
    replaced = await sent.edit_media(media, reply_markup=YES_NO)
    assert isinstance(replaced, telegram.Message)
    assert (replaced.caption, replaced.photo[-1].width) == ("Week 46", 50)
    again = await bot.send_photo(alice.id, replaced.photo[-1].file_id)
    file = await bot.get_file(again.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == png(50, 30)


async def test_a_document_is_sent_and_one_from_a_person_is_fetched(
    bot: telegram.Bot, alice: TelegramUser
) -> None:
    sent = await bot.send_document(alice.id, b'{"version": 1}', filename="small-steps.json")
    assert sent.document
    assert sent.document.file_name == "small-steps.json"
    media = telegram.InputMediaDocument(b"day;mood\n", filename="small-steps.csv")
    replaced = await sent.edit_media(media)
    assert isinstance(replaced, telegram.Message)
    assert replaced.document
    assert replaced.document.file_name == "small-steps.csv"
    alice.sends_document("import.json", b"[1, 2]")
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"[1, 2]"


async def test_a_tap_is_answered_once(bot: telegram.Bot, alice: TelegramUser) -> None:
    await bot.send_message(alice.id, "Well?", reply_markup=YES_NO)
    tap = alice.presses("Yes")
    [update] = await bot.get_updates()
    query = update.callback_query
    assert query
    assert (query.data, query.from_user.id) == ("y", alice.id)
    assert isinstance(query.message, telegram.Message)
    assert await query.answer("Noted", show_alert=True)
    assert tap is not None
    assert not isinstance(tap, int)
    assert (tap.answered, tap.text, tap.alert) == (True, "Noted", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_the_profile_is_set_and_read(
    bot: telegram.Bot, server: Playground, alice: TelegramUser
) -> None:
    assert await bot.set_my_commands([("week", "Your week"), ("help", "All commands")])
    assert await bot.set_my_commands([("week", "Deine Woche")], language_code="de")
    assert [one.description for one in await bot.get_my_commands(language_code="de")] == [
        "Deine Woche"
    ]
    assert [one["description"] for one in server.world.commands_for("fr")] == [
        "Your week",
        "All commands",
    ]
    assert await bot.get_my_commands(language_code="fr") == ()
    assert await bot.set_my_description("Long")
    assert (await bot.get_my_description()).description == "Long"
    assert await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description()).short_description == "Short"
    assert (await bot.get_me()).username == "small_steps_bot"


async def test_everything_else_that_a_bot_does(
    bot: telegram.Bot, server: Playground, alice: TelegramUser
) -> None:
    assert await bot.send_chat_action(alice.id, "typing")
    alice.says("Walked after lunch")
    note = alice.messages[-1]
    answer = await bot.send_message(
        alice.id, "Yes", reply_parameters=telegram.ReplyParameters(note.message["message_id"])
    )
    assert answer.reply_to_message
    assert answer.reply_to_message.text == "Walked after lunch"
    assert await bot.set_webhook("http://127.0.0.1:9/", secret_token="abc")
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/"
    assert await bot.delete_webhook()
    assert server.complaints == []


async def test_a_reply_keyboard_is_pressed_like_any_button(
    bot: telegram.Bot, alice: TelegramUser
) -> None:
    keys = telegram.ReplyKeyboardMarkup([["7", "8"]], one_time_keyboard=True)
    await bot.send_message(alice.id, "How long did you sleep?", reply_markup=keys)
    assert alice.buttons() == ["7", "8"]
    alice.presses("8")
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.text == "8"
    assert alice.buttons() == []


async def test_a_person_who_blocks_is_not_reached_until_they_return(
    bot: telegram.Bot, alice: TelegramUser
) -> None:
    alice.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(alice.id, "Hello?")
    alice.unblocks()
    assert await bot.send_message(alice.id, "Hello.")
    first, second = await bot.get_updates()
    assert first.my_chat_member
    assert first.my_chat_member.new_chat_member.status == "kicked"
    assert second.my_chat_member
    assert second.my_chat_member.new_chat_member.status == "member"


async def test_a_group_is_joined_and_left(bot: telegram.Bot, alice: TelegramUser) -> None:
    alice.adds_bot_to_group(-100, "Family")
    alice.says_in_group(-100, "/start")
    added, joined, said = await bot.get_updates()
    assert added.my_chat_member
    assert joined.message
    assert said.message
    assert joined.message.new_chat_members[0].id == bot.id
    assert said.message.chat.type == "group"
    assert said.message.from_user
    assert said.message.from_user.id == alice.id
    await bot.send_message(-100, "Private chats only.")
    assert await bot.leave_chat(-100)
    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(-100, "Still here?")
    left = (await bot.get_updates(offset=said.update_id + 1))[0].my_chat_member
    assert left
    assert left.new_chat_member.status == "left"


async def test_every_kind_of_message_can_be_parsed(bot: telegram.Bot, alice: TelegramUser) -> None:
    alice.shares_location(52.5, 13.4)
    alice.sends_sticker()
    alice.sends_voice()
    alice.sends_photo("look")
    alice.sends_contact()
    alice.forwards("somebody said this")
    alice.edits(alice.messages[-1], "somebody said that")
    alice.taps("x", 1, inaccessible=True)
    updates = await bot.get_updates()
    assert len(updates) == 8
    assert updates[0].message
    assert updates[0].message.location
    assert updates[6].edited_message
    assert updates[7].callback_query
    assert updates[7].callback_query.message
    assert updates[7].callback_query.message.date.timestamp() == 0


async def test_too_many_messages_a_second_are_refused(
    bot: telegram.Bot, server: Playground, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    server.api.limit = SpeedLimit(2)
    await bot.send_message(alice.id, "1")
    await bot.send_message(alice.id, "2")
    with pytest.raises(RetryAfter):
        await bot.send_message(alice.id, "3")
    assert server.api.limit.refused == 1


async def test_a_planned_429_says_how_long_to_wait(
    bot: telegram.Bot, server: Playground, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    server.faults.plan(PlannedFault.too_many(30), "sendMessage")
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(alice.id, "hello")
    assert told.value.retry_after == timedelta(seconds=30)
    await asyncio.wait_for(bot.send_message(alice.id, "hello"), 20)
