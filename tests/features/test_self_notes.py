from datetime import date

from bot.playground.people import TelegramUser
from storage import entries
from storage import notes as stored_notes
from tests.support.town import ALICE, Town, does


def heard(alice: TelegramUser, words: str) -> int:
    return sum(words in message.words for message in alice.heard)


async def test_it_is_not_asked_of_someone_silent_and_can_be_switched_off(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-27", "21:20")
    assert heard(alice, "What went well this week?") == 0
    await does(town, alice, "/checkin", "6", "7", "4")
    await town.at_local("2026-12-03", "12:00")
    await does(town, alice, "/checkin", "6", "7", "4")
    await town.at_local("2026-12-04", "21:20")
    await does(town, alice, "[Don't ask me this]", "/checkin", "6", "7", "4")
    await town.at_local("2026-12-11", "21:20")
    assert heard(alice, "What went well this week?") == 0


async def test_a_note_to_oneself_comes_back_on_its_day(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/journal", "[Notes to myself]", "[Write one]")
    await does(town, alice, "You were braver than you thought.", "[1 week]")
    assert "I'll show it to you on Tue 1 Dec." in alice.last.words
    await town.at_local("2026-11-30", "08:00")
    assert heard(alice, "You wrote this to yourself") == 0
    await town.at_local("2026-12-01", "08:00")
    assert "You were braver than you thought." in alice.last.words
    assert alice.last.silent


async def test_a_note_for_hard_days_comes_after_one_and_once(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win", "[Notes to myself]", "[Write one]")
    await does(town, alice, "It passed last time, too.", "[On a hard day]")
    await does(town, alice, "/checkin", "5", "7", "4")
    assert heard(alice, "for a day like today") == 0
    await town.at_local("2026-11-25", "19:00")
    await does(town, alice, "/checkin", "2", "4", "2")
    assert "It passed last time, too." in alice.last.words
    await does(town, alice, "/day today")
    assert heard(alice, "for a day like today") == 1


async def test_a_note_to_oneself_can_be_removed(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win", "[Notes to myself]", "[Write one]", "Breathe.")
    await does(town, alice, "[1 week]", "[Notes to myself]", "[Remove 1]")
    assert "Undone: “Breathe.”" in alice.last.words
    kept = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "note to self"))
    assert kept == []


async def test_a_question_to_write_about_becomes_a_note_with_its_question(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/journal", "[A question to write about]")
    first = alice.last.words.splitlines()[0]
    await does(town, alice, "[Another question]")
    second = alice.last.words.splitlines()[0]
    assert first != second
    await does(town, alice, "The walk to the lake.")
    notes = await town.app.store.read(
        lambda tx: stored_notes.between(tx, ALICE, date.min, date.max)
    )
    assert [note.text for note in notes] == [f"{second}\nThe walk to the lake."]
    mine = next(m for m in alice.messages if m.words == "The walk to the lake.")
    alice.edits(mine, "The walk around the lake.")
    await town.settle()
    notes = await town.app.store.read(
        lambda tx: stored_notes.between(tx, ALICE, date.min, date.max)
    )
    assert [note.text for note in notes] == [f"{second}\nThe walk around the lake."]


async def test_questions_to_write_about_can_be_switched_off(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/journal", "[A question to write about]", "[Not for me]", "/cancel")
    await does(town, alice, "/journal")
    assert "A question to write about" not in alice.buttons()


async def test_the_journal_can_be_read_by_date(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A quiet evening.")
    await town.at_local("2026-12-01", "12:00")
    await does(town, alice, "Snow at last.", "/journal last week")
    assert "A quiet evening." in alice.last.words
    assert "Snow" not in alice.last.words
    await does(town, alice, "/journal 2026-12-01")
    assert "Snow at last." in alice.last.words
    await does(town, alice, "/journal 2026-11-28")
    assert "Nothing was written on Sat 28 Nov." in alice.last.words


async def test_what_is_marked_for_therapy_is_one_list(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Ask about the dose.", "[For therapy]", "/journal", "[For therapy]")
    assert "Ask about the dose." in alice.last.words
    await does(town, alice, "[Clear the list]", "/journal", "[For therapy]")
    assert "Nothing is on the list yet." in alice.last.words


async def test_the_timeline_is_a_picture_with_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "6", "7", "4", "/win first swim", "[A milestone]")
    await does(town, alice, "/timeline")
    assert alice.last.message.get("photo")
    caption = alice.last.message["caption"]
    assert "1 milestone" in caption
    assert "first swim" in caption
    assert "Mood: 6 of 10." in caption
    await does(town, alice, "[A year]")
    assert "Your timeline so far, from 24 Nov" in alice.last.message["caption"]
    assert "◀ Earlier" not in alice.buttons()


async def test_a_questionnaire_answered_once_stands_there_with_its_day(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/scales PHQ-2", "[Start]", "1", "2", "/timeline")
    assert "PHQ-2: 3 on Tue 24 Nov." in alice.last.message["caption"]
