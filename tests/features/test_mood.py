"""Several moments a day, and the words for what was and what helped."""

import json

import pytest

from bot.playground.people import TelegramUser
from conversations.feelings.lines import LINES
from storage import answers, entries
from tests.features.check_in.test_evenings import TODAY, told
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does


async def moods(town: Town) -> list[object]:
    found = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "moment"))
    return [entry.content["mood"] for entry in found]


async def test_a_number_outside_any_question_is_a_moment(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "6")
    assert "Kept: mood 6 of 10 at 17:00." in alice.last.words
    assert await moods(town) == [6]
    assert await told(town) == {}


@pytest.mark.parametrize("typed", ["-33", "42", "1999", "seven dwarfs", "6 after lunch"])
async def test_what_is_no_bare_number_from_1_to_10_is_a_note(
    town: Town, alice: TelegramUser, typed: str
) -> None:
    await does(town, alice, typed)
    assert "in your journal" in alice.last.words
    assert await moods(town) == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("0", ["It was 1"]), ("11", ["It was 10"]), ("7.5", ["It was 7", "It was 8"]),
     ("7½", ["It was 7", "It was 8"]), ("10,5", ["It was 10"]), ("-3", []), ("15", [])],
)  # fmt: skip
async def test_a_number_beside_the_scale_is_a_note_and_is_asked_about(
    town: Town, alice: TelegramUser, typed: str, offered: list[str]
) -> None:
    await does(town, alice, typed)
    assert "The mood scale goes from 1 to 10" in alice.last.words
    assert alice.buttons() == [*offered, "Undo", "For therapy"]
    assert await moods(town) == []
    await does(town, alice, "/journal")
    assert typed in alice.last.words


async def test_what_was_meant_becomes_a_moment_and_keeps_what_was_typed(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "7.5", "[It was 8]")
    assert "Kept: mood 8 of 10 at 17:00." in alice.last.words
    assert "“7.5”" in alice.last.words
    assert await moods(town) == [8]
    alice.taps(f"1a|moment.meant|{'0' * 10}|8", alice.last.message["message_id"])
    await town.settle()
    assert await moods(town) == [8]


async def test_a_number_in_a_question_answers_the_question(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6")
    assert await moods(town) == []
    assert (await told(town))["mood"] == 6


async def test_mood_asks_or_takes_what_is_said_with_it(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/mood", "[4]", "/mood 8 after lunch")
    assert "“after lunch”" in alice.last.words
    assert await moods(town) == [4, 8]
    await does(town, alice, "/mood fine")
    assert "/mood 6 after lunch" in alice.last.words


async def test_moments_are_summed_up_and_the_evening_is_still_asked(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "4", "7", "8")
    await town.at_local(TODAY, "21:00")
    assert "3 moments of the day: from 4 to 8, with 7 in the middle" in alice.last.words
    assert QUESTION in alice.last.words
    await does(town, alice, "[6]", "[7]", "[3]")
    assert "Mood 6 of 10" in alice.last.words
    assert "3 moments of the day: from 4 to 8, with 7 in the middle" in alice.last.words


async def test_two_moments_are_said_as_they_were_told(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "3", "4")
    await town.at_local(TODAY, "21:00")
    assert alice.last.words.startswith("Two moments of the day: 3 and 4 of 10")


async def test_a_moment_is_taken_back_by_its_button_or_by_undo(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "4", "[Undo]")
    assert await moods(town) == []
    await does(town, alice, "5", "/undo")
    assert await moods(town) == []
    assert "Undone" in alice.last.words


async def test_without_an_evening_the_middle_of_the_moments_stands_for_the_day_and_says_so(
    town: Town, alice: TelegramUser
) -> None:
    from bot.core.turn import Turn
    from bot.features.history import record
    from storage import people

    await does(town, alice, "3", "5", "9", "/day 2026-11-23", "[6]", "[7]", "[3]")

    def days(tx):
        turn = Turn(tx, town.app.deps, ALICE, ALICE, "en", people.get(tx, ALICE))
        return record.between(turn, turn.yesterday, turn.today).days

    yesterday, today = await town.app.store.read(days)
    assert (yesterday.mood, yesterday.of_moments) == (6, False)
    assert (today.mood, today.of_moments) == (5, True)
    await does(town, alice, "/checkin", "[7]")
    _, today = await town.app.store.read(days)
    assert (today.mood, today.of_moments) == (7, False)


HELPED = ("/trackers", "[Sleep, what happened, what helped]", "[What helped: off]")


async def test_words_grow_out_of_what_is_typed(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *HELPED, "/checkin", "[7]", "[8]", "[4]")
    assert "Did anything help today?" in alice.last.words
    await does(town, alice, "[walk]", "feeding the ducks")
    assert {"✓ walk", "✓ feeding the ducks"} <= set(alice.buttons())
    await does(town, alice, "[✓ walk]", "[Save]")
    assert (await told(town))["helped"] == ["feeding the ducks"]
    assert "Helped: feeding the ducks" in alice.last.words
    await does(town, alice, "/day 2026-11-23", "[7]", "[8]", "[4]")
    assert "feeding the ducks" in alice.buttons()


async def test_nothing_ticked_is_an_answer_and_skipping_is_another(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *HELPED, "/checkin", "[7]", "[8]", "[4]", "[Save]")
    assert (await told(town))["helped"] == []
    await does(town, alice, "/day 2026-11-23", "[7]", "[8]", "[4]", "[Skip]")
    assert (await told(town, "2026-11-23"))["helped"] is None


async def test_on_a_hard_day_the_own_words_of_hard_days_before_come_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *HELPED)
    days = (("20", "2", "ducks, tea"), ("21", "3", "ducks"), ("22", "8", "a party"))
    for day, mood, words in days:
        await does(town, alice, f"/day 2026-11-{day}", mood, "7", "3", words, "[Save]")
    await does(town, alice, "/checkin", "[8]", "[7]", "[3]", "[Save]")
    assert "hard days before" not in alice.last.words
    await does(town, alice, "/day 2026-11-23", "[2]", "[7]", "[3]", "[Save]")
    words = alice.last.words
    assert "On 2 hard days before, you noted what helped: ducks (2 days), tea (1 day)." in words
    assert "party" not in words
    assert "because" not in words


async def test_in_a_low_moment_they_come_back_at_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *HELPED, "/day 2026-11-20", "2", "7", "3", "ducks", "[Save]", "4")
    assert "hard day before" not in alice.last.words
    await does(town, alice, "3")
    assert "On 1 hard day before, you noted what helped: ducks (1 day)." in alice.last.words
    await does(town, alice, "/mood", "[1]")
    kept = next(m for m in reversed(alice.heard) if "Kept: mood 1 of 10" in m.words)
    assert "you noted what helped: ducks (1 day)." in kept.words


