"""A session moved or skipped in words, out of the blue: asked about once, and never a note."""

import pytest

from bot.playground.people import TelegramUser
from tests.features.test_wishes import kept, told
from tests.support.evening import QUESTION
from tests.support.town import Town, does

# The stories begin on Tuesday, 24 November 2026, at 17:00.
ASKED = "Move your session from {} to {}?"


async def on_wednesdays(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "[Wed]", "[09:00]", "[Every week]")


async def next_session(town: Town, alice: TelegramUser) -> str:
    await does(town, alice, "/session")
    return alice.last.words.splitlines()[0].removeprefix("Next session: ")


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("move my session to thursday", "Thu 26 Nov, 09:00"),
        ("my session is on thursday at 5 now", "Thu 26 Nov, 17:00"),
        ("Therapy is on Thursday at 5 now.", "Thu 26 Nov, 17:00"),
        ("can we move therapy to friday at 3?", "Fri 27 Nov, 15:00"),
        ("could we move my session to tomorrow at 4 please", "Wed 25 Nov, 16:00"),
        ("my session is at 5 now", "Wed 25 Nov, 17:00"),
        ("my therapist moved our session to 28 nov", "Sat 28 Nov, 09:00"),
        ("move my session to 11", "Wed 25 Nov, 11:00"),
    ],
)
async def test_a_session_is_moved_by_words_and_one_press(
    town: Town, alice: TelegramUser, words: str, to: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert alice.last.words == ASKED.format("Wed 25 Nov, 09:00", to)
    assert alice.buttons() == ["Yes, move it", "Another day or time", "No, leave it"]
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"
    await does(town, alice, words, "[Yes, move it]")
    assert alice.last.words == f"Moved: {to}. The ones after it stay the same."
    assert await kept(town) == []
    await does(town, alice, "[My sessions]")
    assert f"Next session: {to}" in alice.last.words


async def test_the_move_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "move my session to thursday at 5", "[Yes, move it]", "[Undo]")
    assert alice.last.words == "Moved: Wed 25 Nov, 09:00. The ones after it stay the same."
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"


async def test_so_can_one_that_was_moved_in_the_question_and_one_may_move_to_an_earlier_day(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "/session", "[Change the time]", "[Move the next]", "friday 11:00")
    await does(town, alice, "[Undo]")
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"
    await does(town, alice, "move therapy to today at 6 pm", "[Yes, move it]")
    assert await next_session(town, alice) == "Tue 24 Nov, 18:00"


