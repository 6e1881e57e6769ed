"""A settings question gives way to another screen that is opened after it."""

import pytest

from bot.playground.people import TelegramUser
from tests.dispatch.test_buttons_in_words import written
from tests.support.town import Town, does

NO_PLACE = "I don't know that place yet"


@pytest.mark.parametrize("said", ["later pls like 11", "turn it off", "hm ok"])
async def test_words_below_another_screen_are_no_city(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/settings", "[Time zone]")
    await town.later(minutes=2)
    await does(town, alice, "/reminders")
    await town.later(minutes=1)
    seen = len(alice.heard)
    await does(town, alice, said)
    words = [message.words for message in alice.heard[seen:]]
    assert words
    assert not any(NO_PLACE in one or "Tap it if that's the one" in one for one in words), words


async def test_while_nothing_else_is_opened_a_city_is_one(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/settings", "[Time zone]")
    await town.later(minutes=2)
    await does(town, alice, "Lisbon")
    assert alice.last.words == "Your time zone is Europe/Lisbon now."
    assert await written(town) == []


async def test_what_was_asked_after_the_other_screen_is_answered(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders")
    await town.later(minutes=1)
    await does(town, alice, "/settings", "[Time zone]")
    await town.later(minutes=1)
    await does(town, alice, "who reads this?")
    await town.later(minutes=1)
    await does(town, alice, "Lisbon")
    assert alice.last.words == "Your time zone is Europe/Lisbon now."
