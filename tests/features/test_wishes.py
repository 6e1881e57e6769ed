"""Wishes said in words: granted where nothing can go wrong, else one tap away; never a note."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.registry import Registry
from bot.dispatch import updates
from bot.features import FEATURES
from bot.incoming import Incoming, Said
from bot.playground.people import TelegramUser
from conversations.wishes.load import names
from storage import answers, notes, people, reminders
from storage.store import Tx
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does, settled_in

TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)
LISTS = Path(__file__).parents[1] / "conversations"
DIARY = [one for one in (LISTS / "diary_en.txt").read_text("utf-8").splitlines() if one[0] != "#"]
SAID = [one.split("\t")[0] for one in (LISTS / "wishes_en.tsv").read_text("utf-8").splitlines()]


async def kept(town: Town) -> list[str]:
    def read(tx: Tx) -> list[str]:
        return [note.text for note in notes.between(tx, ALICE, date.min, date.max)]

    return await town.app.store.read(read)


async def told(town: Town, day: date = TODAY) -> dict[str, object]:
    def read(tx: Tx) -> dict[str, object]:
        return {step: one.value for step, one in answers.of_day(tx, ALICE, day).items()}

    return await town.app.store.read(read)


async def evening_of(town: Town) -> time | None:
    known = await town.app.store.read(lambda tx: reminders.get(tx, ALICE, "evening"))
    return known.at if known else None


async def zone_of(town: Town) -> str:
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    return person.timezone


async def rests_until(town: Town) -> date | None:
    person = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert person is not None
    return person.paused_until


def is_asked(alice: TelegramUser) -> bool:
    """Whether the evening's question is the last thing on the screen."""
    return QUESTION in alice.last.words


def test_every_wish_has_the_one_feature_that_grants_it() -> None:
    assert set(Registry(FEATURES).wishes) == names()


async def test_later_puts_the_question_off_for_an_hour(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "not now")
    assert alice.last.words == "I'll ask again at 22:00."
    assert alice.buttons() == ["Answer now", "Another time"]
    await town.at_local("2026-11-24", "22:01")
    assert QUESTION in alice.last.words
    await does(town, alice, "6")
    assert await told(town) == {"mood": 6}
    assert await kept(town) == []


async def test_a_question_put_off_in_words_can_be_answered_at_once(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "in 20 minutes", "[Answer now]", "[7]")
    assert (await told(town))["mood"] == 7
    await town.at_local("2026-11-24", "21:21")
    assert "Here's the question again" not in alice.last.words


async def test_another_time_can_be_chosen_for_it(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "not now", "[Another time]", "[15 min]")
    assert alice.last.words == "I'll ask again at 21:15."
    await town.at_local("2026-11-24", "21:16")
    assert "Here's the question again" in alice.last.words


@pytest.mark.parametrize("words", ["remind me at 10pm", "at 22:00", "ask me again in an hour"])
async def test_an_hour_that_is_named_is_kept(town: Town, alice: TelegramUser, words: str) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, words)
    assert alice.last.words == "I'll ask again at 22:00."
    await town.at_local("2026-11-24", "21:59")
    assert "Here's the question again" not in alice.last.words
    await town.at_local("2026-11-24", "22:00")
    assert "Here's the question again" in alice.last.words


async def test_what_is_past_is_said_to_be_past(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "remind me at 8am")
    assert alice.last.words == "It's already past 08:00 today."
    await town.at_local("2026-11-24", "21:10")
    await does(town, alice, "remind me at 8am")
    assert alice.last.words == "It's already past 08:00. When should I ask again?"
    assert alice.buttons() == ["15 min", "1 h", "3 h", "Answer now"]


