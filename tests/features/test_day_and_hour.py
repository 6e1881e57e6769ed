"""A day and an hour out of the blue: no rating but a note, and perhaps the next session's."""

from datetime import date, timedelta

import pytest

from bot.core import contents
from bot.features.moments import MomentContent
from bot.playground.people import TelegramUser
from storage.store import Tx
from tests.features.test_session_wishes import next_session, on_wednesdays
from tests.features.test_wishes import ALICE, TODAY, kept, told
from tests.support.evening import QUESTION
from tests.support.town import Town, does

# The stories begin on Tuesday, 24 November 2026, at 17:00.
ASKED = "Move your session from Wed 25 Nov, 09:00 to {}?"
MON = date(2026, 11, 23)


async def moments(town: Town) -> list[int]:
    def read(tx: Tx) -> list[int]:
        every = contents.between(tx, ALICE, MomentContent, TODAY, TODAY)
        return [one.content.mood for one in every]

    return await town.app.store.read(read)


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("thursday at 5", "Thu 26 Nov, 17:00"),
        ("Friday at 10", "Fri 27 Nov, 10:00"),
        ("on thursday at about 5", "Thu 26 Nov, 17:00"),
        ("5 on thursday", "Thu 26 Nov, 17:00"),
        ("monday 7pm", "Mon 30 Nov, 19:00"),
        ("tomorrow at 4", "Wed 25 Nov, 16:00"),
    ],
)
async def test_a_day_at_an_hour_is_kept_and_one_press_moves_the_next_session(
    town: Town, alice: TelegramUser, words: str, to: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert alice.last.words.splitlines()[1] == ASKED.format(to)
    assert alice.buttons() == ["Yes, move it", "Undo", "For therapy"]
    assert await kept(town) == [words]
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"
    await does(town, alice, words, "[Yes, move it]")
    assert alice.last.words == f"Moved: {to}. The ones after it stay the same."
    await does(town, alice, "[Undo]")
    assert await next_session(town, alice) == "Wed 25 Nov, 09:00"


async def test_next_friday_at_an_hour_may_be_either_of_two(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "next friday at 5")
    assert alice.buttons()[:2] == ["Fri 27 Nov, 17:00", "Fri 4 Dec, 17:00"]


@pytest.mark.parametrize(
    "words",
    ["thursday at 5", "monday at 9", "friday at 10", "tuesday 7pm", "yesterday at 5"],
)
async def test_without_a_session_it_is_a_note_and_never_a_rating(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    assert alice.last.words == "Kept in your journal."
    assert await kept(town) == [words]
    for days in range(8):
        assert await told(town, TODAY - timedelta(days)) == {}
    assert await moments(town) == []


@pytest.mark.parametrize("words", ["at 10", "today at 10", "at 10 today", "by 10", "till 10"])
async def test_an_hour_alone_is_no_moment(town: Town, alice: TelegramUser, words: str) -> None:
    await does(town, alice, words)
    assert await moments(town) == []
    await does(town, alice, "at a 10")
    assert await moments(town) == [10]


@pytest.mark.parametrize("words", ["slept 4", "I slept 6", "slept till 10", "I slept at 3"])
async def test_a_number_said_of_sleep_is_no_moment_but_a_note(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    assert await moments(town) == []
    assert await kept(town) == [words]


async def test_nor_is_it_the_mood_of_the_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "slept 6")
    assert "How was your mood today?" in alice.last.words
    found = await told(town)
    assert "mood" not in found
    assert found["sleep"] == {"hours": 6, "bed": None, "wake": None}


@pytest.mark.parametrize("words", ["wednesday at 9", "last thursday at 5", "today at 4"])
async def test_when_it_is_already_or_was_is_no_move(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert alice.last.words == "Kept in your journal."
    assert await kept(town) == [words]


async def test_an_open_question_stands_again_below(town: Town, alice: TelegramUser) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "/checkin", "thursday at 5")
    assert QUESTION in alice.last.words
    offered = ASKED.format("Thu 26 Nov, 17:00")
    assert any(offered in message.words for message in alice.chat.messages.values())


@pytest.mark.parametrize("words", ["monday 9", "Mon 9", "9 for monday", "monday is about 9"])
async def test_monday_nine_is_asked_about_before_it_is_a_mood(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await does(town, alice, words)
    assert alice.last.words == "Kept in your journal.\nWas your mood 9 on Mon 23 Nov?"
    assert alice.buttons() == ["Yes, mood 9", "Undo", "For therapy"]
    assert await kept(town) == [words]
    assert await told(town, MON) == {}
    await does(town, alice, "[Yes, mood 9]")
    assert alice.last.words == "Saved for Mon 23 Nov: Mood 9 of 10."
    assert await told(town, MON) == {"mood": 9}
    await does(town, alice, "[Undo]")
    assert await told(town, MON) == {}


async def test_with_a_session_monday_nine_may_be_when_that_is(
    town: Town, alice: TelegramUser
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, "monday 9")
    assert alice.last.words.splitlines()[1] == (
        "Was your mood 9 on Mon 23 Nov, or is your next session on Mon 30 Nov, 09:00?"
    )
    assert alice.buttons()[:2] == ["It was my mood", "My next session"]
    await does(town, alice, "[My next session]")
    assert alice.last.words == "Moved: Mon 30 Nov, 09:00. The ones after it stay the same."
    assert await told(town, MON) == {}


@pytest.mark.parametrize(
    "words", ["monday was a 9", "monday a 9", "monday 9/10", "monday 9 out of 10", "yesterday 9"]
)
async def test_what_can_only_be_a_rating_is_taken_at_once(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await on_wednesdays(town, alice)
    await does(town, alice, words)
    assert await told(town, MON) == {"mood": 9}
    assert await kept(town) == []


@pytest.mark.parametrize("data", ["2026-11-23|11", "2026-11-23|0", "2026-12-24|5", "x|5", "|"])
async def test_a_press_that_nobody_wrote_rates_no_day(
    town: Town, alice: TelegramUser, data: str
) -> None:
    await does(town, alice, "monday 9")
    alice.taps(f"1a|told.mood|{data}", alice.last.message["message_id"])
    await town.settle()
    assert await told(town, MON) == {}
    assert await told(town, date(2026, 12, 24)) == {}