async def test_a_press_from_afar_moves_nothing(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "move my session to thursday")
    (press,) = (
        button["callback_data"]
        for row in alice.last.message["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "Yes, move it"
    )
    before, _, _ = press.rpartition("|")
    alice.taps(f"{before}|999999999", alice.last.message["message_id"])
    await town.settle()
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"


async def test_or_left_as_it_was_or_moved_to_yet_another_day(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "move my session to thursday", "[No, leave it]")
    assert alice.last.words == "Nothing was changed."
    await does(town, alice, "move my session to thursday", "[Another day or time]")
    assert "When is it now, instead of Wed 25 Nov, 09:00?" in alice.last.words
    await does(town, alice, "friday at 3")
    assert await next_session(town, alice) == "Fri 27 Nov, 15:00"


async def test_a_weekday_is_the_one_around_the_session(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session 2 dec 16:00", "[Just this once]")
    await does(town, alice, "my session is on thursday at 5 now")
    assert alice.last.words == ASKED.format("Wed 2 Dec, 16:00", "Thu 3 Dec, 17:00")
    await does(town, alice, "[Yes, move it]")
    assert alice.last.words == "Moved: Thu 3 Dec, 17:00."


async def test_next_friday_may_be_either_of_two_and_one_press_says_which(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "move therapy to next friday at 3")
    assert alice.last.words == "Move your session from Wed 25 Nov, 09:00 to which day?"
    assert alice.buttons()[:2] == ["Fri 27 Nov, 15:00", "Fri 4 Dec, 15:00"]
    await does(town, alice, "[Fri 4 Dec, 15:00]")
    assert alice.last.words.startswith("Moved: Fri 4 Dec, 15:00.")


@pytest.mark.parametrize(
    "words", ["move my session", "reschedule therapy", "move therapy to next week"]
)
async def test_a_move_to_no_day_leads_to_the_question(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert alice.last.words == "Next session: Wed 25 Nov, 09:00"
    assert alice.buttons() == ["Skip the next", "Move the next"]
    await does(town, alice, "[Move the next]")
    assert "When is it now" in alice.last.words


async def test_where_it_is_already_nothing_is_asked(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "my next session is on wednesday at 9")
    assert alice.last.words == "That's when it is already: Wed 25 Nov, 09:00."
    await does(town, alice, "move my session to today at 3 pm")
    assert alice.last.words == "Next session: Wed 25 Nov, 09:00"


@pytest.mark.parametrize(
    "words",
    [
        "my therapist cancelled",
        "My therapist canceled this week.",
        "no session this week",
        "my therapist cancelled tomorrow's session",
        "cancel my session please",
        "my session got cancelled",
    ],
)
async def test_a_session_is_skipped_by_words_and_one_press(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert alice.last.words == "Skip your session on Wed 25 Nov, 09:00?"
    assert alice.buttons() == ["Yes, skip it", "Move it instead", "No, leave it"]
    await does(town, alice, "[Yes, skip it]")
    assert "Next: Wed 2 Dec, 09:00" in alice.last.words
    assert await kept(town) == []
    await does(town, alice, "[Undo]")
    assert "Next session: Wed 25 Nov, 09:00" in alice.last.words


async def test_the_week_that_is_named_is_the_one_skipped(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "no session next week")
    assert alice.last.words == "Skip your session on Wed 2 Dec, 09:00?"
    await does(town, alice, "no session on friday")
    assert "No session is planned for then." in alice.last.words
    assert "Next session: Wed 25 Nov, 09:00" in alice.last.words
    assert alice.buttons() == ["Skip the next", "Move the next"]


@pytest.mark.parametrize("words", ["move my session to thursday", "my therapist cancelled"])
async def test_where_no_session_is_set_one_can_be(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    assert alice.last.words == "I don't know when your next session is."
    await does(town, alice, "[Set a session]", "[Thu]", "[17:00]", "[Just this once]")
    assert await next_session(town, alice) == "Thu 26 Nov, 17:00"


async def test_sessions_that_rest_are_said_to(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "/session", "[Change the time]", "[Pause the sessions]")
    await does(town, alice, "move my session to thursday")
    assert alice.last.words == "Your sessions are paused."
    await does(town, alice, "[My sessions]")
    assert "(paused)" in alice.last.words


@pytest.mark.parametrize(
    "words",
    [
        "move my session to thursday",
        "my session is on thursday at 5 now",
        "can we move therapy to friday at 3",
        "my therapist cancelled",
        "no session this week",
    ],
)
async def test_in_the_evening_it_is_no_answer_and_the_question_stays_open(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await town.at_local("2026-11-24", "21:00")
    before = len(alice.heard)
    await does(town, alice, words)
    said = "\n".join(message.words for message in alice.heard[before:])
    assert "your session " in said
    assert "Wed 25 Nov, 09:00" in said
    assert "note" not in said
    assert QUESTION in alice.last.words
    assert await kept(town) == []
    assert await told(town) == {}
    await does(town, alice, "6")
    assert await told(town) == {"mood": 6}


@pytest.mark.parametrize(
    "words",
    [
        "therapy was hard on thursday",
        "my therapist cancelled on me once years ago",
        "my session is on thursday at 5 now and I dread it",
        "my therapist cancelled and I feel lost",
        "no session this week, which is a relief",
        "therapy is hard now",
        "my therapist cancelled yesterday",
    ],
)
async def test_what_says_more_is_a_line_of_a_diary(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert await kept(town) == [words]


async def test_an_old_press_moves_no_session_that_was_skipped(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "move my session to thursday")
    old = alice.last.message["message_id"]
    await does(town, alice, "cancel my session", "[Yes, skip it]")
    alice.presses("Yes, move it", old)
    await town.settle()
    assert await next_session(town, alice) == "Wed 2 Dec, 09:00"
