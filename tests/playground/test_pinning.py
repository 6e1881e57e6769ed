"""A message pinned at the top of a chat: what is there, what is refused, what the page is told."""

import pytest
import telegram
from telegram.error import BadRequest

from bot.playground.people import TelegramUser
from bot.playground.pinning import pinned_words


async def test_the_message_sent_last_of_those_pinned_stands_at_the_top(
    bot: telegram.Bot, alice: TelegramUser
) -> None:
    first, second = [await bot.send_message(alice.id, words) for words in ("one", "two")]
    assert await bot.pin_chat_message(alice.id, second.message_id)
    assert await bot.pin_chat_message(alice.id, first.message_id, disable_notification=True)
    assert pinned_words(alice.chat) == "two"
    assert await bot.pin_chat_message(alice.id, second.message_id)
    assert alice.chat.pinned == [first.message_id, second.message_id]
    assert await bot.unpin_chat_message(alice.id, message_id=second.message_id)
    assert pinned_words(alice.chat) == "one"
    assert await bot.unpin_chat_message(alice.id)
    assert pinned_words(alice.chat) == ""


async def test_what_is_not_there_is_neither_pinned_nor_unpinned(
    bot: telegram.Bot, alice: TelegramUser
) -> None:
    with pytest.raises(BadRequest, match=r"[Mm]essage to pin not found"):
        await bot.pin_chat_message(alice.id, 999)
    with pytest.raises(BadRequest, match=r"[Mm]essage to unpin not found"):
        await bot.unpin_chat_message(alice.id)


async def test_the_page_is_told(bot: telegram.Bot, alice: TelegramUser) -> None:
    told: list[str] = []
    alice.world.listeners.add(
        lambda _chat, event: told.append(event["words"]) if event["kind"] == "pinned" else None
    )
    sent = await bot.send_message(alice.id, "My plan")
    await bot.pin_chat_message(alice.id, sent.message_id)
    await bot.unpin_chat_message(alice.id, message_id=sent.message_id)
    assert told == ["My plan", ""]