async def test_there_is_no_later_when_the_day_is_nearly_over(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await town.at_local("2026-11-25", "03:30")
    await does(town, alice, "in two hours")
    assert "fill it in tomorrow" in alice.last.words
    assert alice.buttons() == ["15 min", "Answer now"]


async def test_before_the_evening_today_s_question_is_moved_once(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "remind me at 10pm")
    assert alice.last.words == "All right, I'll ask at 22:00 today."
    await town.at_local("2026-11-24", "21:30")
    assert not is_asked(alice)
    await town.at_local("2026-11-24", "22:00")
    assert is_asked(alice)
    await does(town, alice, "[Skip]", "[Skip]", "[Skip]")
    await town.at_local("2026-11-25", "21:00")
    assert is_asked(alice)
    assert await evening_of(town) == time(21)


async def test_the_move_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "remind me at 10pm", "[At 21:00 as usual]")
    assert alice.last.words == "All right, at 21:00 as usual."
    await town.at_local("2026-11-24", "21:00")
    assert is_asked(alice)


async def test_whoever_is_not_reminded_is_asked_once_when_they_wish_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]", "[Evening check-in: on]")
    await does(town, alice, "remind me at 8pm")
    assert alice.last.words == "I'll ask again at 20:00."
    await does(town, alice, "A line of my diary.")
    assert await kept(town) == ["A line of my diary."]
    await town.at_local("2026-11-24", "20:00")
    await does(town, alice, "5")
    assert await told(town) == {"mood": 5}


async def test_a_day_that_is_told_is_not_asked_about_again(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "remind me at 10pm")
    assert "Today is already filled in" in alice.last.words
    await town.at_local("2026-11-24", "22:00")
    assert not is_asked(alice)


async def test_who_rests_is_told_so_and_can_end_it(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "pause for a week", "remind me at 10pm")
    assert "on a break" in alice.last.words
    await does(town, alice, "[End the break]")
    assert await rests_until(town) is None


@pytest.mark.parametrize(
    ("words", "at", "label", "then"),
    [
        ("around nine in the evening", "around 21:00", "Yes, around 21:00", time(21)),
        ("about 10 pm", "around 22:00", "Yes, around 22:00", time(22)),
        ("22:15", "at 22:15", "Yes, 22:15", time(22, 15)),
    ],
)
async def test_a_time_out_of_the_blue_is_kept_and_offered_for_the_evening(
    town: Town, alice: TelegramUser, words: str, at: str, label: str, then: time
) -> None:
    await does(town, alice, words)
    assert f"Would you like the evening check-in {at} from now on?" in alice.last.words
    assert alice.buttons() == [label, "Undo", "For therapy"]
    assert await evening_of(town) == time(21)
    await does(town, alice, f"[{label}]")
    assert alice.last.words.startswith("Evening check-in: ")
    assert await kept(town) == [words]
    assert await evening_of(town) == then
    await does(town, alice, "[Undo]")
    assert alice.last.words == "Evening check-in: 21:00 from now on."
    assert await evening_of(town) == time(21)


async def test_an_hour_of_the_morning_may_be_for_the_goals(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "about 7 am")
    assert "What would you like me to do around 07:00?" in alice.last.words
    await does(town, alice, "[Morning goals]")
    assert alice.last.words.startswith("Morning goals: between 06:45 and 07:15 from now on")
    await does(town, alice, "[Undo]")
    assert alice.last.words == "Morning goals: 08:00 from now on."
    assert await kept(town) == ["about 7 am"]


async def test_the_time_that_is_set_already_is_only_a_note(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "9 pm")
    assert await kept(town) == ["9 pm"]
    assert alice.buttons() == ["Undo", "For therapy"]


async def test_a_time_without_its_half_of_the_day_stays_what_it_was(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "around nine")
    assert alice.last.words == "Kept: mood 9 of 10 at 17:00."
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "around nine")
    assert (await told(town))["mood"] == 9


async def test_at_an_open_question_a_time_is_no_wish_for_the_evenings(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "about 10 pm")
    assert "from now on" not in alice.last.words
    assert is_asked(alice)


