"""A journal in which every word can be found and read, however long the note or far the day."""

from datetime import UTC, date, datetime

import pytest

from bot.features.journal.excerpts import excerpt, parts, place_of
from bot.outgoing import units
from bot.playground.people import TelegramUser
from storage import answers, notes, wins
from storage.notes import Note
from storage.transaction import Tx
from storage.wins import Win
from tests.support.town import ALICE, Town, does

LONG = " ".join(f"w{number}" for number in range(700))
LONGEST = ("A line of a long day.\n" * 190)[:4090] + "END."


def said_since(alice: TelegramUser, begin: str) -> list[str]:
    """What the bot said from the last message on that begins so."""
    said = [message.words for message in alice.heard]
    at = max(n for n, words in enumerate(said) if words.startswith(begin))
    return said[at:]


# Whole


async def test_a_long_note_can_be_read_whole(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, LONG, "/journal")
    assert "w699" not in alice.last.words
    assert "Read all of it" in alice.buttons()
    await does(town, alice, "[Read all of it]")
    assert alice.last.words == f"Tue 24 Nov\n{LONG}"


async def test_a_note_longer_than_a_message_is_read_in_two(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, LONGEST, "/journal", "[Read all of it]")
    told = [message.words for message in alice.heard][-2:]
    heads, bodies = zip(*(words.split("\n", 1) for words in told), strict=True)
    assert heads == ("Tue 24 Nov · part 1 of 2", "Tue 24 Nov · part 2 of 2")
    assert "\n".join(bodies) == LONGEST
    assert all(units(words) <= 4096 for words in told)


async def test_a_note_of_many_pictures_fits_into_messages_as_telegram_counts(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "🌧" * 1_500 + "☀", "🌧" * 500, "/journal")
    assert alice.last.words.count("🌧") < 1_000
    label = "Read all of Tue 24 Nov, 17:00"
    assert alice.buttons()[:2] == [label, f"{label} (2)"]
    first = alice.last.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    alice.taps(first, alice.last.message["message_id"])
    await town.settle()
    assert "☀" in alice.last.words or any("☀" in m.words for m in alice.heard)
    assert all(units(message.words) <= 4096 for message in alice.heard)


async def test_the_button_of_a_note_that_was_taken_back_says_so(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, LONG, "/journal")
    page = alice.last
    data = page.message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await does(town, alice, "/undo")
    alice.taps(data, page.message["message_id"])
    await town.settle()
    assert "w699" not in alice.last.words


async def test_short_notes_have_no_such_button(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A walk.", "/journal")
    assert not any(label.startswith("Read") for label in alice.buttons())


async def test_the_note_of_a_day_stands_there_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "[Add a note]", LONG)
    await does(town, alice, "/journal 2026-11-24")
    assert alice.last.words.count("w0 ") == 1
    assert "Mood 6 of 10" in alice.last.words
    await does(town, alice, "[Read all of it]")
    assert alice.last.words.endswith("w699")


# The place where it was found


async def test_a_found_note_shows_where_it_was_found(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, LONG, "/journal w650")
    assert "w650" in alice.last.words.splitlines()[-1]
    assert "w0 " not in alice.last.words
    assert "…w" in alice.last.words
    await does(town, alice, "/journal W650")
    assert "w650" in alice.last.words.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "sought", "seen"),
    [
        ("a " * 900 + "Straße " + "b " * 900, "STRASSE", "Straße"),
        ("ß" * 900 + " Néa " + "b " * 900, "néa", "Néa"),
        ("İ" * 900 + " walk " + "b " * 900, "walk", "walk"),
        ("👩‍👩‍👧" * 300 + "walk" + "👩‍👩‍👧" * 300, "walk", "walk"),
        ("x" * 2000 + "END", "end", "END"),
        ("walk " + "b " * 900, "walk", "walk"),
    ],
)
def test_what_is_sought_is_always_seen(words: str, sought: str, seen: str) -> None:
    for most in (300, 600):
        shown = excerpt(words, most, sought)
        assert seen in shown
        assert units(shown) <= most
        assert shown.strip("…") in words
        assert shown.startswith("…") is not words.startswith(shown.strip("…"))


def test_a_place_is_one_of_the_words_as_they_were_written() -> None:
    assert place_of("Straße und Wald", "wald") == 11
    assert place_of("Wald", "zebra") == 0


def test_parts_hold_every_sign() -> None:
    for words in (LONGEST, "x" * 5_000, "🌧" * 5_000, "word " * 2_000, ""):
        found = parts(words, 1_000)
        assert "".join(found) == words
        assert all(units(part) <= 1_000 for part in found)


