"""Words that are the label of a button in sight are that button."""

from datetime import timedelta

import pytest

from bot.playground.people import TelegramUser
from storage import notes, people
from tests.features.check_in.test_evenings import told
from tests.support.town import ALICE, Town, does


async def written(town: Town) -> list[str]:
    found = await town.app.store.read(lambda tx: notes.recent(tx, ALICE, limit=50))
    return [note.text for note in found]


@pytest.mark.parametrize("typed", ["later", "LATER", "Later.", "→ later …", "later!"])
async def test_later_is_later_however_it_is_written(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, typed)
    assert alice.last.words == "When should I ask again?"
    assert "15 min" in alice.buttons()
    await does(town, alice, "1 h")
    assert "I'll ask again at 22:00." in alice.last.words
    assert await written(town) == []


async def test_the_buttons_of_a_frame_and_of_a_question_can_be_typed(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "7", "back", "skip", "8", "‹ Back", "6", "Skip")
    stored = await told(town)
    assert stored["mood"] == 7  # skipping what was told is going on
    assert stored["sleep"]["hours"] == 6
    assert stored["quality"] is None
    assert await written(town) == []


async def test_not_today_is_no_note(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "later", "not today")
    assert "not today" in alice.last.words
    assert "Answer after all" in alice.buttons()
    assert await written(town) == []


async def test_a_sentence_that_begins_with_a_label_is_none(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "later I will call my sister")
    assert await written(town) == ["later I will call my sister"]


async def test_what_stands_under_a_note_can_be_typed(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "the dentist called", "for therapy")
    assert alice.buttons() == ["Undo", "✓ For therapy"]
    noted = alice.heard[-2]
    assert noted.words == "Kept in your journal."
    assert alice.buttons(noted.message["message_id"]) == []
    await does(town, alice, "Undo")
    assert alice.last.words == "Undone. None of it was kept."
    assert await written(town) == []


async def test_a_button_is_known_after_a_restart(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "the dentist called")
    await town.sleep()
    await town.wake()
    await does(town, alice, "undo")
    assert await written(town) == []


async def test_the_card_of_a_day_can_be_used_in_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]", "add a note")
    assert "Anything you'd like to remember" in alice.last.words
    await does(town, alice, "the walk helped")
    assert (await told(town))["note"] == "the walk helped"
    assert [m.words for m in alice.heard if m.words.startswith("Noted for")] == [alice.last.words]
    await does(town, alice, "for therapy")
    assert "✓ For therapy" in alice.buttons()


async def test_what_takes_something_away_is_meant_only_where_it_stands_last(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/delete", "/settings", "erase everything")
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is not None
    await does(town, alice, "/delete")
    await town.later(minutes=31)
    await does(town, alice, "erase everything")
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is not None
    await does(town, alice, "/delete", "erase everything")
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is None


async def test_a_text_that_is_asked_for_takes_the_labels_of_other_messages(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "the dentist called", "/goals", "[Add a goal]", "For therapy")
    assert "Is it a small step" in alice.last.words
    assert await written(town) == ["the dentist called"]


async def test_two_buttons_that_say_the_same_are_both_left_alone(
    town: Town, alice: TelegramUser
) -> None:
    for goal in ("Walk", "walk"):
        await does(town, alice, "/goals", "[Add a goal]", goal)
        await does(town, alice, "[A small step for the coming weeks]", "[Every day]")
        await does(town, alice, "[No end date]")
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]", "WALK")
    assert "goals" not in await told(town)
    assert await written(town) == ["WALK"]


async def test_an_answer_under_a_question_writes_no_buttons_down(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    before = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    await does(town, alice, "[7]", "[8]")
    after = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert before is not None
    assert after is not None
    assert after.in_sight == before.in_sight


async def test_who_forwards_a_word_presses_nothing(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    alice.forwards("Later")
    await town.settle()
    assert await written(town) == ["Later"]


@pytest.mark.parametrize("yes", ["yes", "Yes, let's begin", "YES!"])
async def test_consent_can_be_given_in_words(town: Town, yes: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", yes)
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is not None


@pytest.mark.parametrize("said", ["ok", "yeah ok i guess", "sure", "Okay."])
async def test_too_little_of_a_yes_for_consent_is_asked_about(town: Town, said: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", said)
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is None
    assert alice.last.words.startswith("Please tap Yes or No")
    assert alice.buttons() == ["Yes, let's begin", "No, thanks"]


async def test_after_a_no_an_ok_begins_nothing(town: Town) -> None:
    alice = town.person()
    await does(town, alice, "/start", "no", "ok")
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is None


@pytest.mark.parametrize("no", ["no", "no, thanks"])
async def test_consent_can_be_refused_in_words(town: Town, no: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", no)
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is None
    assert alice.last.words.startswith("That's fine. Nothing was stored.")


@pytest.mark.parametrize(
    ("asked", "said"),
    [(("/delete",), "Nothing was erased."), (("/undo", "/undo"), "All right, it stays.")],
)
async def test_a_plain_no_leaves_all_as_it_is(
    town: Town, alice: TelegramUser, asked: tuple[str, ...], said: str
) -> None:
    await does(town, alice, "the dentist called", "7", *asked, "No.")
    assert said in [message.words for message in alice.heard]
    assert await written(town) == ["the dentist called"]
    await does(town, alice, "no")
    assert await written(town) == ["no", "the dentist called"]


@pytest.mark.parametrize(
    "said",
    ["no dont delete", "No, don't!", "don't", "wait no", "please dont erase anything", "nope",
     "do not delete my diary", "never mind", "i changed my mind", "stop", "keep everything",
     "no thanks", "No, thank you."],
)  # fmt: skip
async def test_however_no_is_said_the_buttons_that_erase_are_gone(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/delete")
    question = alice.last.message["message_id"]
    await does(town, alice, said)
    assert alice.last.words == "Nothing was erased."
    assert alice.buttons(question) == []
    assert await written(town) == []


@pytest.mark.parametrize("said", ["yes", "Yes please", "delete it all", "do it", "yes, erase it"])
async def test_whoever_says_yes_hears_that_nothing_is_erased_before_the_button_is_pressed(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "the dentist called", "/delete", said)
    assert alice.last.words.startswith("Nothing is erased yet")
    assert alice.buttons() == ["Erase everything", "Export first", "Keep it"]
    assert await written(town) == ["the dentist called"]
    await does(town, alice, said)
    assert alice.last.words.startswith("Nothing is erased yet")
    await does(town, alice, "[Erase everything]")
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is None


@pytest.mark.parametrize("said", ["dont know what to do", "no sleep at all", "i dont want to"])
async def test_what_says_more_than_no_is_a_note_and_erases_nothing(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/delete", said)
    assert await written(town) == [said]
    assert "Erase everything" not in alice.buttons()


async def test_an_hour_later_no_is_a_note_again(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/delete")
    town.clock.pass_(timedelta(hours=1))
    await does(town, alice, "no")
    assert await written(town) == ["no"]
