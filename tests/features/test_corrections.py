"""An answer that is put right in words, just after it was given."""

import pytest

from bot.playground.people import TelegramUser
from tests.dispatch.test_buttons_in_words import written
from tests.features.check_in.test_evenings import told
from tests.support.town import Town, does

WHICH = "Should I change your last answer, or is that for this question?"
SEVEN = {"hours": 7.0, "bed": None, "wake": None}


@pytest.mark.parametrize(
    "said", ["actually it was more like 5", "sorry i meant 5", "i mean 5 hours", "5, not 7"]
)
async def test_the_hours_just_told_are_put_right_and_the_question_stands_below(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "[4]", "7", said)
    assert alice.last.words.startswith("All right, I've changed that: Slept 5 h.")
    assert "How well did you sleep?" in alice.last.words
    assert (await told(town))["sleep"]["hours"] == 5
    await does(town, alice, "[Undo]")
    assert alice.last.words.startswith("All right, I've put it back: Slept 7 h.")
    assert await told(town) == {"mood": 4, "sleep": SEVEN}
    await does(town, alice, "3")
    assert (await told(town))["quality"] == 3
    assert await written(town) == []


async def test_a_hint_that_can_mean_both_is_asked_about(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "no wait, 5")
    assert alice.last.words.startswith(WHICH)
    assert await told(town) == {"mood": 4, "sleep": SEVEN}
    await does(town, alice, "[Change it: Slept 5 h]")
    assert (await told(town))["sleep"]["hours"] == 5
    assert "How well did you sleep?" in alice.last.words
    assert await written(town) == []


async def test_or_it_was_for_the_open_question(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "no wait, 5", "[5]")
    assert await told(town) == {"mood": 4, "sleep": SEVEN, "quality": 5}


async def test_a_hint_that_fits_only_the_last_answer_is_taken(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "no wait, 8")
    assert (await told(town))["sleep"]["hours"] == 8


async def test_one_that_fits_only_the_open_question_answers_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "actually 4", "sorry, 5 hours")
    assert (await told(town))["mood"] == 4
    assert (await told(town))["sleep"]["hours"] == 5


async def test_once_all_is_told_the_last_answer_can_still_be_put_right(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "2", "no wait, 3")
    assert alice.last.words == "All right, I've changed that: Sleep quality 3 of 5."
    assert alice.buttons() == ["Undo", "Edit Tue 24 Nov"]
    await does(town, alice, "[Undo]")
    assert (await told(town))["quality"] == 2
    await does(town, alice, "i meant 6 hours")
    assert (await told(town))["sleep"]["hours"] == 6


async def test_the_clock_times_of_a_night_come_back(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "23:10-06:40, nap 1h", "actually more like 6")
    assert "Slept 6 h; nap: 1 h" in alice.last.words
    await does(town, alice, "[Undo]")
    assert "Slept 7 h 30, 23:10–06:40; nap: 1 h" in alice.last.words


async def test_a_mood_in_between_is_put_right(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "6", "actually more like a 4")
    assert alice.last.words == "All right, I've changed that: Mood 4 of 10."
    await does(town, alice, "/checkin")
    assert "One moment of the day: 4 of 10" in alice.last.words


