"""One message answers one message, and it is the last thing on the screen."""

import pytest

from bot.playground.people import TelegramUser
from tests.dispatch.test_buttons_in_words import written
from tests.features.check_in.test_evenings import told
from tests.support.evening import QUESTION
from tests.support.town import Town, does


async def answers(town: Town, alice: TelegramUser, said: str) -> list[str]:
    """What came below what she said."""
    before = len(alice.heard)
    await does(town, alice, said)
    return [message.words for message in alice.heard[before:]]


def asking(alice: TelegramUser, question: str = QUESTION) -> list[int]:
    return [
        number
        for message in alice.heard
        if question in message.words
        and "Skip" in alice.buttons(number := int(message.message["message_id"]))
    ]


@pytest.mark.parametrize("typed", ["fish", "I had a really long talk with my sister", "meh", "😭"])
async def test_what_no_question_takes_is_kept_and_the_question_stands_again(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await town.at_local("2026-11-24", "21:00")
    (said,) = await answers(town, alice, typed)
    assert f"“{typed}”" in said
    assert QUESTION in said
    assert len(asking(alice)) == 1
    assert alice.buttons()[:10] == [str(n) for n in range(1, 11)]
    assert await written(town) == [typed]
    await does(town, alice, "[6]")
    assert (await told(town))["mood"] == 6


@pytest.mark.parametrize("typed", ["seventy", "12", "6.5"])
async def test_a_slip_gets_one_line_and_the_question_again(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await town.at_local("2026-11-24", "21:00")
    (said,) = await answers(town, alice, typed)
    assert said.startswith("I need one whole number from 1 to 10.")
    assert len(asking(alice)) == 1
    assert await written(town) == []


async def test_the_same_is_not_said_twice_running(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    said = [(await answers(town, alice, word))[0].splitlines()[0] for word in ("fish", "fowl")]
    assert said[0].replace("fish", "fowl") != said[1]


async def test_a_typed_evening_reads_from_top_to_bottom(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    for typed, next_ in (
        ("7", "last night's sleep"),
        ("7:30", "How well did you sleep?"),
        ("4", "Noted for"),
    ):
        (said,) = await answers(town, alice, typed)
        assert next_ in said
    lines = [message.words for message in alice.heard[-4:-1]]
    assert lines == ["Mood 7 of 10", "Slept 7 h 30", "Sleep quality 4 of 5"]
    assert all(alice.buttons(int(m.message["message_id"])) == [] for m in alice.heard[-4:-1])


async def test_an_evening_of_taps_stays_one_message(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    before = len(alice.heard)
    await does(town, alice, "[7]", "[8]", "[4]")
    assert len(alice.heard) == before
    assert "Noted for" in alice.last.words


async def test_a_press_after_words_edits_the_question_below_them(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "meh")
    before = len(alice.heard)
    await does(town, alice, "[6]")
    assert len(alice.heard) == before
    assert "last night's sleep" in alice.last.words


async def test_the_first_minute_ends_below_the_last_word(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "yes", "Riga", "21:00", "8:00")
    (said,) = await answers(town, alice, "skip")
    assert said.startswith("All set. Your time zone is Europe/Riga.")


async def test_a_word_that_is_no_choice_is_told_how_above_the_question(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Walk")
    (said,) = await answers(town, alice, "purple")
    assert "Is it a small step" in said
    assert await written(town) == []


async def test_a_thought_at_a_question_she_asked_for_is_kept_too(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "Walk")
    (said,) = await answers(town, alice, "my sister wants to come along")
    assert "Is it a small step" in said
    assert await written(town) == ["my sister wants to come along"]


async def test_help_stands_above_the_receipt_of_words_of_danger(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    card, note = await answers(town, alice, "I want to kill myself")
    assert note == "Kept in your journal."
    assert "findahelpline.com" in card


async def test_a_question_put_away_is_said_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/goals", "[Add a goal]")
    assert await answers(town, alice, "cancel") == ["Closed."]
    assert "Closed." not in [message.words for message in alice.heard[:-1]]
    await does(town, alice, "/checkin", "[7]")
    (said,) = await answers(town, alice, "stop")
    assert said.endswith("That's fine. /checkin picks up where you left off.")


async def test_an_answer_taken_back_and_asked_again_is_one_message(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[7]")
    (said,) = await answers(town, alice, "/undo")
    assert said.startswith("Undone: Mood 7 of 10")
    assert QUESTION in said


async def test_quick_words_leave_one_question_that_asks(town: Town, alice: TelegramUser) -> None:
    """Typed before the bot could say a thing, each has its effect, and one copy asks."""
    await town.sleep()
    for said in ("/checkin", "meh", "fish", "7", "so", "6:30"):
        alice.says(said)
    await town.wake()
    await town.settle()
    stored = await told(town)
    assert (stored["mood"], stored["sleep"]["hours"]) == (7, 6.5)
    with_buttons = [m for m in alice.heard if alice.buttons(int(m.message["message_id"]))]
    assert [m.words for m in with_buttons if "●" in m.words] == [alice.last.words]
    assert await written(town) == ["so", "fish", "meh"]


async def test_the_note_beside_a_question_can_be_taken_back_or_marked(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "fish", "[For therapy]")
    assert alice.last.words.startswith(QUESTION)
    assert alice.buttons()[0] == "1"
    await does(town, alice, "fowl", "[Undo]")
    assert alice.buttons()[0] == "1"
    assert await written(town) == ["fish"]
    await does(town, alice, "[6]")
    assert (await told(town))["mood"] == 6


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("what can you do?", "All I can do"),
        ("who reads this?", "I'm a program"),
        ("are you a robot?", "I'm a program"),
    ],
)
async def test_what_is_asked_of_the_bot_is_no_name_of_a_goal(
    town: Town, alice: TelegramUser, asked: str, answer: str
) -> None:
    await does(town, alice, "add a goal")
    said, question = await answers(town, alice, asked)
    assert answer in said
    assert question.startswith("What would you like to do?")
    await does(town, alice, "Walk the dog", "[Skip]", "[Every day]", "[No end date]", "/goals")
    assert "Walk the dog" in alice.last.words
    assert asked not in alice.last.words


async def test_a_goal_may_be_called_like_a_wish(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "add a goal")
    (said,) = await answers(town, alice, "Write in my journal")
    assert "small step" in said


@pytest.mark.parametrize("typed", ["never mind", "Nevermind.", "nvm"])
async def test_never_mind_closes_the_question(town: Town, alice: TelegramUser, typed: str) -> None:
    await does(town, alice, "add a goal")
    (said,) = await answers(town, alice, typed)
    assert said == "Closed."
    await does(town, alice, "Walk the dog", "/goals")
    assert "Walk the dog" not in alice.last.words


@pytest.mark.parametrize("typed", ["skip", "Skip."])
async def test_skip_is_no_name_of_a_goal(town: Town, alice: TelegramUser, typed: str) -> None:
    await does(town, alice, "add a goal", typed)
    await does(town, alice, "/cancel", "/goals")
    assert "skip" not in alice.last.words.lower()


async def test_skip_where_nothing_is_asked_is_no_note(town: Town, alice: TelegramUser) -> None:
    assert await answers(town, alice, "skip") == ["There's no open question right now."]
    assert await written(town) == []


async def test_what_was_asked_stays_to_read_where_it_was_put_off(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    (said,) = await answers(town, alice, "in an hour")
    assert said == "I'll ask again at 22:00."
    assert alice.heard[-2].words == QUESTION
    assert asking(alice) == []
