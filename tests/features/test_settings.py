"""Settings: what was chosen, said back plainly."""

from bot.playground.people import TelegramUser
from tests.support.town import Town, does


async def test_a_day_cannot_end_in_the_afternoon_and_the_question_stays(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings", "[End of day]", "13:00")
    assert "Please send a time from 00:00 to 11:59, such as 00:00." in alice.last.words
    await does(town, alice, "0:00", "/settings")
    assert "Your day ends at 00:00" in alice.last.words


async def test_a_rest_without_an_end_is_shown_as_one(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/pause", "[No end date]", "/reminders")
    assert "On a break until you end it" in alice.last.words
    await does(town, alice, "/pause", "[End the break]", "/pause", "24 dec", "/reminders")
    assert "On a break until Thu 24 Dec" in alice.last.words
    await does(town, alice, "/settings")
    assert "On a break until Thu 24 Dec" in alice.last.words


async def test_the_day_may_stand_behind_the_command(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/pause until 24 Dec")
    assert "I'll be quiet until Thu 24 Dec." in alice.last.words
    await does(town, alice, "/pause yesterday")
    assert "Please send a day after today" in alice.last.words
    await does(town, alice, "/pause")
    assert "I'll be quiet until Thu 24 Dec." in alice.last.words
