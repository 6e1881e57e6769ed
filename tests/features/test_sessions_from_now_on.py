"""Another day or time of all sessions, said in words: one question, one press, and a way back."""

import pytest

from bot.playground.people import TelegramUser
from tests.features.test_session_wishes import next_session, on_wednesdays
from tests.features.test_wishes import kept
from tests.support.evening import QUESTION
from tests.support.town import Town, does

# The stories begin on Tuesday, 24 November 2026, at 17:00.
ASKED = "Are your sessions on Thu at 17:00 from now on, or only the next one?"
NOTED = "Noted: Thu 17:00, every week."


async def test_thursdays_at_five_now_is_kept_and_one_press_moves_all(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "on thursdays at 5 now")
    assert alice.last.words.splitlines()[1] == ASKED
    assert await kept(town) == ["on thursdays at 5 now"]
    await does(town, alice, "[From now on]")
    assert alice.last.words.startswith(NOTED)
    assert await next_session(town, alice) == "Thu 26 Nov, 17:00"
    await does(town, alice, "[Change the time]")
    assert "Wed" not in alice.last.words


async def test_and_one_press_takes_it_back(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "on thursdays at 5 now", "[From now on]", "[Undo]")
    assert "Next session: Wed 25 Nov, 09:00" in alice.last.words
    await does(town, alice, "[Change the time]")
    assert "Thu" not in alice.last.words


async def test_the_next_one_alone_is_one_press_as_well(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "on thursdays at 5 now", "[Only the next one]")
    assert alice.last.words == "Moved: Thu 26 Nov, 17:00. The ones after it stay the same."


@pytest.mark.parametrize(
    "words", ["Thursday at 5 now", "thursdays 5pm", "on thursdays at 5, from now on"]
)
async def test_it_is_heard_in_other_words(town: Town, alice: TelegramUser, words: str) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert ASKED in alice.last.words


@pytest.mark.parametrize(
    "words",
    ["last thursday at 5 pm", "thursdays", "on wednesdays at 9 now", "thursdays at 5 are hard"],
)
async def test_what_may_be_something_else_stays_a_note(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert await kept(town) == [words]
    assert "Are your sessions" not in alice.last.words


@pytest.mark.parametrize("set_up", [(), ("/session 2 dec 16:00", "[Just this once]")])
async def test_without_a_session_that_comes_back_nothing_is_asked(
    town: Town, alice: TelegramUser, set_up: tuple[str, ...]
) -> None:
    await does(town, alice, *set_up, "on thursdays at 5 now")
    assert await kept(town) == ["on thursdays at 5 now"]
    assert "Are your sessions" not in alice.last.words


async def test_sessions_that_rest_are_not_asked_about(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "/session", "[Change the time]", "[Pause the sessions]")
    await does(town, alice, "on thursdays at 5 now")
    assert "Are your sessions" not in alice.last.words


async def test_an_open_question_stands_again_below(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "/checkin", "on thursdays at 5 now")
    assert QUESTION in alice.last.words
    assert any(ASKED in message.words for message in alice.chat.messages.values())


async def test_said_of_the_session_the_words_are_not_lost(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "my session is on thursdays at 5 now")
    assert alice.last.words == ASKED
    assert alice.buttons() == ["From now on", "Only the next one", "No, leave it"]
    await does(town, alice, "[From now on]")
    assert alice.last.words.startswith(NOTED)
    assert await kept(town) == []


async def test_without_a_time_the_time_stays(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "my session is on thursdays now", "[From now on]")
    assert alice.last.words.startswith("Noted: Thu 09:00, every week.")


async def test_every_other_week_stays_so_and_the_week_is_asked(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session wednesdays 9:00 every other week", "[This week]")
    await does(town, alice, "on thursdays at 5 now", "[From now on]")
    assert "Which week is the next one?" in alice.last.words
    await does(town, alice, "[Next week]")
    assert alice.last.words.startswith("Noted: Thu 17:00, every other week.")
    assert await next_session(town, alice) == "Thu 3 Dec, 17:00"


async def test_where_no_session_is_known_the_time_that_was_said_is_offered(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "my session is on thursdays at 5 now")
    assert alice.last.words == "I haven't noted a session yet. Is yours on Thu at 17:00?"
    await does(town, alice, "[Yes, note it]")
    assert alice.last.words.startswith(NOTED)


async def test_once_more_how_often_it_is_is_asked_where_nobody_said(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "my session is on thursday at 5 now", "[Yes, note it]")
    assert "How often is it?" in alice.last.words
    await does(town, alice, "[Every week]")
    assert alice.last.words.startswith(NOTED)


@pytest.mark.parametrize(
    "words", ["on Thursdays at 5 now", "my session is on thursdays at 5 now", "thursdays at 5"]
)
async def test_in_the_question_day_and_time_are_read_at_once(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "/session", "[Change the time]", "[Another day or time]", words)
    assert alice.last.words.startswith(NOTED)
    assert await kept(town) == []
    await does(town, alice, "[Undo]")
    assert "Next session: Wed 25 Nov, 09:00" in alice.last.words


async def test_an_undo_pressed_twice_does_no_harm(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "on thursdays at 5 now", "[From now on]")
    number = alice.last.message["message_id"]
    (undo,) = (
        button["callback_data"]
        for row in alice.last.message["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "Undo"
    )
    for _ in range(2):
        alice.taps(undo, number)
        await town.settle()
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"


@pytest.mark.parametrize("data", ["8|17:00|1", "4|25:00|1", "4|17:00|9", "4|17:00|x", "|17:00|1"])
async def test_a_press_that_nobody_wrote_plans_nothing(
    town: Town, alice: TelegramUser, data: str
) -> None:
    await on_wednesdays(town, alice)
    alice.taps(f"1a|session.from|{data}", alice.last.message["message_id"])
    await town.settle()
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"