async def test_the_way_back_of_a_mood_in_between(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood 6 after lunch", "no wait, 5", "[Undo]")
    assert alice.last.words == "All right, I've put it back: Mood 6 of 10."
    await does(town, alice, "/checkin")
    assert "One moment of the day: 6 of 10" in alice.last.words


async def test_a_mood_put_right_to_the_lowest_is_offered_help(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "3", "sorry i meant 1")
    assert any("Support" in alice.buttons(m.message["message_id"]) for m in alice.heard[-2:])
    assert (await told(town))["mood"] == 1


async def test_later_it_is_a_note(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "2")
    await town.later(minutes=30)
    await does(town, alice, "actually it was more like 5")
    assert await written(town) == ["actually it was more like 5"]
    assert (await told(town))["quality"] == 2


async def test_after_a_note_nothing_is_put_right(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "6", "we talked for a while", "i meant 5 of us")
    assert sorted(await written(town)) == ["i meant 5 of us", "we talked for a while"]


@pytest.mark.parametrize("said", ["7, not great", "7 not great"])
async def test_how_the_number_was_is_said_with_it_and_kept(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "6, tired but ok", said)
    assert await told(town) == {"mood": 6, "sleep": SEVEN}
    assert sorted(await written(town)) == ["6, tired but ok", said]
    assert "How well did you sleep?" in alice.last.words


async def test_a_note_that_begins_with_a_number_is_no_answer(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "3 friends came over", "at 9, home alone again")
    assert await told(town) == {}
    assert sorted(await written(town)) == ["3 friends came over", "at 9, home alone again"]


async def test_danger_after_a_number_brings_the_card_and_answers_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "5, i want to die")
    assert any("988" in message.words for message in alice.heard)
    assert await told(town) == {}
    assert await written(town) == ["5, i want to die"]


async def test_the_mood_is_put_right_by_its_name(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "6", "7", "no i meant the mood, 5")
    assert await told(town) == {"mood": 5, "sleep": SEVEN}
    await does(town, alice, "3", "actually my mood was more like 4")
    assert await told(town) == {"mood": 4, "sleep": SEVEN, "quality": 3}


async def test_a_mood_in_between_is_put_right_by_its_name(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood 6", "my mood was more like 4", "/checkin")
    assert "One moment of the day: 4 of 10" in alice.last.words


@pytest.mark.parametrize(
    "said",
    [
        "sorry one more thing",
        "i meant to go at 5",
        "actually 5 people came",
        "i did 2 loads of laundry actually",
        "i'm one person not two",
        "no wait i forgot to say thanks",
        "actually it was a good day",
    ],
)
async def test_a_note_of_the_day_puts_nothing_right(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "6", "7", said)
    assert await told(town) == {"mood": 6, "sleep": SEVEN}
    assert await written(town) == [said]


@pytest.mark.parametrize("said", ["wait 5 minutes", "hang on 5 minutes"])
async def test_who_wants_a_moment_changes_no_night(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "6", "7", said)
    assert await told(town) == {"mood": 6, "sleep": SEVEN}


@pytest.mark.parametrize(
    "said",
    ["ok thanks", "great, thanks", "oh well", "today was awful", "it's really bad", "i was fine"],
)
async def test_what_is_said_of_the_day_or_to_the_bot_is_not_how_one_slept(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "6", "7", said)
    assert await told(town) == {"mood": 6, "sleep": SEVEN}
    assert "How well did you sleep?" in alice.last.words


async def test_words_of_danger_are_no_correction(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "i meant 5 times today i wanted to die")
    assert (await told(town))["sleep"] == SEVEN
    assert await written(town) == ["i meant 5 times today i wanted to die"]


async def test_a_night_told_part_by_part_is_not_put_right_by_its_hours(
    town: Town, alice: TelegramUser
) -> None:
    await does(
        town, alice, "/trackers", "[Sleep, what happened, what helped]", "[Sleep in detail: off]"
    )
    await does(town, alice, "/checkin", "[4]", "around 11ish maybe later")
    assert (await told(town))["into_bed"] == "23:00"
    await does(town, alice, "no wait, 5")
    assert (await told(town))["into_bed"] == "23:00"


async def test_a_button_of_before_changes_nothing_anymore(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "actually more like 5")
    undo = alice.last
    await does(town, alice, "i meant 6")
    await does(town, alice, "3")
    assert undo is not alice.last
    assert (await told(town))["sleep"]["hours"] == 6


async def test_what_was_asked_since_is_what_words_are_meant_for(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "3")
    await town.later(minutes=1)
    await does(town, alice, "/goals", "[Add a goal]", "Walk", "no wait, 2")
    assert (await told(town))["quality"] == 3
    await does(town, alice, "/cancel", "/mood 6")
    await town.later(minutes=1)
    await does(town, alice, "/mood", "actually more like a 4", "/checkin")
    assert "Two moments of the day: 6 and 4 of 10" in alice.last.words


async def test_of_many_answers_of_one_press_none_is_guessed(
    town: Town, alice: TelegramUser
) -> None:
    for day in range(24, 29):
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "6", "7", "3")
    await town.at_local("2026-11-29", "21:00")
    await does(town, alice, "[Same as usual]", "actually more like a 4")
    assert await written(town) == ["actually more like a 4"]


