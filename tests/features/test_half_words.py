"""What somebody with no strength left types: half an answer, read as far as it goes."""

import pytest

from bot.features.small_talk import GOOD_TO_HEAR, SORRY
from bot.playground.people import TelegramUser
from tests.dispatch.test_buttons_in_words import written
from tests.features.check_in.test_evenings import told
from tests.support.evening import QUESTION
from tests.support.town import Town, does


@pytest.mark.parametrize(
    "typed",
    [
        "2 or 3",
        "2 maybe 3",
        "2-3",
        "between 2 and 3",
        "like 2 or 3",
        "3 or 2",
        "like a 3? mayb 2",
    ],
)
async def test_between_two_numbers_the_choice_is_one_tap(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", typed)
    assert alice.last.words.startswith("Between 2 and 3. Tap whichever feels closer.")
    assert QUESTION in alice.last.words
    await does(town, alice, "3")
    assert (await told(town))["mood"] == 3


@pytest.mark.parametrize("typed", ["9 or 12", "0-1", "7/3"])
async def test_of_what_is_no_two_of_the_scale_nothing_is_made_up(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", typed)
    assert "Between" not in alice.last.words
    assert await told(town) == {}


@pytest.mark.parametrize("typed", ["2ish", "2 or so"])
async def test_roughly_two_is_two(town: Town, alice: TelegramUser, typed: str) -> None:
    await does(town, alice, "/checkin", typed)
    assert (await told(town))["mood"] == 2


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("an hour maybe", 1),
        ("about an hour", 1),
        ("half an hour tops", 0.5),
        ("a couple of hours", 2),
        ("maybe a couple hours", 2),
    ],
)
async def test_a_short_night_is_read_in_words(
    town: Town, alice: TelegramUser, typed: str, hours: float
) -> None:
    await does(town, alice, "/checkin", "[2]", typed)
    assert (await told(town))["sleep"]["hours"] == hours


@pytest.mark.parametrize("typed", ["no", "nothing", "idk", "not really"])
async def test_no_words_about_the_day_are_no_note(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", "[3]", "[5]", "[2]", "[Add a note]", typed)
    assert (await told(town)).get("note") is None
    assert await written(town) == []


@pytest.mark.parametrize("typed", ["no", "No.", "nope", "idk"])
async def test_no_is_no_way_to_have_slept_and_skips(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", "[3]", "[5]", typed)
    assert alice.last.words.startswith("Noted for")
    assert (await told(town))["quality"] is None
    assert await written(town) == []


@pytest.mark.parametrize("typed", ["0", "not really"])
async def test_what_may_tell_of_the_night_skips_nothing(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/checkin", "[3]", "[5]", typed)
    assert "How well did you sleep?" in alice.last.words
    assert "quality" not in await told(town)


@pytest.mark.parametrize("typed", ["idk", "i don't know", "nothing comes to mind"])
async def test_no_words_for_a_question_to_write_about_are_no_entry(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, "/journal", "[A question to write about]", typed)
    assert alice.last.words == "All right, nothing was saved."
    assert await written(town) == []


async def test_nothing_to_bring_up_is_nothing(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/session", "Thursdays 17:00")
    await does(town, alice, "/session", "[Add a question]", "idk")
    await does(town, alice, "/session")
    assert "idk" not in alice.last.words


@pytest.mark.parametrize("typed", ["idk", "whatever", "not sure"])
async def test_who_cannot_say_where_they_are_is_taken_nowhere(town: Town, typed: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", "[Yes, let's begin]", typed)
    assert "What time in the evening" in alice.last.words


@pytest.mark.parametrize("typed", ["yes lets begin", "Yes let's begin", "yes"])
async def test_yes_needs_no_comma(town: Town, typed: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", typed)
    assert "Which city" in alice.last.words


@pytest.mark.parametrize("typed", ["no thanks", "No thanks.", "no, thanks"])
async def test_neither_does_no(town: Town, typed: str) -> None:
    alice = town.person()
    await does(town, alice, "/start", typed)
    assert "Nothing was stored" in alice.last.words


async def test_yes_to_a_question_about_a_session_is_its_yes(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/session", "Thursdays 17:00")
    await does(town, alice, "my therapist cancelled", "no")
    assert await written(town) == []
    await does(town, alice, "my therapist cancelled", "yes")
    assert await written(town) == []
    assert alice.last.words.startswith("Skipped: Thu 26 Nov.")


async def test_whoever_says_sorry_for_a_silence_is_told_there_is_no_need(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "sorry i havent been here")
    assert await written(town) == []
    assert alice.last.words in {line.message for line in SORRY}


@pytest.mark.parametrize(
    "words",
    [
        "sorry been shit. bad week",
        "sorry been quiet",
        "sorry for not writing, it was all too much",
        "hey sorry ive been away for a while but im back",
    ],
)
async def test_whoever_comes_back_with_a_sorry_and_more_is_welcome_and_it_is_kept(
    town: Town, alice: TelegramUser, words: str
) -> None:
    await town.at_local("2026-11-30", "12:00")
    await does(town, alice, words)
    assert alice.last.words.splitlines()[0] in {line.message for line in GOOD_TO_HEAR}
    assert await written(town) == [words]


async def test_a_sorry_to_somebody_else_is_none_of_it(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "sorry i havent been here for my kids")
    assert await written(town) == ["sorry i havent been here for my kids"]
    assert alice.last.words.splitlines()[0] not in {line.message for line in GOOD_TO_HEAR}
