"""`/day` alone offers the last seven days, and every question of one of them names it."""

import pytest

from bot.playground.people import TelegramUser
from tests.support.town import Town, does

LAST_WEEK = (
    "Tue 1 Dec", "Mon 30 Nov", "Sun 29 Nov", "Sat 28 Nov",
    "Fri 27 Nov", "Thu 26 Nov", "Wed 25 Nov",
)  # fmt: skip
OFFERED = [
    "Tue 1 Dec · not filled in",
    "Mon 30 Nov · not filled in",
    "Sun 29 Nov · not filled in",
    "Sat 28 Nov · mood 6, slept 7 h",
    "Fri 27 Nov · mood 4",
    "Thu 26 Nov · not filled in",
    "Wed 25 Nov · not filled in",
]


async def test_seven_days_stand_below_the_question_with_what_is_told_of_them(
    town: Town, alice: TelegramUser
) -> None:
    await town.later(days=8)
    await does(town, alice, "/day sat", "[6]", "7", "[3]")
    await does(town, alice, "/day fri", "[4]", "/cancel", "/day")
    assert alice.last.words.startswith("Which day would you like to fill in?")
    assert alice.buttons() == [*OFFERED, "Not now"]


async def test_a_day_is_chosen_by_its_button_and_another_one_after_it(
    town: Town, alice: TelegramUser
) -> None:
    await town.later(days=8)
    await does(town, alice, "/day")
    chooser = alice.last.message["message_id"]
    await does(town, alice, "[Thu 26 Nov · not filled in]")
    assert "How was your mood on Thu 26 Nov?" in alice.last.words
    alice.presses("Wed 25 Nov · not filled in", chooser)
    await town.settle()
    assert "How was your mood on Wed 25 Nov?" in alice.last.words


@pytest.mark.parametrize("typed", ["thursday", "Thu 26 Nov · not filled in", "26 Nov", "thu"])
async def test_a_day_can_be_typed(town: Town, alice: TelegramUser, typed: str) -> None:
    await town.later(days=8)
    await does(town, alice, "/day", typed)
    assert "How was your mood on Thu 26 Nov?" in alice.last.words


async def test_what_is_no_day_is_answered_and_the_days_stand_again(
    town: Town, alice: TelegramUser
) -> None:
    await town.later(days=8)
    await does(town, alice, "/day", "tomorrow")
    assert "I couldn't read that as today or an earlier day." in alice.last.words
    assert alice.buttons() == [*(f"{day} · not filled in" for day in LAST_WEEK), "Not now"]


async def test_who_began_today_is_shown_no_days_from_before(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day")
    assert "Type any day, such as “yesterday” or “20 Nov”." in alice.last.words
    assert alice.buttons() == ["Not now"]
    await does(town, alice, "yesterday")
    assert "How was your mood yesterday, Mon 23 Nov?" in alice.last.words


async def test_an_earlier_day_stands_there_once_something_is_told_of_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day fri", "[4]", "/cancel", "/day")
    assert alice.buttons() == ["Fri 20 Nov · mood 4", "Not now"]
    await town.later(days=2)
    await does(town, alice, "/day")
    assert alice.buttons()[:2] == ["Wed 25 Nov · not filled in", "Tue 24 Nov · not filled in"]


@pytest.mark.parametrize("goals", [("Swim",), ("Swim", "Read")])
async def test_every_question_of_an_earlier_day_names_it(
    town: Town, alice: TelegramUser, goals: tuple[str, ...]
) -> None:
    for goal in goals:
        await does(
            town, alice, "/goals", "[Add a goal]", goal, "[Skip]", "[Every day]", "[No end date]"
        )
    await town.later(days=3)
    seen = len(alice.heard)
    await does(town, alice, "/day thu")
    asked = [alice.last.words]
    for answer in ("[6]", "[7]", "[3]"):
        await does(town, alice, answer)
        asked.append(alice.last.words)
    assert all("Thu 26 Nov" in words for words in asked), asked
    assert "And your sleep the night before Thu 26 Nov?" in asked[1]
    assert "on Thu 26 Nov" in asked[3].partition("\n\n")[2]
    await does(town, alice, *(("[All done]", "[Save]") if len(goals) > 1 else ("[✅ Done]",)))
    await does(town, alice, "[Edit]")
    assert "What would you like to change about Thu 26 Nov?" in alice.last.words
    await does(town, alice, "[Note]")
    assert "Anything you'd like to remember about Thu 26 Nov?" in alice.last.words
    assert len(alice.heard) > seen