async def test_not_today_leaves_the_evening_out(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "Not today, sorry")
    assert alice.last.words.startswith("All right, not today.")
    await town.at_local("2026-11-24", "22:30")
    assert not is_asked(alice)
    await does(town, alice, "It was too much.")
    assert await kept(town) == ["It was too much."]


async def test_not_today_can_be_undone(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "not today please", "[Answer after all]", "[4]")
    assert (await told(town))["mood"] == 4


async def test_not_today_before_the_evening_is_a_rest_of_one_day(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "don't ask me today")
    await town.at_local("2026-11-24", "21:00")
    assert not is_asked(alice)
    await town.at_local("2026-11-25", "21:00")
    assert is_asked(alice)


async def test_that_rest_can_be_undone(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "don't ask me today", "[Undo]")
    await town.at_local("2026-11-24", "21:00")
    assert is_asked(alice)


async def test_not_today_never_shortens_a_longer_rest(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "pause until 24 Dec", "not today")
    assert await rests_until(town) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("pause for a week", date(2026, 12, 1)),
        ("Pause until 24 Dec", date(2026, 12, 24)),
        ("leave me alone this week", date(2026, 11, 30)),
        ("no reminders this weekend", date(2026, 11, 30)),
        ("don't write to me until Friday", date(2026, 11, 27)),
        ("pause till tomorrow", date(2026, 11, 25)),
    ],
)
async def test_a_rest_in_words_begins_at_once_and_can_be_ended(
    town: Town, alice: TelegramUser, words: str, until: date
) -> None:
    await does(town, alice, words)
    assert await rests_until(town) == until
    assert await kept(town) == []
    await does(town, alice, "[End the break]")
    assert await rests_until(town) is None


async def test_stop_asking_me_asks_for_how_long(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "stop asking me")
    assert alice.buttons() == ["1 week", "2 weeks", "Until I say so", "Fewer messages instead"]
    await does(town, alice, "[Until I say so]")
    assert await rests_until(town) == date.max
    await does(town, alice, "stop asking me")
    assert alice.buttons() == ["End the break"]
    await does(town, alice, "you can write again")
    assert await rests_until(town) is None


async def test_fewer_questions_lead_to_what_can_be_less(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "too many questions")
    assert alice.buttons() == ["The reminders", "The questions", "The other messages"]


async def test_the_time_changes_at_once_and_back(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "change the time to 9:30")
    assert alice.last.words == "Evening check-in: 21:30 from now on."
    assert await evening_of(town) == time(21, 30)
    await does(town, alice, "[Undo]")
    assert await evening_of(town) == time(21)


async def test_an_hour_of_the_morning_is_asked_about(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "change the time to 9 am")
    assert alice.buttons() == ["Evening check-in", "Morning goals"]
    await does(town, alice, "[Morning goals]")
    assert alice.last.words == "Morning goals: 09:00 from now on."
    assert await evening_of(town) == time(21)


async def test_a_day_half_told_waits_without_a_promise(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "[6]", "in an hour")
    assert alice.last.words.startswith("No hurry.")
    await does(town, alice, "later please", "7")
    assert set(await told(town)) == {"mood", "sleep"}


async def test_a_half_told_day_is_not_asked_about_again_and_that_is_said(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "[6]", "remind me at 10pm")
    assert "so I won't ask again myself." in alice.last.words
    heard = len(alice.heard)
    await town.at_local("2026-11-24", "23:30")
    assert len(alice.heard) == heard


async def test_who_asks_when_the_bot_writes_is_told(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "when will you ask me?")
    assert "Evening check-in: 21:00, every day" in alice.last.words
    assert alice.buttons() == ["Evening time", "Morning time", "Reminders"]


@pytest.mark.parametrize("words", ["I don't know", "idk", "I'd rather not say", "next question"])
async def test_no_answer_in_words_is_a_skip_where_something_is_asked(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, words)
    assert await told(town) == {"mood": None}
    assert "last night's sleep" in alice.last.words
    assert await kept(town) == []


