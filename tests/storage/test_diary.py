"""Check-ins, goals, notes and wins."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import check_ins, goals, notes, wins
from storage.notes import Note
from storage.store import Store
from storage.wins import Win
from tests.storage.samples import MONDAY, TUESDAY, WEDNESDAY, walk


async def test_a_check_in_opens_once_and_is_completed(store: Store, alice: int, now):
    opened = now.at
    await store.write(lambda tx: check_ins.touch(tx, alice, MONDAY))
    completed = now.later(minutes=2)
    await store.write(
        lambda tx: check_ins.touch(tx, alice, MONDAY, completed_at=tx.now, for_therapy=True)
    )
    found = await store.read(lambda tx: check_ins.get(tx, alice, MONDAY))
    assert found == check_ins.CheckIn(MONDAY, opened, completed, as_usual=False, for_therapy=True)
    assert await store.read(lambda tx: check_ins.get(tx, alice, TUESDAY)) is None


async def test_check_ins_of_a_span(store: Store, alice: int, bob: int):
    for day in (MONDAY, WEDNESDAY):
        await store.write(lambda tx, day=day: check_ins.touch(tx, alice, day))
    await store.write(lambda tx: check_ins.touch(tx, bob, TUESDAY))
    found = await store.read(lambda tx: check_ins.between(tx, alice, MONDAY, WEDNESDAY))
    assert [check_in.day for check_in in found] == [MONDAY, WEDNESDAY]


async def test_goals_are_numbered_per_person(store: Store, alice: int, bob: int):
    assert await store.write(lambda tx: goals.add(tx, alice, walk())) == 1
    assert await store.write(lambda tx: goals.add(tx, alice, walk())) == 2
    assert await store.write(lambda tx: goals.add(tx, bob, walk())) == 1
    assert await store.read(lambda tx: goals.list_(tx, alice)) == [walk(1), walk(2)]
    assert await store.read(lambda tx: goals.get(tx, bob, 2)) is None


async def test_a_goal_changes_as_of_a_day(store: Store, alice: int):
    await store.write(lambda tx: goals.add(tx, alice, walk()))
    after = walk(1)._replace(status="paused", until=None, days=(), changed=TUESDAY)
    changed = await store.write(
        lambda tx: goals.change(tx, alice, 1, on=TUESDAY, status="paused", until=None, days=())
    )
    assert changed == after
    assert await store.read(lambda tx: goals.get(tx, alice, 1)) == after
    assert await store.write(lambda tx: goals.change(tx, alice, 9, on=TUESDAY)) is None


async def test_a_note_is_kept_changed_and_taken_back(store: Store, alice: int, bob: int, now):
    note = Note("n", now.at, MONDAY, "Rain on the window 🌧", message_id=31)
    await store.write(lambda tx: notes.add(tx, alice, note))
    assert await store.read(lambda tx: notes.by_message(tx, alice, 31)) == note
    assert await store.read(lambda tx: notes.get(tx, bob, "n")) is None
    await store.write(lambda tx: notes.change(tx, alice, "n", text="Sun", for_therapy=True))
    changed = await store.read(lambda tx: notes.get(tx, alice, "n"))
    assert changed == replace(note, text="Sun", for_therapy=True)
    assert await store.read(lambda tx: notes.marked(tx, alice)) == [changed]
    assert await store.read(lambda tx: notes.marked(tx, bob)) == []
    assert await store.write(lambda tx: notes.remove(tx, alice, "n"))
    assert not await store.write(lambda tx: notes.remove(tx, alice, "n"))


async def test_notes_can_be_leafed_through_and_read_by_day(store: Store, alice: int, now):
    for number in range(5):
        note = Note(f"n{number}", now.later(hours=1), MONDAY, f"note {number}")
        await store.write(lambda tx, note=note: notes.add(tx, alice, note))
    newest = await store.read(lambda tx: notes.recent(tx, alice, 2))
    assert [note.id for note in newest] == ["n4", "n3"]
    older = await store.read(lambda tx: notes.recent(tx, alice, 2, before=newest[-1].at))
    assert [note.id for note in older] == ["n2", "n1"]
    monday = await store.read(lambda tx: notes.between(tx, alice, MONDAY, MONDAY))
    assert [note.id for note in monday] == ["n0", "n1", "n2", "n3", "n4"]


async def test_wins_are_kept_and_taken_back(store: Store, alice: int, now):
    first = Win("a", MONDAY, "Got up at seven", at=now.at)
    second = Win("b", TUESDAY, "One year", milestone=True, at=now.at)
    for win in (second, first):
        await store.write(lambda tx, win=win: wins.add(tx, alice, win))
    assert await store.read(lambda tx: wins.between(tx, alice, MONDAY, TUESDAY)) == [first, second]
    assert await store.write(lambda tx: wins.remove(tx, alice, "a"))
    assert await store.read(lambda tx: wins.between(tx, alice, MONDAY, TUESDAY)) == [second]


async def test_nothing_is_kept_for_someone_who_is_nobody_of_ours(store: Store, now):
    note = Note("n", now.at - timedelta(days=1), MONDAY, "words")
    with pytest.raises(Exception, match=r"not in the key store"):
        await store.write(lambda tx: notes.add(tx, 404, note))