@pytest.mark.parametrize(
    "said",
    [
        "sleep was more like 4 actually",
        "actually slept more like 4",
        "can u change my sleep to 4",
        "slept 4 hrs not 5",
    ],
)
async def test_the_night_is_put_right_by_its_name_hours_after_the_day_was_told(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "[4]", "5", "2")
    await town.later(hours=1)
    await does(town, alice, "a note about the evening", said)
    assert alice.last.words == "All right, I've changed that: Slept 4 h."
    assert (await told(town))["sleep"]["hours"] == 4
    await does(town, alice, "[Undo]")
    assert (await told(town))["sleep"]["hours"] == 5
    assert await written(town) == ["a note about the evening"]


@pytest.mark.parametrize("said", ["mood was more like 3 actually", "change my mood to 3"])
async def test_the_mood_of_the_day_is_put_right_by_its_name(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "[4]", "5", "2")
    await town.later(hours=1)
    await does(town, alice, said)
    assert alice.last.words == "All right, I've changed that: Mood 3 of 10."
    assert (await told(town))["mood"] == 3


@pytest.mark.parametrize("said", ["sleep 4", "slept 4 hours", "4 hours of sleep"])
async def test_a_night_told_again_is_changed_with_one_tap(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "[4]", "5", "2")
    await town.later(hours=1)
    await does(town, alice, said)
    assert alice.last.words == "That night is already filled in."
    assert alice.buttons() == ["Change it: Slept 4 h", "Edit Tue 24 Nov"]
    await does(town, alice, "[Change it: Slept 4 h]")
    assert (await told(town))["sleep"]["hours"] == 4


async def test_the_next_day_what_is_named_is_not_that_of_the_day_before(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[4]", "5", "2")
    await town.later(hours=14)
    await does(town, alice, "sleep was more like 4 actually")
    assert (await told(town))["sleep"]["hours"] == 5


@pytest.mark.parametrize(
    "said", ["the last one", "last answer", "Change it", "change my last answer!"]
)
async def test_which_of_the_two_is_said_in_words(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "no wait, 5", said)
    assert await told(town) == {"mood": 4, "sleep": {**SEVEN, "hours": 5.0}}
    assert "How well did you sleep?" in alice.last.words
    assert "Change it: Slept 5 h" not in alice.buttons()
    await does(town, alice, "3")
    assert (await told(town))["quality"] == 3


async def test_other_words_leave_the_choice_where_it_is(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "[4]", "7", "no wait, 5", "hm let me think about it")
    assert "Change it: Slept 5 h" in alice.buttons()
    await does(town, alice, "the last one")
    assert (await told(town))["sleep"]["hours"] == 5


async def test_once_the_question_is_answered_the_choice_is_gone(
    town: Town, alice: TelegramUser
) -> None:
    goal = ("/goals", "[Add a goal]", "Walk", "[Skip]", "[Every day]", "[No end date]")
    await does(town, alice, *goal, "/checkin", "[4]", "7", "no wait, 5", "[5]")
    assert "Change it: Slept 5 h" not in alice.buttons()


async def test_of_a_moment_the_open_question_stays_as_well(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "/mood 6", "no wait, 5", "the last one")
    assert alice.last.words.startswith("All right, I've changed that: Mood 5 of 10.")
    assert "How was your mood today?" in alice.last.words
    assert await told(town) == {}