# Dates


def of_long_ago(tx: Tx) -> None:
    for day, words in ((date(2025, 2, 1), "Snow at last."), (date(2026, 4, 3), "First swim.")):
        at = datetime(day.year, day.month, day.day, 19, tzinfo=UTC)
        notes.add(tx, ALICE, Note(tx.new_id(), at, day, words))
    told = "On 2025-02-02 and 03/04/2025 I was ill, said the letter of february 2024."
    notes.add(tx, ALICE, Note(tx.new_id(), tx.now, date(2026, 11, 20), told))
    answers.keep(tx, ALICE, date(2025, 3, 1), "mood", 6, tx.now)
    wins.add(tx, ALICE, Win(tx.new_id(), date(2025, 3, 2), "Went out", at=tx.now))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2025-02-02", "Nothing was written on Sun 2 Feb 2025."),
        ("2 feb 2025", "Nothing was written on Sun 2 Feb 2025."),
        ("february 2024", "Nothing was written from Thu 1 Feb 2024 to Thu 29 Feb 2024."),
        (
            "03/04/2025",
            "“03/04/2025” could be Tue 4 Mar 2025 or Thu 3 Apr 2025. Which one do you mean?",
        ),
        ("2027-01-01", "Fri 1 Jan 2027 hasn't come yet."),
        ("05/06/2027", "“05/06/2027” could be Thu 6 May 2027 or Sat 5 Jun 2027, and neither"),
        ("march 2027", "Mon 1 Mar 2027 – Wed 31 Mar 2027 hasn't come yet."),
        ("2025-02-30", "There's no such day as “2025-02-30”."),
        ("1024-02-02", "Nothing was written on"),
    ],
)
async def test_a_date_is_never_sought_as_a_word(
    town: Town, alice: TelegramUser, typed: str, said: str
) -> None:
    await town.app.store.write(of_long_ago)
    await does(town, alice, f"/journal {typed}")
    assert alice.last.words.startswith(said)
    assert "I was ill" not in alice.last.words


async def test_the_day_that_was_meant_is_a_press_away(town: Town, alice: TelegramUser) -> None:
    await town.app.store.write(of_long_ago)
    await does(town, alice, "/journal 03/04", "[Fri 3 Apr]")
    assert alice.last.words == "What you wrote, Fri 3 Apr\n\nFri 3 Apr\nFirst swim."


async def test_words_of_another_year_carry_their_year(town: Town, alice: TelegramUser) -> None:
    await town.app.store.write(of_long_ago)
    for typed in ("2025-02-01", "february 2025", "1 feb 2025", "snow"):
        await does(town, alice, f"/journal {typed}")
        assert "Sat 1 Feb 2025\nSnow at last." in alice.last.words, typed


async def test_what_was_told_on_a_day_without_words_is_there(
    town: Town, alice: TelegramUser
) -> None:
    await town.app.store.write(of_long_ago)
    await does(town, alice, "/journal 2025-03-01")
    assert "Mood 6 of 10" in alice.last.words


async def test_a_word_that_names_days_is_sought_where_nothing_was_written_then(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "The march was long, the 10.5 mg helped.")
    await does(town, alice, "/journal march")
    assert alice.last.words.startswith(
        "Nothing was written from Sun 1 Mar to Tue 31 Mar.\nWhat you wrote with “march” in it\n"
    )
    assert "The march was long" in alice.last.words
    await does(town, alice, "/journal 10.5")
    assert "the 10.5 mg helped" in alice.last.words
    await does(town, alice, "/journal friday")
    assert alice.last.words == "Nothing was written on Fri 20 Nov."


async def test_wherever_a_day_is_asked_for_both_readings_are_said(
    town: Town, alice: TelegramUser
) -> None:
    for command in ("/day", "/week", "/month"):
        await does(town, alice, f"{command} 03/04/2026")
        assert "could be Wed 4 Mar or Fri 3 Apr" in alice.last.words, command
        await does(town, alice, f"{command} 2027-01-05")
        assert alice.last.words == "Tue 5 Jan 2027 hasn't come yet.", command
        await does(town, alice, f"{command} someday")
        assert "I couldn't read that as today or an earlier day." in alice.last.words, command


async def test_two_long_notes_are_told_apart_by_their_days(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, LONG)
    await town.later(days=1)
    await does(town, alice, LONG.upper(), "/journal")
    assert alice.buttons()[:2] == ["Read all of Tue 24 Nov", "Read all of Wed 25 Nov"]
    await does(town, alice, "[Read all of Wed 25 Nov]")
    assert alice.last.words == f"Wed 25 Nov\n{LONG.upper()}"