async def test_the_same_words_by_themselves_are_a_note(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I don't know")
    assert await kept(town) == ["I don't know"]


async def test_a_time_without_an_hour_is_asked_for(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "change the time", "[Evening time]", "22:15")
    assert await evening_of(town) == time(22, 15)


async def test_a_place_that_can_only_be_one_moves_the_clock(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "I'm in New York now")
    assert "America/New_York" in alice.last.words
    assert await zone_of(town) == "America/New_York"
    await does(town, alice, "[Undo]")
    assert await zone_of(town) == "Europe/Riga"
    await does(town, alice, "my time zone changed, I'm in Riga")
    assert alice.last.words == "That's already your time zone: Europe/Riga."


async def test_a_place_that_can_be_several_is_asked_about(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I'm in London now")
    assert alice.buttons() == ["London (GB)", "London (CA)", "Another city"]
    assert await zone_of(town) == "Europe/Riga"
    await does(town, alice, "[London (GB)]")
    assert await zone_of(town) == "Europe/London"


async def test_a_move_without_a_place_leads_to_the_question(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "my time zone changed", "[Time zone]", "Lisbon")
    assert await zone_of(town) == "Europe/Lisbon"


async def test_the_mood_of_yesterday_changes_at_once_and_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day yesterday", "4", "7", "3", "change my mood yesterday to 6")
    assert alice.last.words == "Saved for Mon 23 Nov: Mood 6 of 10."
    assert (await told(town, YESTERDAY))["mood"] == 6
    await does(town, alice, "[Undo]")
    assert (await told(town, YESTERDAY))["mood"] == 4


async def test_yesterday_can_be_told_in_one_sentence(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Yesterday was a 4")
    assert await told(town, YESTERDAY) == {"mood": 4}
    # What is written next is a note, and no answer to yesterday's other questions.
    await does(town, alice, "Rain all day.")
    assert await kept(town) == ["Rain all day."]
    await does(town, alice, "/undo")
    assert await kept(town) == []


async def test_what_was_told_in_one_sentence_can_be_undone(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "Yesterday was a 4", "[Undo]")
    assert await told(town, YESTERDAY) == {}


async def test_an_undo_of_what_was_changed_since_changes_nothing(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "yesterday was a 4")
    first = alice.last.message["message_id"]
    await does(town, alice, "yesterday was a 5")
    alice.presses("Undo", first)
    await town.settle()
    assert await told(town, YESTERDAY) == {"mood": 5}


async def test_a_skipped_mood_is_skipped_again_after_undo(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/day yesterday", "[Skip]", "7", "3", "yesterday was a 4", "[Undo]")
    assert (await told(town, YESTERDAY))["mood"] is None


async def test_today_s_mood_before_the_evening_is_a_moment(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "today was a 3")
    assert alice.last.words.startswith("Kept: mood 3 of 10")
    await town.at_local("2026-11-24", "21:00")
    assert is_asked(alice)


async def test_today_s_mood_answers_the_open_question(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "my mood was a 3 today")
    assert await told(town) == {"mood": 3}


async def test_a_night_in_words_answers_where_it_is_asked(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "I slept 6 hours", "5")
    found = await told(town)
    assert found["mood"] == 5
    assert isinstance(found["sleep"], dict)
    assert found["sleep"]["hours"] == 6
    await does(town, alice, "slept 7 hours")
    assert alice.heard[-2].words == "That night is already filled in."
    assert "How well did you sleep?" in alice.last.words


async def test_a_night_in_words_can_be_undone(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "slept 6 hours", "[Undo]")
    assert "sleep" not in await told(town)


async def test_a_night_before_the_evening_stays_a_note_with_the_way_to_tell_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "Slept 6 hours")
    assert await kept(town) == ["Slept 6 hours"]
    assert alice.buttons() == ["Undo", "For therapy", "Check in now"]
    alice.edits(next(m for m in alice.messages if m.words == "Slept 6 hours"), "Slept 5 hours")
    await town.settle()
    assert await kept(town) == ["Slept 5 hours"]
    await town.at_local("2026-11-24", "21:00")
    assert is_asked(alice)


async def test_a_day_is_shown_or_asked_about(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "fill in yesterday")
    assert "How was your mood yesterday" in alice.last.words
    await does(town, alice, "4", "7", "3", "what did I say yesterday?")
    assert "Mood 4 of 10" in alice.last.words


async def test_one_goal_is_shown_and_several_are_asked_about(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk")
    await does(town, alice, "change my goal")
    assert "Change" in alice.buttons()
    await does(town, alice, "new goal", "Swim", "[Skip]", "[3 × a week]", "[No end date]")
    await does(town, alice, "I want to change my goal")
    assert alice.buttons() == ["Walk", "Swim"]
    await does(town, alice, "[Swim]")
    assert "Swim" in alice.last.words


async def test_a_new_goal_does_not_push_an_open_question_away(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "new goal")
    assert alice.buttons(alice.heard[-2].message["message_id"]) == ["Add a goal"]
    await does(town, alice, "6")
    assert await told(town) == {"mood": 6}


@pytest.mark.parametrize(
    ("words", "told_of", "headline"),
    [
        ("how am I doing?", "2026-11-18", "1 of 6 days"),
        ("show me my month", "2026-11-04", "1 of 20 days"),
        ("how was last week", "2026-11-18", "1 of 5 days"),
        ("how was last month?", "2026-10-20", "1 of 12 days"),
    ],
)
async def test_looking_back_brings_the_picture(
    town: Town, alice: TelegramUser, words: str, told_of: str, headline: str
) -> None:
    await does(town, alice, f"/day {told_of}", "4", "7", "3", words)
    assert "photo" in alice.last.message
    assert alice.last.words.startswith(headline)


async def test_one_day_looked_back_on_is_a_button(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "how was yesterday")
    assert alice.buttons() == ["Mon 23 Nov"]


async def test_undo_in_words_is_undo(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A line too much.", "delete that")
    assert await kept(town) == []


async def test_who_reads_this_is_answered_honestly(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "who reads this?")
    assert "whoever runs this bot could still read it" in alice.last.words
    await does(town, alice, "[More about that]")
    assert "Who could read it" in alice.last.words


async def test_nothing_is_erased_by_words_alone(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A line.", "delete everything")
    assert alice.buttons() == ["Erase everything", "Export first", "Keep it"]
    assert await kept(town) == ["A line."]


@pytest.mark.parametrize(
    ("words", "buttons"),
    [
        ("are you a robot?", ["What I can do", "Who can read this"]),
        ("can I talk to a human?", ["Support"]),
        ("hi", ["Check in now"]),
        ("thank you!", []),
        ("ok", []),
        ("good night", []),
        ("how are you?", ["Check in now"]),
        ("change the language", ["✓ English", "All settings"]),
    ],
)
async def test_small_talk_gets_a_line_and_is_no_note(
    town: Town, alice: TelegramUser, words: str, buttons: list[str]
) -> None:
    await does(town, alice, words)
    assert alice.buttons(alice.last.message["message_id"]) == buttons
    assert len(alice.last.words.splitlines()) <= 2
    assert await kept(town) == []


@pytest.mark.parametrize("words", ["hi", "how are you?", "im back"])
async def test_once_today_is_told_nobody_is_offered_to_check_in(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", words)
    assert alice.buttons(alice.last.message["message_id"]) == []


async def test_who_says_thanks_again_and_again_hears_other_words_each_time(
    town: Town, alice: TelegramUser
) -> None:
    heard = []
    for _ in range(6):
        await does(town, alice, "thanks")
        heard.append(alice.last.words)
    assert len(set(heard)) == 6


async def test_small_talk_at_a_question_is_answered_in_one_message_with_it(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    for words in ("hi", "thanks", "ok"):
        before = len(alice.heard)
        await does(town, alice, words)
        assert len(alice.heard) == before + 1
        assert is_asked(alice)
        assert not alice.last.words.startswith(QUESTION)
    await does(town, alice, "6")
    assert await told(town) == {"mood": 6}


@pytest.mark.parametrize(
    "words", ["who reads this?", "how am I doing?", "yesterday was a 4", "settings", "my goals"]
)
async def test_after_a_wish_the_open_question_is_the_last_on_the_screen(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await town.at_local("2026-11-24", "21:00")
    first = alice.last.message["message_id"]
    before = len(alice.heard)
    await does(town, alice, words)
    assert len(alice.heard) == before + 2
    assert is_asked(alice)
    assert alice.buttons(first) == []
    await does(town, alice, "[6]")
    assert await told(town) == {"mood": 6}


@pytest.mark.parametrize(
    "words",
    [
        *("not now", "stop asking me", "pause for a week", "fewer questions", "good night", "bye"),
        *("can I talk to a human?", "my plan for hard days", "delete everything"),
    ],
)
async def test_after_a_wish_for_quiet_or_help_nothing_is_asked_below(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await town.at_local("2026-11-24", "21:00")
    before = len(alice.heard)
    await does(town, alice, words)
    assert len(alice.heard) == before + 1
    assert not is_asked(alice)


def test_what_leaves_a_question_alone_is_a_wish_like_any_other() -> None:
    registry = Registry(FEATURES)
    assert {"good_night", "human"} <= registry.quiet_wishes < registry.wishes.keys()


async def test_a_question_in_words_takes_every_wish_as_its_answer(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "[Add a note]", "later")
    assert (await told(town))["note"] == "later"


async def test_a_wish_that_is_edited_or_said_twice_does_no_harm(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "pause for a week", "pause for a week")
    mine = next(m for m in alice.messages if m.words == "pause for a week")
    alice.edits(mine, "pause for two weeks")
    await town.settle()
    assert await rests_until(town) == date(2026, 12, 1)
    assert await kept(town) == []


async def test_words_of_danger_are_no_wish(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I want to die, leave me alone")
    assert await rests_until(town) is None
    await does(town, alice, "give me a hotline")
    assert await kept(town) == ["I want to die, leave me alone", "give me a hotline"]


async def test_a_diary_stays_a_diary(town: Town, alice: TelegramUser) -> None:
    """All but bare numbers of the list; the pure test reads them one by one."""
    lines = [line for line in DIARY if line not in {"yes", "no"}][::6]
    await does(town, alice, *lines)
    assert sorted(await kept(town)) == sorted(lines)


class Rolled(Exception):
    """Nothing of what was tried shall stay."""


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
async def test_whatever_is_said_is_answered_or_kept(
    town: Town, alice: TelegramUser, data: st.DataObject
) -> None:
    odd = ("please", "at 10", "7", "😭", "  ", "\u202e", "{day}", "[", "for 99999999 years")
    parts = st.sampled_from([*SAID, *DIARY, *odd])
    text = " ".join(data.draw(st.lists(parts | st.text(max_size=12), min_size=1, max_size=4)))
    minutes = data.draw(st.sampled_from([0, 30, 365, 600]))

    def say(tx: Tx) -> None:
        tx.now = tx.now + timedelta(minutes=minutes)
        before = len(notes.between(tx, ALICE, date.min, date.max))
        said = Incoming(1, ALICE, ALICE, True, "en", "Alice", tx.now, Said(text, 9_999))
        turn = updates.handle(tx, town.app.deps, said)
        after = len(notes.between(tx, ALICE, date.min, date.max))
        assert turn.replies or after > before
        raise Rolled

    with pytest.raises(Rolled):
        await town.app.store.write(say)
