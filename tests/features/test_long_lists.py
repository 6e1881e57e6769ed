"""Screens of somebody who has much, and much to say: nothing is dropped at a message's end."""

from datetime import date, timedelta

import pytest

from bot.outgoing import units
from bot.playground.people import TelegramUser
from conversations.formats.free_text import shortened
from storage import answers, entries, notes, wins
from storage.entries import Entry
from storage.notes import Note
from storage.transaction import Tx
from storage.wins import Win
from tests.support.town import ALICE, Town, does

TODAY = date(2026, 11, 24)
MANY = 150
LONG = "🌧 rain " * 400


def appointments(tx: Tx) -> None:
    for number in range(MANY):
        content = {
            "time": "15:00", "every": 0, "skipped": [], "moved": {}, "state": "on", "ended": None,
        }  # fmt: skip
        on = TODAY + timedelta(days=number + 1)
        entries.put(tx, ALICE, Entry(tx.new_id(), "appointment", on, tx.now, content))


def words(tx: Tx) -> None:
    for number in range(20):
        day, at = TODAY - timedelta(days=number % 3), tx.now - timedelta(minutes=number + 1)
        notes.add(tx, ALICE, Note(tx.new_id(), at, day, f"Note {number} {LONG}", for_therapy=True))
        wins.add(tx, ALICE, Win(tx.new_id(), day, f"Win {number} {LONG}", at=at))
        for kind, content in (
            ("question", {"text": f"Question {number} {LONG}", "answered": None}),
            (
                "note to self",
                {"text": f"Self {number} {LONG[:990]}", "when": "hard", "returned": []},
            ),
            ("session", {"time": "15:00", "take_along": f"Taken {number} {LONG}"}),
        ):
            entries.put(tx, ALICE, Entry(tx.new_id(), kind, day, at, content))
    answers.keep(tx, ALICE, TODAY, "mood", 6, tx.now)
    answers.keep(tx, ALICE, TODAY, "note", LONG, tx.now)


async def test_hundreds_of_appointments_are_read_page_by_page(
    town: Town, alice: TelegramUser
) -> None:
    await town.app.store.write(appointments)
    await does(town, alice, "/session")
    told = alice.last.words
    while "More ▶" in alice.buttons():
        assert "Next session: Wed 25 Nov, 15:00" in alice.last.words
        assert "Change the time" in alice.buttons()
        await does(town, alice, "[More ▶]")
        told += alice.last.words
    assert told.count(", once") == MANY
    assert "Thu 22 Apr 2027, 15:00, once" in told
    await does(town, alice, "[◀ Earlier]")
    assert "More ▶" in alice.buttons()


@pytest.mark.parametrize(
    ("acts", "end"),
    [
        (("/session",), "From your session on"),
        (("/session",), "A win this week: "),
        (("/win",), "What went well?"),
        (("/day today",), "And how about last night's sleep?"),
        (("/journal", "[Notes to myself]"), "10. for a hard day: “"),
    ],
)
async def test_what_stands_last_on_a_screen_is_there_however_long_the_rest(
    town: Town, alice: TelegramUser, acts: tuple[str, ...], end: str
) -> None:
    await town.app.store.write(appointments)
    await town.app.store.write(words)
    await does(town, alice, *acts)
    assert units(alice.last.words) < 4_000
    assert any(line.startswith(end) for line in alice.last.words.splitlines()[-4:])


@pytest.mark.parametrize("said", ["x" * 300, "🌧" * 200, "word " * 100])
async def test_what_is_taken_back_is_cut_with_a_sign_of_it(
    town: Town, alice: TelegramUser, said: str
) -> None:
    await does(town, alice, "/session", "[Add a question]", said, "/undo")
    assert alice.last.words.startswith(f"Undone: “{said[:20]}")
    assert alice.last.words.endswith("…”.")
    assert units(alice.last.words) < 250


def test_words_are_shortened_as_telegram_counts() -> None:
    assert shortened("🌧" * 30, 60) == "🌧" * 30
    assert shortened("🌧" * 31, 60) == "🌧" * 29 + "…"
    assert units(shortened("🌧 rain " * 40, 100)) <= 100
    assert shortened("a" * 60) == "a" * 60
    assert shortened("a" * 61) == "a" * 59 + "…"


def test_words_end_where_a_word_ends_unless_little_would_be_left() -> None:
    assert shortened("I never called her back and I feel so ashamed", 40) == (
        "I never called her back and I feel so…"
    )
    assert shortened("one two, three", 10) == "one two…"
    assert shortened("see https://example.org/a/long/way", 20) == "see https://example…"


# Numbers and years


async def test_nobody_is_told_statistics_for_a_second_number(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "2", "1")
    said = " ".join(message.words for message in alice.heard)
    assert "median" not in said
    assert "Kept: mood 1 of 10" in said


async def test_a_year_of_the_timeline_does_not_read_backwards(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/day 2025-06-01", "5", "7", "3", "/mood 5", "/timeline", "[A year]")
    assert alice.last.words.splitlines()[1] == "Your timeline, 26 Nov 2025 – 24 Nov 2026"
    await town.at_local("2027-02-01", "12:00")
    await does(town, alice, "/timeline 6 months")
    assert alice.last.words.splitlines()[1] == "Your timeline, 4 Aug 2026 – 1 Feb 2027"
