"""An answer with words around it, as people type who are tired: taken, and the words kept."""

import pytest

from bot.playground.people import TelegramUser
from tests.dispatch.test_buttons_in_words import written
from tests.features.check_in.test_evenings import told
from tests.support.town import Town, does

ONE_GOAL = ("/goals", "[Add a goal]", "Shower", "[Skip]", "[Every day]", "[No end date]")
ANOTHER = ("/goals", "[Add a goal]", "Walk", "[Skip]", "[Every day]", "[No end date]")


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("bout 5 hrs, woke up loads", 5),
        ("like 3 hours maybe, cant sleep", 3),
        ("10 hrs lol", 10),
        ("no like 10 hrs lol 😴", 10),
        ("5 hrs, woke up 3 times", 5),
    ],
)
async def test_a_length_of_sleep_is_taken_and_all_of_it_kept(
    town: Town, alice: TelegramUser, said: str, hours: int
) -> None:
    await does(town, alice, "/checkin", "4", said)
    assert (await told(town))["sleep"]["hours"] == hours
    assert await written(town) == [said]
    assert "How well did you sleep?" in alice.last.words


@pytest.mark.parametrize("said", ["3 hours on the phone", "5 hours, no wait 6", "2 hours ago"])
async def test_what_may_be_no_sleep_is_asked_again(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "4", said)
    assert await told(town) == {"mood": 4}


@pytest.mark.parametrize(
    "said",
    [
        "went bed 11 woke 5",
        "11ish til 5",
        "in bed at 11, woke up at 5",
        "went to sleep 11 up at 5",
    ],
)
async def test_bed_and_waking_in_ones_own_words(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "4", said)
    assert (await told(town))["sleep"] == {"hours": 6.0, "bed": "23:00", "wake": "05:00"}


@pytest.mark.parametrize("said", ["4 ish", "4ish", "4-ish"])
async def test_a_rough_mood(town: Town, alice: TelegramUser, said: str) -> None:
    await does(town, alice, "/checkin", said)
    assert await told(town) == {"mood": 4}


async def test_a_moment_whose_number_comes_last(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood not great, 3?")
    assert alice.last.words.startswith("Kept: mood 3 of 10")
    assert "“not great”" in alice.last.words


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("done!! finally 🚿", "done"),
        ("nope. again", "not"),
        ("didnt, stayed in bed all day feel disgusting", "not"),
        ("a bit, only my hair", "partly"),
    ],
)
async def test_how_a_goal_went_is_taken_and_the_words_kept(
    town: Town, alice: TelegramUser, said: str, state: str
) -> None:
    await does(town, alice, *ONE_GOAL, "/checkin", "4", "7", "3", said)
    assert (await told(town))["goals"] == {"1": state}
    assert await written(town) == [said]


async def test_a_plain_yes_is_no_note(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *ONE_GOAL, "/checkin", "4", "7", "3", "yep did it")
    assert (await told(town))["goals"] == {"1": "done"}
    assert await written(town) == []


@pytest.mark.parametrize("said", ["yes, but only half", "no, done"])
async def test_a_rest_that_says_otherwise_is_asked_about(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, *ONE_GOAL, "/checkin", "4", "7", "3", said)
    assert "goals" not in await told(town)


async def test_danger_beside_a_goal_brings_the_card(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *ONE_GOAL, "/checkin", "4", "7", "3", "no. i want to die")
    assert any("988" in message.words for message in alice.heard)
    assert "goals" not in await told(town)


@pytest.mark.parametrize("said", ["a bit", "partly"])
async def test_of_two_goals_a_bit_says_nothing_of_which(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, *ONE_GOAL, *ANOTHER, "/checkin", "4", "7", "3", said)
    assert "goals" not in await told(town)
    assert "Please tap what you got to" in alice.last.words
