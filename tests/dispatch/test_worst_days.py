"""What is said first to somebody on their worst day, and what is said to few words or none."""

import pytest

from bot.dispatch.unanswered import NO_WORDS
from bot.playground.people import TelegramUser
from bot.playground.world import StoredMessage
from tests.dispatch.test_buttons_in_words import written
from tests.support.town import Town, does

PLAIN = "I want to die"
POSSIBLE = "I've had enough"
CARD = "Nobody reads this chat live"
LINE = "If it's very hard right now, /support has numbers"
QUIET = "I haven't kept any of this. /start is here"
BEGIN = ["Yes, let's begin", "No, thanks"]
HELP_HERE = "You can write whatever you like here, and I'll keep it as a note."


@pytest.fixture
def bob(town: Town) -> TelegramUser:
    return town.person(43, "Bob")


def under(person: TelegramUser, message: StoredMessage) -> list[str]:
    return person.buttons(message.message["message_id"])


# Before agreeing


@pytest.mark.parametrize("said", ["i want to die", "/win I want to die"])
async def test_a_stranger_in_danger_sees_the_numbers_first_and_is_asked_for_nothing(
    town: Town, bob: TelegramUser, said: str
) -> None:
    await does(town, bob, said)
    card, quiet = bob.heard
    assert "988" in card.words
    assert "Thank you for writing that." in card.words
    assert quiet.words.startswith(QUIET)
    assert quiet.silent
    assert under(bob, quiet) == []


async def test_a_stranger_for_whom_it_is_too_much_sees_the_way_to_help_first(
    town: Town, bob: TelegramUser
) -> None:
    await does(town, bob, POSSIBLE)
    line, quiet = bob.heard
    assert line.words.startswith(LINE)
    assert under(bob, line) == ["Support"]
    assert quiet.words.startswith(QUIET)


async def test_a_stranger_who_sends_danger_under_a_file_is_not_told_all_about_the_bot(
    town: Town, bob: TelegramUser
) -> None:
    bob.sends_document("x.png", b"png", "image/png", caption=PLAIN)
    await town.settle()
    card, quiet = bob.heard
    assert CARD in card.words
    assert quiet.words.startswith(QUIET)


async def test_after_the_numbers_a_stranger_can_begin_as_ever(
    town: Town, bob: TelegramUser
) -> None:
    await does(town, bob, PLAIN, "/start")
    assert bob.buttons() == BEGIN
    await does(town, bob, "yes")
    assert bob.last.words.startswith("Which city are you in or near?")


@pytest.mark.parametrize(
    "asks", ["who reads this", "who can see this?", "Is this private?", "is it safe to write here"]
)
async def test_who_asks_who_reads_this_before_agreeing_is_answered_and_then_asked(
    town: Town, bob: TelegramUser, asks: str
) -> None:
    await does(town, bob, asks)
    answer, begin = bob.heard
    assert "whoever runs this bot could still read it" in answer.words
    assert under(bob, answer) == ["More about that"]
    assert begin.words.startswith("Until you agree, I don't keep anything you write.")
    assert under(bob, begin) == BEGIN
    await does(town, bob, "[Yes, let's begin]")
    assert bob.last.words.startswith("Which city are you in or near?")


async def test_more_about_that_is_told_to_a_stranger(town: Town, bob: TelegramUser) -> None:
    await does(town, bob, "who reads this")
    bob.presses("More about that", bob.heard[0].message["message_id"])
    await town.settle()
    assert bob.last.words.startswith("What is kept, and who could read it")


async def test_a_stranger_who_looks_for_a_person_is_led_to_people_and_asked_for_nothing(
    town: Town, bob: TelegramUser
) -> None:
    await does(town, bob, "is anyone there?")
    (answer,) = bob.heard
    assert answer.words.startswith("There's no person in this chat")
    assert bob.buttons() == ["Support"]


async def test_a_wish_that_needs_something_stored_is_answered_with_what_this_is(
    town: Town, bob: TelegramUser
) -> None:
    await does(town, bob, "show me my notes")
    assert bob.last.words.startswith("I'm Small Steps, a diary.")
    assert bob.buttons() == BEGIN


# After agreeing


@pytest.mark.parametrize("open_", [(), ("/checkin",), ("/goals", "[Add a goal]")])
async def test_the_numbers_stand_above_the_receipt_which_makes_no_sound(
    town: Town, alice: TelegramUser, open_: tuple[str, ...]
) -> None:
    await does(town, alice, *open_, PLAIN)
    card, kept = alice.heard[-2:]
    assert CARD in card.words
    assert not card.silent
    assert "journal" in kept.words
    assert kept.silent
    assert await written(town) == [PLAIN]
    await does(town, alice, "[Undo]")
    assert await written(town) == []
    assert CARD in card.words


async def test_below_two_numbers_it_is_not_said_where_numbers_are(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/support United Kingdom", PLAIN, PLAIN)
    again = alice.heard[-2].words
    assert again.startswith("999")
    assert again.endswith("Thank you for writing that. More help lines are in /support.")


@pytest.mark.parametrize("said", ["I've had enough", "I feel like a burden", "not coping"])
async def test_somebody_for_whom_it_is_too_much_is_met_before_they_are_told_it_is_kept(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, said)
    kept, line = alice.heard[-2:]
    warm, receipt = kept.words.splitlines()
    assert warm.endswith(".")
    assert "journal" in receipt
    assert "journal" not in warm
    assert line.words.startswith(LINE)


# Without words


@pytest.mark.parametrize("marks", ["?", "??", " ?! ", "\uff1f", "\u2753"])
async def test_a_lone_question_mark_is_told_what_can_be_done_here(
    town: Town, alice: TelegramUser, marks: str
) -> None:
    await does(town, alice, marks)
    assert alice.last.words.startswith(HELP_HERE)
    assert alice.buttons() == ["Check in now", "All commands"]
    assert await written(town) == []


async def test_once_today_is_told_a_question_mark_offers_no_check_in(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "?")
    assert alice.last.words.startswith(HELP_HERE)
    assert alice.buttons() == ["All commands"]


async def test_a_question_mark_is_no_goal_and_the_question_stands_again(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]")
    question = alice.last.words.splitlines()[0]
    await does(town, alice, "?")
    assert alice.last.words.startswith(HELP_HERE)
    assert question in alice.last.words
    await does(town, alice, "Walk")
    assert alice.last.words.startswith("Is it a small step")


@pytest.mark.parametrize("dots", [".", "...", "\u2026", ". ."])
async def test_a_dot_is_kept_and_needs_no_words(
    town: Town, alice: TelegramUser, dots: str
) -> None:
    await does(town, alice, dots)
    warm, receipt = alice.last.words.splitlines()
    assert warm in {line.message for line in NO_WORDS}
    assert "journal" in receipt
    assert await written(town) == [dots]
    await does(town, alice, "[Undo]")
    assert await written(town) == []


async def test_a_question_mark_with_words_is_a_note_as_ever(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "why me?")
    assert await written(town) == ["why me?"]
