from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from bot.features.journal import reader
from bot.playground.people import TelegramUser
from storage import answers, entries, wins
from storage import notes as stored_notes
from storage.entries import Entry
from storage.notes import Note
from storage.sealed import PersonKey
from storage.transaction import Tx
from storage.wins import Win
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does


async def notes(town: Town) -> list[Note]:
    return await town.app.store.read(
        lambda tx: stored_notes.between(tx, ALICE, date.min, date.max)
    )


async def test_words_outside_a_question_are_kept(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "I slept badly, but the walk helped.")
    assert [note.text for note in await notes(town)] == ["I slept badly, but the walk helped."]
    assert alice.buttons() == ["Undo", "For therapy"]


async def test_a_note_can_be_taken_back(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Too much said.", "[Undo]")
    assert await notes(town) == []
    assert "Undone" in alice.last.words


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
    assert "I found no note or win with “zebra” in it." in alice.last.words


async def test_a_search_also_finds_wins_moments_and_notes_to_oneself(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/win walked to the lake", "/mood 7 a walk in the rain")
    await does(town, alice, "/journal", "[Notes to myself]", "[Write one]", "A walk always helps.")
    await does(town, alice, "[On a hard day]", "/journal walk")
    lines = alice.last.words.splitlines()
    assert lines[0] == "What you wrote with “walk” in it"
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
    assert "I found no note or win with" in alice.last.words


async def test_undo_takes_back_the_last_thing_whatever_it_was(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "7")
    await town.later(minutes=1)
    await does(town, alice, "/cancel", "A note of mine.", "/undo")
    assert await notes(town) == []
    await does(town, alice, "/undo", "[Undo it]")
    assert any("Undone: Mood 7 of 10" in message.words for message in alice.heard)
    assert QUESTION in alice.last.words


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


async def test_stickers_and_contacts_are_not_kept_and_each_gets_a_kind_sentence(
    town: Town, alice: TelegramUser
) -> None:
    said = set()
    for sends in (alice.sends_sticker, alice.sends_sticker, alice.sends_contact):
        sends()
        await town.settle()
        said.add(alice.last.words)
    assert len(said) == 3
    assert "I don't keep contacts that you share here." in alice.last.words
    assert await notes(town) == []


async def test_ten_thousand_characters_lose_nothing_that_can_be_kept(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "long " * 800)
    assert len((await notes(town))[0].text) > 3900


async def test_a_mark_pressed_twice_is_set_once(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "Ask about the new dose.")
    keyboard = alice.last.message["reply_markup"]["inline_keyboard"]
    data = keyboard[0][1]["callback_data"]
    for _ in range(2):
        alice.taps(data, alice.last.message["message_id"])
    await town.settle()
    assert [note.for_therapy for note in await notes(town)] == [True]


# Only as much is read as is shown


def of_days(many: int, tx: Tx) -> None:
    """Every day a note, a win, a moment, and answers with a note of the day."""
    for number in range(many):
        day, at = tx.now.date() - timedelta(days=number), tx.now - timedelta(days=number, hours=1)
        stored_notes.add(tx, ALICE, Note(tx.new_id(), at, day, f"Note {number}"))
        wins.add(tx, ALICE, Win(tx.new_id(), day, f"Win {number}", at=at))
        content = {"mood": 5, "words": f"Moment {number}"}
        entries.put(tx, ALICE, Entry(tx.new_id(), "moment", day, at, content))
        for step, value in (("mood", 5), ("quality", 3), ("note", f"Day {number}")):
            answers.keep(tx, ALICE, day, step, value, at)


class RowsOpened:
    """Counts the rows that are opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        opened = PersonKey.open

        def counted(*args: Any) -> Any:
            self.count += 1
            return opened(*args)

        monkeypatch.setattr(PersonKey, "open", counted)


async def rows_opened_by(
    town: Town, alice: TelegramUser, act: str, monkeypatch: pytest.MonkeyPatch
) -> int:
    with monkeypatch.context() as patch:
        opened = RowsOpened(patch)
        await does(town, alice, act)
        return opened.count


@pytest.mark.parametrize(
    "acts",
    [
        ("/journal", "[◀ Earlier]", "[Later ▶]"),
        ("/journal note", "[◀ Earlier]", "[Later ▶]"),
        ("/journal november", "[◀ Earlier]", "[Later ▶]"),
        ("/undo", "/undo"),
    ],
    ids=["the latest", "a word", "a month", "undo"],
)
async def test_a_long_diary_opens_as_fast_as_a_short_one(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch, acts: tuple[str, ...]
) -> None:
    counts = []
    for days in (360, 16 * 100):
        await town.app.store.write(partial(of_days, days))
        await does(town, alice, "/help")
        counts.append([await rows_opened_by(town, alice, act, monkeypatch) for act in acts])
    short, long = counts
    assert all(few > 0 for few in short)
    # The days that the two have in common hold twice as much now.
    assert [many for few, many in zip(short, long, strict=True) if many > 4 * few + 40] == []
    assert max(long) < 1_000


async def test_every_page_is_told_once_in_both_directions(town: Town, alice: TelegramUser) -> None:
    await town.app.store.write(partial(of_days, 40))
    await does(town, alice, "/journal")
    back = [alice.last.words]
    while "◀ Earlier" in alice.buttons():
        await does(town, alice, "[◀ Earlier]")
        back.append(alice.last.words)
    told = [line for page in back for line in page.splitlines() if "Nov" not in line]
    for number in range(40):
        for words in (f"Note {number}", f"Moment {number}", f"Day {number}"):
            assert told.count(words) == 1, words
    forth = [alice.last.words]
    while "Later ▶" in alice.buttons():
        await does(town, alice, "[Later ▶]")
        forth.append(alice.last.words)
    assert forth[-1] == back[0]
    assert len(forth) == len(back)


async def test_a_word_long_ago_is_sought_further_when_it_is_asked_for(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_READ", 50)
    await town.app.store.write(partial(of_days, 200))
    await does(town, alice, "/journal Note 190")
    for _ in range(60):
        if "Look further back" not in alice.buttons():
            break
        assert "There are older notes too." in alice.last.words
        await does(town, alice, "[Look further back]")
    assert "Note 190" in alice.last.words.splitlines()


async def test_an_answer_about_a_day_long_past_is_taken_back_if_it_was_the_last(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "/cancel", "/day 2026-05-20", "3")
    await does(town, alice, "/undo")
    left = await town.app.store.read(lambda tx: answers.between(tx, ALICE, date.min, date.max))
    assert [(answer.day.month, answer.step) for answer in left] == [(11, "mood")]
