"""A time typed where a reminder is set: below its card, and an evening hour for the morning."""

from bot.playground.people import TelegramUser
from tests.features.test_wishes import kept
from tests.support.evening import QUESTION
from tests.support.town import Town, does

CARD = ("/reminders", "[Morning goals]")
AT_NINE_PM = (*CARD, "[Time]", "21:00")
ASKED = "21:00 is in the evening, and that's fine. Or did you mean the morning?"


async def morning(town: Town, alice: TelegramUser) -> str:
    await does(town, alice, "/reminders")
    (line,) = (one for one in alice.last.words.splitlines() if one.startswith("Morning goals"))
    return line.removeprefix("Morning goals: ")


async def test_a_time_below_the_card_is_its_time_and_no_note(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *CARD, "8:30am")
    assert alice.last.words == "Morning goals: 08:30 from now on."
    assert await kept(town) == []
    await does(town, alice, "[Undo]")
    assert await morning(town, alice) == "08:00, every day"


async def test_days_below_the_card_are_its_days(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *CARD, "mondays and fridays")
    assert alice.last.words == "Morning goals: Mon, Fri from now on."
    assert await kept(town) == []
    await does(town, alice, "[Undo]")
    assert await morning(town, alice) == "08:00, every day"


async def test_what_is_neither_a_time_nor_days_stays_a_note(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *CARD, "mornings are hard")
    assert await kept(town) == ["mornings are hard"]
    assert await morning(town, alice) == "08:00, every day"


async def test_below_the_list_of_reminders_nobody_can_know_which_is_meant(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "8:30am")
    assert await kept(town) == ["8:30am"]
    assert "What would you like me to do at 08:30?" in alice.last.words


async def test_an_hour_later_the_card_is_forgotten(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *CARD)
    await town.later(hours=1)
    await does(town, alice, "8:30am")
    assert await kept(town) == ["8:30am"]


async def test_an_open_question_asked_before_stands_again_below(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", *CARD, "8:30am")
    assert QUESTION in alice.last.words
    assert await kept(town) == []
    assert await morning(town, alice) == "08:30, every day"


async def test_a_question_asked_after_the_card_is_not_passed_over(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *CARD, "/checkin", "8:30am")
    assert QUESTION in alice.last.words
    assert await morning(town, alice) == "08:00, every day"


async def test_an_evening_hour_for_the_morning_is_taken_and_asked_about(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *AT_NINE_PM)
    assert alice.last.words == f"Morning goals: 21:00 from now on.\n{ASKED}"
    assert alice.buttons() == ["Yes, 09:00", "Undo"]
    assert await morning(town, alice) == "21:00, every day"
    await does(town, alice, *AT_NINE_PM, "[Yes, 09:00]")
    assert await morning(town, alice) == "09:00, every day"


async def test_an_hour_of_the_morning_or_after_noon_is_not_asked_about(
    town: Town, alice: TelegramUser
) -> None:
    for at in ("6:00", "11:30", "13:00"):
        await does(town, alice, *CARD, "[Time]", at)
        assert alice.buttons() == ["Undo"]
        assert "did you mean" not in alice.last.words


async def test_around_nine_in_the_evening_stays_around_nine(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *CARD, "[Time]", "around 9pm", "[Yes, around 09:00]")
    assert "between 08:45 and 09:15" in alice.last.words


async def test_in_the_first_minute_too(town: Town) -> None:
    bob = town.person(43, "Bob")
    await does(town, bob, "/start", "[Yes, let's begin]", "Riga", "[21:00]", "21:00", "[Skip]")
    assert ASKED in bob.last.words
    assert "If you add a goal, I'll remind you of it at 21:00." in bob.last.words
    await does(town, bob, "[Yes, 09:00]")
    assert "If you add a goal, I'll remind you of it at 09:00." in bob.last.words
    assert ASKED not in bob.last.words
    assert bob.buttons() == ["Check in now", "All commands"]
