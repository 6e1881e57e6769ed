"""How long a night was, in everyday words: read roughly, shown, and put right with a tap."""

from datetime import UTC, datetime

import pytest

from bot.features.check_in.night_doubts import NightDoubts
from bot.playground.people import TelegramUser
from storage import conversations
from storage.conversations import Conversation
from storage.store import Tx
from tests.features.check_in.test_evenings import told
from tests.support.town import ALICE, Town, does

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)


async def test_about_four_maybe_five_hours_is_the_middle_and_either_is_a_tap_away(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[5]", "bout 4 hrs maybe 5")
    assert (await told(town))["sleep"] == {"hours": 4.5, "bed": None, "wake": None}
    assert "Slept 4 h 30" in alice.last.words
    assert {"It was 4 h", "It was 5 h"} <= set(alice.buttons())
    await does(town, alice, "[It was 4 h]")
    assert (await told(town))["sleep"]["hours"] == 4
    assert {"It was 4 h 30", "It was 5 h"} <= set(alice.buttons())
    await does(town, alice, "[2]", "[It was 5 h]")
    assert "Slept 5 h\n" in alice.last.words
    assert (await told(town))["sleep"]["hours"] == 5


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("like 4 or 5 hours", "Slept 4 h 30"),
        ("4-5h", "Slept 4 h 30"),
        ("4ish", "Slept 4 h\n"),
        ("maybe 5", "Slept 5 h\n"),
        ("around six and a half hrs i think", "Slept 6 h 30"),
        ("5 to 6 hours, nap 1h", "Slept 5 h 30; nap: 1 h"),
    ],
)
async def test_a_length_is_understood_as_people_say_it(
    town: Town, alice: TelegramUser, said: str, shown: str
) -> None:
    await does(town, alice, "/checkin", "[5]", said)
    assert shown in alice.last.words
    assert "How well did you sleep?" in alice.last.words


async def test_a_nap_stays_when_the_night_beside_it_is_put_right(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[5]", "5 to 6 hours, nap 1h", "[It was 6 h]")
    assert "Slept 6 h; nap: 1 h" in alice.last.words


async def test_someone_who_hardly_slept_finds_their_words_kept_and_a_button_for_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[5]", "hardly slept")
    assert "“hardly slept”" in alice.last.words
    assert "hours" in alice.last.words.partition("\n")[0]
    await does(town, alice, "[1]", "[1]")
    assert "Slept 1 h" in alice.last.words
    await does(town, alice, "/journal")
    assert "hardly slept" in alice.last.words


async def test_a_length_pressed_afterwards_leaves_nothing_else_to_choose(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[5]", "4-5h", "[2]", "[Edit]", "[Sleep]", "[3]")
    assert "Slept 3 h" in alice.last.words
    assert not [label for label in alice.buttons() if label.startswith("It was")]


async def test_a_reading_remembered_by_an_earlier_version_can_still_be_taken(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[5]", "7.30")

    def as_before(tx: Tx) -> None:
        newest = conversations.newest(tx, ALICE)
        assert newest is not None
        conversations.save(tx, newest._replace(state={**newest.state, "other_hours": 7.3}))

    await town.app.store.write(as_before)
    await does(town, alice, "[3]", "[It was 7 h 18]")
    assert "Slept 7 h 18" in alice.last.words


def test_what_a_night_left_open_is_read_as_earlier_versions_wrote_it() -> None:
    state = {"focus": "sleep", "half_open": 1, "other_hours": 7.3}
    known = Conversation("a", ALICE, "checkin", None, state, None, NOW)
    doubts = NightDoubts.of(known)
    assert doubts == NightDoubts(half_open=True, other_hours=(7.3,))
    assert NightDoubts.of(doubts.into(known)) == doubts
    assert NightDoubts().into(known).state == {"focus": "sleep"}
