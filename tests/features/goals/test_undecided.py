"""Somebody who cannot decide, or opened a script by mistake, finds a kind way on and a way out."""

import pytest

from bot.playground.people import TelegramUser
from storage import goals
from tests.features.test_wishes import kept, told
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does

ASKED = ("/goals", "[Add a goal]")
AT_THE_KIND = (*ASKED, "Go outside")


@pytest.mark.parametrize(
    "said", ["idk", "Not sure", "either", "I don't know", "it doesn't matter", "you choose"]
)
async def test_who_cannot_say_how_big_it_is_begins_with_a_small_step(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, *AT_THE_KIND, said)
    assert alice.last.words.startswith("Let's start with a small step, then.")
    assert "How often would feel doable?" in alice.last.words
    await does(town, alice, "[Every day]", "[No end date]")
    (goal,) = await town.app.store.read(lambda tx: goals.list_(tx, ALICE))
    assert goal.horizon == "short"
    assert await kept(town) == []


@pytest.mark.parametrize(("said", "next_"), [("small", "How often"), ("bigger", "Until when?")])
async def test_a_word_of_the_button_is_enough(
    town: Town, alice: TelegramUser, said: str, next_: str
) -> None:
    await does(town, alice, *AT_THE_KIND, said)
    assert next_ in alice.last.words


async def test_who_goes_back_and_cannot_decide_keeps_what_was_chosen(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *AT_THE_KIND, "bigger", "[‹ Back]", "idk")
    assert "Until when?" in alice.last.words


async def test_what_can_be_skipped_is_skipped(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *AT_THE_KIND, "[A small step for the coming weeks]", "idk", "not sure")
    assert alice.last.words.startswith("Your goal is saved:")


async def test_at_the_evenings_question_such_words_stay_a_thought(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "whatever")
    assert await kept(town) == ["whatever"]
    assert QUESTION in alice.last.words


@pytest.mark.parametrize("out", ["[Not now]", "not now"])
async def test_whoever_opened_it_by_mistake_finds_a_way_out(
    town: Town, alice: TelegramUser, out: str
) -> None:
    await does(town, alice, *ASKED, out)
    assert alice.last.words == "All right, not now."
    assert not any("Not now" in alice.buttons(number) for number in alice.chat.messages)
    assert await town.app.store.read(lambda tx: goals.list_(tx, ALICE)) == []
    await does(town, alice, "Go outside")
    assert await kept(town) == ["Go outside"]


@pytest.mark.parametrize("command", ["/session", "/day"])
async def test_so_do_others_whose_first_question_cannot_be_skipped(
    town: Town, alice: TelegramUser, command: str
) -> None:
    await does(town, alice, command, "[Not now]")
    assert alice.last.words == "All right, not now."


async def test_what_goes_with_it_is_said(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *AT_THE_KIND, "[‹ Back]", "[Not now]")
    assert "What you answered here wasn't saved." in alice.last.words
    await does(town, alice, *AT_THE_KIND, "/cancel")
    assert alice.last.words == "Closed. What you answered here wasn't saved."
    await does(town, alice, *ASKED, "/cancel")
    assert alice.last.words == "Closed."


@pytest.mark.parametrize("said", ["not really", "didnt do it", "no i didn't", "couldnt"])
async def test_a_goal_that_was_not_done_can_be_said_in_any_words(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, *AT_THE_KIND, "small", "[Every day]", "[No end date]")
    await does(town, alice, "/checkin", "[4]", "[6]", "[3]", said)
    assert "Go outside" in alice.last.words
    assert "how did it go?" not in alice.last.words
    assert (await told(town))["goals"] == {"1": "not"}
    assert await kept(town) == []


async def test_forget_it_closes_what_is_asked(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *AT_THE_KIND, "[Something bigger, further away]", "forget it")
    assert alice.last.words == "Closed. What you answered here wasn't saved."


@pytest.mark.parametrize("out", ["later", "maybe later"])
async def test_what_was_typed_is_not_lost_behind_another_question(
    town: Town, alice: TelegramUser, out: str
) -> None:
    await does(town, alice, *AT_THE_KIND, out)
    assert "The question stays here." in alice.last.words
    await does(town, alice, "/session")
    left, asked = alice.heard[-2:]
    assert left.words == "“Go outside” isn't saved yet."
    assert "When do you have therapy?" in asked.words
    await does(town, alice, "Thursdays 17:00", "[Go on with it]")
    again = alice.chat.messages[left.message["message_id"]]
    assert "Is it a small step" in again.words
    await does(town, alice, "small", "[Every day]", "[No end date]")
    assert alice.last.words.startswith("Your goal is saved:")
    assert "Go outside" in alice.last.words


async def test_nor_is_the_goal_that_was_named_in_the_first_minute(town: Town) -> None:
    alice = town.person()
    await does(
        town,
        alice,
        "/start",
        "[Yes, let's begin]",
        "Berlin",
        "21:00",
        "8:00",
        "get better",
        "/session",
    )
    assert alice.heard[-2].words == "“get better” isn't saved yet."
    await does(town, alice, "[Go on with it]", "small", "[Every day]", "[No end date]")
    assert "get better" in alice.last.words


async def test_nor_when_so_much_time_has_passed_that_words_are_a_new_thought(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *AT_THE_KIND)
    await town.later(hours=2)
    await does(town, alice, "small", "so much for that")
    said = [message.words for message in alice.heard]
    assert said.count("“Go outside” isn't saved yet.") == 1
    assert await kept(town) == ["small", "so much for that"]


async def test_what_was_gone_on_with_in_words_is_saved_once(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *AT_THE_KIND, "/session")
    left = alice.heard[-2].message["message_id"]
    await does(town, alice, "go on with it")
    assert alice.buttons(left) == []
    await does(town, alice, "small", "[Every day]", "[No end date]")
    assert alice.last.words.startswith("Your goal is saved:")
    assert len(await town.app.store.read(lambda tx: goals.list_(tx, ALICE))) == 1


async def test_a_way_back_that_stayed_on_the_screen_saves_nothing_twice(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *AT_THE_KIND, "/session")
    left = alice.heard[-2].message
    data = left["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await does(town, alice, "[Go on with it]", "small", "[Every day]", "[No end date]")
    alice.taps(data, left["message_id"])
    await town.settle()
    await does(town, alice, "small")
    assert len(await town.app.store.read(lambda tx: goals.list_(tx, ALICE))) == 1


NOT_SAVED = "“Go outside” isn't saved yet."


@pytest.mark.parametrize("said", ["I want to die", "help"])
async def test_beside_numbers_to_call_it_is_said_later(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, *AT_THE_KIND)
    await town.later(hours=2)
    await does(town, alice, said)
    assert NOT_SAVED not in [message.words for message in alice.heard]
    assert any("988" in message.words for message in alice.heard)
    await does(town, alice, "the rain has stopped")
    assert alice.heard[-2].words == NOT_SAVED
    await does(town, alice, "[Go on with it]", "small", "[Every day]", "[No end date]")
    assert "Go outside" in alice.last.words
