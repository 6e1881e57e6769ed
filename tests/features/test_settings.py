"""Settings: what was chosen, said back plainly."""

import pytest

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


async def test_a_time_and_the_days_that_were_typed_can_be_undone(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", "around 8:30")
    assert alice.last.words.startswith("Evening check-in: between 20:15 and 20:45 from now on")
    await does(town, alice, "[Undo]")
    assert alice.last.words == "Evening check-in: 21:00 from now on."
    await does(town, alice, "/reminders", "[Morning goals]", "[Days]", "mon wed")
    assert alice.last.words == "Morning goals: Mon, Wed from now on."
    await does(town, alice, "[Undo]", "/reminders")
    assert "Evening check-in: 21:00, every day" in alice.last.words
    assert "Morning goals: 08:00, every day" in alice.last.words


async def test_a_time_for_what_was_off_leads_back_to_the_reminders(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]", "[Evening check-in: on]")
    await does(town, alice, "[Time]", "20:00")
    assert alice.buttons() == ["Reminders"]
    await does(town, alice, "[Reminders]")
    assert "Evening check-in: 20:00, every day" in alice.last.words


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("a week ish", "Tue 1 Dec"),
        ("a couple of days", "Thu 26 Nov"),
        ("couple days", "Thu 26 Nov"),
    ],
)
async def test_a_break_of_about_so_long(
    town: Town, alice: TelegramUser, said: str, end: str
) -> None:
    await does(town, alice, "/pause", said)
    assert end in alice.last.words
