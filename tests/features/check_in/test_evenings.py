import pytest

from bot.playground.people import TelegramUser
from storage import answers
from storage.answers import Answer
from tests.support.evening import QUESTION
from tests.support.town import ALICE, BOB, Town, does, settled_in

TODAY = "2026-11-24"


async def told(town: Town, day: str = TODAY, user_id: int = ALICE) -> dict[str, object]:
    """What is stored about a day: step to value."""
    from datetime import date

    def read(tx) -> dict[str, Answer]:
        return answers.of_day(tx, user_id, date.fromisoformat(day))

    found = await town.app.store.read(read)
    return {step: answer.value for step, answer in found.items()}


async def test_the_first_evening_takes_four_taps(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await town.at_local(TODAY, "21:00")
    card = alice.last
    assert QUESTION in card.words
    await does(town, alice, "[7]", "[8]", "[4]", "[✅ Done]")
    assert await told(town) == {
        "mood": 7,
        "sleep": {"hours": 8, "bed": None, "wake": None},
        "quality": 4,
        "goals": {"1": "done"},
    }
    noted = alice.chat.messages[card.message["message_id"]]
    for line in ("Mood 7 of 10", "Slept 8 h", "Sleep quality 4 of 5", "✅ Walk after lunch"):
        assert line in noted.words
    assert alice.buttons(noted.message["message_id"]) == [
        "Add a note",
        "Edit",
        "For therapy",
        "A question to write about",
    ]


async def test_everything_happens_in_one_message(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin")
    count = len(alice.heard)
    await does(town, alice, "[5]", "[6]", "[3]")
    assert len(alice.heard) == count


@pytest.mark.parametrize(
    ("mood", "sleep", "hours"),
    [
        ("7", "7.5", 7.5),
        ("seven", "7:30", 7.5),
        ("٧", "7h30", 7.5),
        ("7/10", "7,5", 7.5),
        (" 7 . ", "23:10-06:40", 7.5),
        ("７", "7 hours 30", 7.5),
    ],
)
async def test_answers_can_be_typed_as_people_write_them(
    town: Town, alice: TelegramUser, mood: str, sleep: str, hours: float
) -> None:
    await does(town, alice, "/checkin", mood, sleep)
    stored = await told(town)
    assert stored["mood"] == 7
    assert stored["sleep"]["hours"] == hours


@pytest.mark.parametrize("typed", ["11", "0", "-3", "1e309", "-0", "²", "1_0"])
async def test_an_answer_out_of_range_gets_one_kind_sentence_and_the_question_stays(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", typed)
    assert alice.last.words.startswith("I need one whole number")
    assert alice.buttons()[:2] == ["1", "2"]
    assert await told(town) == {}
    await does(town, alice, "6")
    assert (await told(town))["mood"] == 6


async def test_half_a_check_in_is_half_a_check_in(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[3]")
    assert await told(town) == {"mood": 3}


async def test_skipped_and_silent_are_two_facts(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[Skip]")
    assert await told(town) == {"mood": None}
    assert "skipped" in alice.last.words


async def test_back_asks_again_and_loses_nothing_meanwhile(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[7]", "[‹ Back]")
    assert QUESTION in alice.last.words
    assert (await told(town))["mood"] == 7
    await does(town, alice, "[4]")
    assert (await told(town))["mood"] == 4
    assert "last night's sleep" in alice.last.words


async def test_an_answer_can_be_edited_afterwards(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]", "[Edit]", "[Sleep]", "6:15")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 6.25, "bed": None, "wake": None}
    assert stored["mood"] == 7
    assert any("Noted for" in m.words and "Slept 6 h 15" in m.words for m in alice.heard)


async def test_back_can_be_typed(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "back")
    assert alice.last.words.startswith("This is the first question. /cancel closes it.\n\n")
    await does(town, alice, "7", "back", "6", "7:30", "Back", "/checkin")
    assert "Tap the hours you slept" in alice.last.words
    await does(town, alice, "8")
    assert (await told(town))["mood"] == 6
    assert (await told(town))["sleep"]["hours"] == 8
    await does(town, alice, "/journal")
    assert "Your journal is empty" in alice.last.words


async def test_a_note_is_kept_with_its_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]", "[Add a note]", "The walk helped.")
    assert (await told(town))["note"] == "The walk helped."
    assert "“The walk helped.”" in alice.last.words


async def test_skipping_never_takes_back_what_was_told(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[7]", "[‹ Back]", "[Keep it]")
    assert (await told(town))["mood"] == 7
    assert "last night's sleep" in alice.last.words


async def test_a_second_note_joins_the_first(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "7", "8", "[4]", "[Add a note]", "The walk helped.")
    await does(town, alice, "[Add a note]", "So did the call.")
    assert (await told(town))["note"] == "The walk helped.\nSo did the call."


async def test_words_of_crisis_are_kept_and_bring_the_card_and_the_question_waits(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "I want to kill myself")
    said = [message.words for message in alice.heard]
    assert "findahelpline.com" in said[-2]
    assert "in your journal" in said[-1]
    assert not any("whole number" in words for words in said)
    await does(town, alice, "/win I want to kill myself")
    assert "in your journal" in alice.heard[-2].words
    assert "More help lines are in /support." in alice.last.words
    await does(town, alice, "5")
    assert (await told(town))["mood"] == 5


async def test_words_do_not_fall_into_a_forgotten_question(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/goals", "[Add a goal]", "/checkin", "7", "8", "[4]")
    await does(town, alice, "It was a terrible day and I cried")
    assert "in your journal" in alice.last.words
    await town.at_local("2026-11-24", "21:00")
    await town.at_local("2026-11-25", "08:30")
    await does(town, alice, "7")
    assert "mood" in await told(town)
    assert (await told(town))["mood"] == 7


async def test_after_midnight_the_day_is_named(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-25", "01:30")
    await does(town, alice, "/checkin")
    assert "How was your mood on Tue 24 Nov?" in alice.last.words


async def test_cancel_and_stop_are_understood_in_the_middle(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "skip")
    assert await told(town) == {"mood": None}
    await does(town, alice, "stop")
    assert "That's fine." in alice.last.words


async def test_an_earlier_day_that_was_put_away_is_found_again_as_it_says(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day yesterday", "[7]", "/cancel")
    assert alice.last.words.endswith(
        "\n\nThat's fine. /day 2026-11-23 picks up where you left off."
    )
    await does(town, alice, "/day 2026-11-23")
    assert "Mood 7 of 10" in alice.last.words
    assert "And your sleep the night before" in alice.last.words
    await does(town, alice, "/cancel", "/checkin", "/cancel")
    assert alice.last.words == "That's fine. /checkin picks up where you left off."


async def test_a_hard_day_brings_a_calm_word_and_the_way_to_support(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[1]")
    assert "/support" in alice.last.words
    assert alice.last.silent
    await does(town, alice, "[Support]")
    assert "findahelpline.com" in alice.last.words


async def test_same_as_usual_answers_from_the_own_median_and_says_so(
    town: Town, alice: TelegramUser
) -> None:
    for day, mood in enumerate(("4", "6", "6", "7", "6"), start=19):
        await does(town, alice, f"/day 2026-11-{day}", mood, "7", "3")
    await does(town, alice, "/checkin", "[Same as usual]")
    stored = await told(town)
    assert stored["mood"] == 6
    assert stored["sleep"] == {"hours": 7, "bed": None, "wake": None}
    assert "(as usual)" in alice.last.words
    await does(town, alice, "[Edit]", "[Mood]", "3")
    assert not any("(as usual)" in message.words for message in alice.heard)


async def test_same_as_usual_is_not_offered_before_anything_is_usual(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    assert "Same as usual" not in alice.buttons()


async def test_yesterday_is_one_button_away(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-25", "20:00")
    await does(town, alice, "/checkin", "[Yesterday]", "[5]", "[7]", "[3]")
    assert (await told(town, "2026-11-24"))["mood"] == 5
    assert await told(town, "2026-11-25") == {}


async def test_any_earlier_day_can_be_filled_in(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/day 2026-11-03")
    assert "How was your mood on Tue 3 Nov?" in alice.last.words
    await does(town, alice, "4")
    assert (await told(town, "2026-11-03"))["mood"] == 4


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("0000-01-01", "There's no such day as “0000-01-01”."),
        ("9999-12-31", "Fri 31 Dec 9999 hasn't come yet."),
        ("tomorrow", "I couldn't read that as today or an earlier day."),
        ("the day", "I couldn't read that as today or an earlier day."),
        ("2026-13-01", "There's no such day as “2026-13-01”."),
    ],
)
async def test_a_day_out_of_reach_gets_a_sentence(
    town: Town, alice: TelegramUser, date: str, said: str
) -> None:
    await does(town, alice, f"/day {date}")
    assert alice.last.words.startswith(said)


async def test_half_past_one_at_night_is_still_yesterday(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-25", "01:30")
    await does(town, alice, "/checkin", "6")
    assert (await told(town, "2026-11-24"))["mood"] == 6


async def test_a_double_tap_answers_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin")
    message = alice.last.message["message_id"]
    seven = next(
        button["callback_data"]
        for row in alice.last.message["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "7"
    )
    taps = [alice.taps(seven, message) for _ in range(20)]
    await town.settle()
    assert await told(town) == {"mood": 7}
    assert all(tap.answered for tap in taps)
    assert "last night's sleep" in alice.last.words


async def test_another_persons_button_changes_nothing(town: Town, alice: TelegramUser) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    await does(town, alice, "/checkin")
    data = alice.last.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    tap = bob.taps(data, bob.last.message["message_id"])
    await town.settle()
    assert "That question is closed" in tap.text
    assert await told(town) == {}
    assert await told(town, user_id=BOB) == {}


async def test_an_old_button_offers_to_edit_its_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin")
    old = alice.last
    data = old.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await does(town, alice, "[7]", "[8]", "[4]", "/checkin")
    alice.taps(data, old.message["message_id"])
    await town.settle()
    assert (await told(town))["mood"] == 7
    assert "Edit Tue 24 Nov" in alice.buttons(old.message["message_id"])


async def test_words_that_no_question_can_use_are_kept_as_a_note(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "I had a really long talk with my sister")
    assert "“I had a really long talk with my sister”" in alice.last.words
    assert await told(town) == {}
    await does(town, alice, "5")
    assert (await told(town))["mood"] == 5


@pytest.mark.parametrize("typed", ["70", "seventy", "a hundred", "six and a half", "about eleven"])
async def test_a_number_that_does_not_fit_is_no_note_however_it_is_written(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", typed)
    assert alice.last.words.startswith("I need one whole number from 1 to 10")
    await does(town, alice, "/journal")
    assert "Your journal is empty" in alice.last.words


async def test_several_goals_are_ticked_and_saved(town: Town, alice: TelegramUser) -> None:
    for wish in ("Walk after lunch", "Out of bed by 9"):
        await does(town, alice, "/goals", "[Add a goal]", wish)
        await does(town, alice, "[A small step for the coming weeks]", "[Every day]")
        await does(town, alice, "[No end date]")
    await does(town, alice, "/checkin", "[7]", "[8]", "[4]", "[⬜ Walk after lunch]")
    assert (await told(town))["goals"] == {"1": "done"}
    await does(town, alice, "[⬜ Out of bed by 9]", "[✅ Out of bed by 9]", "[Save]")
    assert (await told(town))["goals"] == {"1": "done", "2": "partly"}