async def test_what_was_put_away_is_not_brought_up_on_a_hard_day(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *HELPED, "/day 2026-11-20", "2", "7", "3", "wine, ducks", "[Save]")
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Words for what helped]",
        "[wine]",
        "[Stop offering it]",
    )
    await does(town, alice, "/checkin", "[2]", "[7]", "[3]", "[Save]")
    assert "you noted what helped: ducks (1 day)." in alice.last.words
    assert "wine" not in alice.last.words
    # What stands on a day of its own is not changed by it.
    assert (await told(town, "2026-11-20"))["helped"] == ["wine", "ducks"]


async def test_a_word_can_be_said_differently_on_all_days_or_be_put_away(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *HELPED, "/checkin", "[7]", "[8]", "[4]", "ducks", "[Save]")
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Words for what helped]",
        "[ducks]",
        "[Change it]",
        "swans",
    )
    assert (await told(town))["helped"] == ["swans"]
    await does(
        town,
        alice,
        "/trackers",
        "[Sleep, what happened, what helped]",
        "[Words for what helped]",
        "[swans]",
        "[Stop offering it]",
    )
    await does(town, alice, "/day 2026-11-23", "[7]", "[8]", "[4]")
    assert "swans" not in alice.buttons()
    assert (await told(town))["helped"] == ["swans"]


async def test_words_and_moments_are_sealed_on_disk(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *HELPED, "/mood 5 zanzibar", "/checkin", "[7]", "[8]", "[4]")
    await does(town, alice, "zanzibar", "[Save]")
    assert b"zanzibar" not in town.on_disk()
    rows = await town.app.store.read(lambda tx: answers.of_day(tx, ALICE, _today()))
    assert "zanzibar" in json.dumps(rows["helped"].value)


def _today():
    from datetime import date

    return date.fromisoformat(TODAY)


@pytest.mark.parametrize(
    ("typed", "group"), [("/mood 2", "low"), ("2", "low"), ("3", "low"), ("/mood 1", "heavy")]
)
async def test_a_low_number_is_met_as_the_words_for_it_are(
    town: Town, alice: TelegramUser, typed: str, group: str
) -> None:
    await does(town, alice, typed)
    kept = next(m for m in reversed(alice.heard) if m.words.startswith("Kept: mood"))
    assert kept.words.splitlines()[1] in {line.message for line in LINES[group]}


async def test_low_twice_is_met_in_other_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "2")
    first = alice.last.words.splitlines()[1]
    await does(town, alice, "2")
    assert alice.last.words.splitlines()[1] != first


@pytest.mark.parametrize("typed", ["4", "/mood 8"])
async def test_any_other_number_is_only_kept(town: Town, alice: TelegramUser, typed: str) -> None:
    await does(town, alice, typed)
    assert len(alice.last.words.splitlines()) == 1
