from datetime import date

from bot.playground.people import TelegramUser
from storage import notes as journal
from storage.notes import Note
from tests.support.town import ALICE, Town, does


async def notes(town: Town) -> list[Note]:
    return await town.app.store.read(lambda tx: journal.between(tx, ALICE, date.min, date.max))


async def test_words_outside_a_question_are_kept(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I slept badly, but the walk helped.")
    assert [note.text for note in await notes(town)] == ["I slept badly, but the walk helped."]
    assert alice.buttons() == ["Undo", "For therapy"]


async def test_a_note_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Too much said.", "[Undo]")
    assert await notes(town) == []
    assert "Taken back" in alice.last.words


async def test_a_note_can_be_marked_for_therapy(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Ask about the new dose.", "[For therapy]")
    assert [note.for_therapy for note in await notes(town)] == [True]
    await does(town, alice, "[✓ For therapy]")
    assert [note.for_therapy for note in await notes(town)] == [False]


async def test_editing_the_message_edits_the_note(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A good dya.")
    mine = next(m for m in alice.messages if m.words == "A good dya.")
    alice.edits(mine, "A good day.")
    await town.settle()
    assert [note.text for note in await notes(town)] == ["A good day."]


async def test_editing_the_message_edits_the_note_of_a_day(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "[Add a note]", "The walk hepled.")
    await does(town, alice, "[Add a note]", "Then it rained.")
    mine = next(m for m in alice.messages if m.words == "The walk hepled.")
    for words in ("The walk helped.", "The long walk helped."):
        alice.edits(mine, words)
        await town.settle()
        assert alice.last.words == "I changed the note too."
    await does(town, alice, "/day 2026-11-24")
    assert "“The long walk helped.\nThen it rained.”" in alice.last.words


async def test_the_journal_can_be_searched(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "The walk helped.", "A quiet evening.", "/journal walk")
    assert "The walk helped." in alice.last.words
    assert "quiet" not in alice.last.words
    await does(town, alice, "/journal zebra")
    assert "No note and no win holds “zebra”." in alice.last.words


async def test_a_search_also_finds_wins_moments_and_notes_to_oneself(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win walked to the lake", "/mood 7 a walk in the rain")
    await does(town, alice, "/journal", "[Notes to myself]", "[Write one]", "A walk always helps.")
    await does(town, alice, "[On a hard day]", "/journal walk")
    lines = alice.last.words.splitlines()
    assert lines[0] == "Your words that hold “walk”"
    assert lines[lines.index("Tue 24 Nov · a win") + 1] == "walked to the lake"
    assert "a walk in the rain" in lines
    assert lines[lines.index("Tue 24 Nov · to myself") + 1] == "A walk always helps."


async def test_the_journal_itself_leafs_through_notes_alone(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win walked to the lake", "A quiet evening.", "/journal")
    assert "quiet evening" in alice.last.words
    assert "lake" not in alice.last.words


async def test_what_was_found_can_be_leafed_through_to_its_beginning(
    town: Town, alice: TelegramUser
) -> None:
    for number in range(20):
        await does(town, alice, f"zebra number {number} of many")
    await does(town, alice, "/journal zebra")
    assert "zebra number 19 of" in alice.last.words
    assert "zebra number 11 of" not in alice.last.words
    await does(town, alice, "[◀ Earlier]", "[◀ Earlier]")
    assert "zebra number 0 of" in alice.last.words
    assert "zebra number 4 of" not in alice.last.words
    assert "◀ Earlier" not in alice.buttons()
    await does(town, alice, "[Later ▶]")
    assert "zebra number 4 of" in alice.last.words
    await does(town, alice, "/journal " + "a very long search that no button of ours could carry")
    assert "No note and no win holds" in alice.last.words


async def test_undo_takes_back_the_last_thing_whatever_it_was(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "7")
    await town.later(minutes=1)
    await does(town, alice, "/cancel", "A note of mine.", "/undo")
    assert await notes(town) == []
    await does(town, alice, "/undo")
    assert any("Taken back: Mood 7 of 10" in message.words for message in alice.heard)
    assert "How was today?" in alice.last.words


async def test_undo_knows_which_came_last(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "A note of mine.", "/win called mum", "/undo")
    assert "called mum" in alice.last.words
    assert [note.text for note in await notes(town)] == ["A note of mine."]


async def test_a_forwarded_message_is_a_note_and_never_an_answer(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin")
    alice.forwards("7")
    await town.settle()
    assert [note.text for note in await notes(town)] == ["7"]


async def test_stickers_and_voices_are_not_kept_and_it_is_said(
    town: Town, alice: TelegramUser
) -> None:
    for sends in (alice.sends_sticker, alice.sends_voice, alice.sends_photo, alice.sends_contact):
        sends()
        await town.settle()
        assert "I can only read words and buttons" in alice.last.words
    assert await notes(town) == []


async def test_ten_thousand_characters_lose_nothing_that_can_be_kept(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "long " * 800)
    assert len((await notes(town))[0].text) > 3900


async def test_a_win_is_noted_in_the_own_words(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/win called my sister")
    assert "Noted as a win: “called my sister”." in alice.last.words
    await does(town, alice, "[Undo]")
    assert "Taken back" in alice.last.words


async def test_a_mark_pressed_twice_is_set_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Ask about the new dose.")
    keyboard = alice.last.message["reply_markup"]["inline_keyboard"]
    data = keyboard[0][1]["callback_data"]
    for _ in range(2):
        alice.taps(data, alice.last.message["message_id"])
    await town.settle()
    assert [note.for_therapy for note in await notes(town)] == [True]
