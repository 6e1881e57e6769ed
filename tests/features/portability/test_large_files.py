"""Large files keep nobody waiting, are taken in whole or not at all, and know their bounds."""

import asyncio
import json
import random
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.app import worker_process
from bot.core.turn import Turn
from bot.features.portability import (
    elsewhere,
    export_parts,
    import_fetch,
    import_read,
    import_state,
    imports,
    pages,
)
from bot.features.portability.bounds import MOST_GOALS
from bot.features.portability.elsewhere import Elsewhere
from bot.features.portability.export_parts import ExportPart
from bot.features.portability.import_entries import PartContent
from bot.features.portability.import_goals import numbered
from bot.features.portability.import_read import Unfit, read
from bot.features.portability.import_slices import SLICE, SlicedImport
from bot.features.portability.import_state import SliceOutcome
from bot.features.portability.pages import collect, pack
from bot.features.trackers.factors import WordContent
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.telegram import delivery
from bot.telegram.calls import Call
from bot.telegram.delivery import DeliveryJob
from storage import answers, entries, goals
from storage import notes as stored_notes
from storage.errors import Unavailable
from storage.goals import Goal
from storage.store import Tx
from tests.features.portability.test_export import FITTER
from tests.features.portability.test_import import AT, lived, press, send, without
from tests.features.portability.test_import import export as exported
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.town import AFTERNOON, ALICE, BOB, Town, does, file_worker, settled_in
from tests.support.wires import eventually

HEADER = {"format": "small-steps", "version": 1}
MANY = 2 * SLICE + 200


def file_of(**parts: object) -> dict[str, Any]:
    return {**HEADER, **parts}


def notes(many: int) -> list[dict[str, Any]]:
    return [{"at": AT, "text": f"Note {number}"} for number in range(many)]


def goals_named(name: str, many: int) -> list[dict[str, Any]]:
    return [{"id": number, "title": f"{name} {number}"} for number in range(1, many + 1)]


async def kept(town: Town) -> list[str]:
    found = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 10 * MANY))
    return sorted(note.text for note in found)


# Nobody waits


def held_up(gate: str, *_: object) -> ExportPart:
    """Work in the other process, as a hostile file might, until the gate opens."""
    Path(f"{gate}.begun").touch()
    for _ in range(6_000):
        if Path(gate).exists():
            return ExportPart(b"made at last", None)
        time.sleep(0.01)
    raise RuntimeError


def never_ready(*_: object) -> bytes:
    time.sleep(60)
    return b""


async def test_while_a_file_is_made_everybody_else_is_answered(
    town: Town, alice: TelegramUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob = town.person(BOB, "Bob")
    await settled_in(town, bob)
    gate = tmp_path / "gate"
    monkeypatch.setattr(export_parts, "made", partial(held_up, str(gate)))
    alice.says("/export")
    await eventually(Path(f"{gate}.begun").exists)
    assert "Here's everything" in alice.last.words
    bob.says("A good day")
    await eventually(lambda: "in your journal" in bob.last.words)
    assert "document" not in alice.last.message
    gate.touch()
    await town.settle()
    assert ["document" in message.message for message in alice.heard[-2:]] == [True, True]


async def test_a_file_that_takes_too_long_is_given_up_with_one_sentence(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_worker(), "timeout", 0.2)
    monkeypatch.setattr(export_parts, "made", never_ready)
    await does(town, alice, "/export")
    assert "Please try again later" in alice.last.words
    monkeypatch.setattr(import_fetch, "preview", never_ready)
    await send(town, alice, file_of(journal=notes(1)))
    assert "took too long" in alice.last.words


async def test_few_files_are_in_memory_at_once_however_many_are_sent(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [town.person(100 + number, f"P{number}") for number in range(12)]
    for person in people:
        await settled_in(town, person)
    town.playground.faults.plan(PlannedFault.hang(), "getFile", times=None)
    for person in people:
        person.sends_document("export.json", json.dumps(HEADER).encode(), "application/json")
    await eventually(lambda: len(town.playground.faults.hits) == import_fetch.AT_ONCE)
    # Whoever sends no file is answered, and all the others have come as far as they get.
    bob = town.person(BOB, "Bob")
    bob.says("/help")
    await eventually(lambda: bob.heard)
    assert len(town.playground.faults.hits) == import_fetch.AT_ONCE < len(people)


async def test_few_finished_files_wait_in_memory_however_many_were_asked_for(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [town.person(100 + number, f"P{number}") for number in range(delivery.HELD + 4)]
    for person in people:
        await settled_in(town, person)
    made: list[int] = []
    export = Elsewhere.export

    async def counted(self: Elsewhere, user_id: int, *more: Any) -> ExportPart | None:
        found = await export(self, user_id, *more)
        made.append(user_id)
        return found

    monkeypatch.setattr(Elsewhere, "export", counted)
    town.playground.faults.plan(PlannedFault.hang(), "sendDocument", times=None)
    for person in people:
        person.says("/export")
    await eventually(lambda: len(made) == delivery.HELD)
    bob = town.person(BOB, "Bob")
    bob.says("/help")
    await eventually(lambda: bob.heard)
    assert len(made) == delivery.HELD < len(people)
    await town.app.sender.stop(0.1)  # nobody need wait for what hangs


async def test_what_cannot_be_sent_yet_is_not_kept_in_memory_but_made_anew(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Call | None] = []
    let_go = DeliveryJob.let_go

    def seen(self: DeliveryJob) -> None:
        let_go(self)
        held.append(self.call)

    monkeypatch.setattr(DeliveryJob, "let_go", seen)
    town.playground.faults.plan(PlannedFault.too_many(1), "sendDocument")
    await does(town, alice, "/export")
    assert held == [None]
    assert ["document" in message.message for message in alice.heard[-2:]] == [True, True]


async def test_the_time_of_a_file_counts_from_when_it_is_begun(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await lived(town)
    assert alice.heard
    begun: list[float] = []
    timeout = asyncio.timeout

    def counted(seconds: float) -> asyncio.Timeout:
        begun.append(seconds)
        return timeout(seconds)

    work = Elsewhere(town.app.store, file_worker().run, ENTRY_KINDS)
    async with work._turn:  # somebody's long file
        monkeypatch.setattr(elsewhere.asyncio, "timeout", counted)
        waiting = asyncio.create_task(work.export(ALICE, "json", None))
        for _ in range(20):
            await asyncio.sleep(0)
        assert begun == []
    assert await waiting is not None
    assert begun[0] == elsewhere.LONGEST


def greedy(*_: object) -> int:
    return len(bytes(2 * worker_process.MEMORY))


async def test_work_that_takes_too_much_memory_fails_by_itself(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MemoryError):
        await file_worker().run(greedy)
    assert await file_worker().run(len, "the process lives on") == 20
    monkeypatch.setattr(import_fetch, "preview", greedy)
    await send(town, alice, file_of(journal=notes(1)))
    assert "more than I can keep" in alice.last.words


# Whole, or not at all


class Cut:
    """Ends the taking in before a slice, as a crash would, until it is mended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: int, fault: Exception) -> None:
        self.reached = asyncio.Event()
        self._whole = import_state.keep
        self._place, self._fault = place, fault
        self._patch = monkeypatch
        monkeypatch.setattr(import_state, "keep", self.keep)

    def keep(
        self, turn: Turn, entry: str, sliced: SlicedImport, place: int, *, over: bool
    ) -> SliceOutcome:
        if place == self._place:
            self.reached.set()
            raise self._fault
        return self._whole(turn, entry, sliced, place, over=over)

    def mend(self) -> None:
        self._patch.setattr(import_state, "keep", self._whole)


async def cut_short(town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alice takes a long file in, and the bot is killed in the middle."""
    await send(town, alice, file_of(journal=notes(MANY), goals=goals_named("Walk", 3)))
    cut = Cut(monkeypatch, place=2, fault=Unavailable())
    alice.presses("Import it")
    await asyncio.wait_for(cut.reached.wait(), 60)
    assert 0 < len(await kept(town)) < MANY
    await town.sleep()
    cut.mend()


async def test_a_kill_in_the_middle_loses_nothing_and_doubles_nothing(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await exported(town, alice)
    await cut_short(town, alice, monkeypatch)
    await town.wake()
    await eventually(lambda: "It's imported." in alice.last.words, within=60)
    assert f"{MANY + 3} goals, notes and other things" in alice.last.words
    assert await kept(town) == sorted(note["text"] for note in notes(MANY))
    await press(town, alice, "[Undo the import]")
    assert "is undone" in alice.last.words
    assert without(await exported(town, alice)) == without(before)
    assert await town.app.store.read(lambda tx: entries.every(tx, ALICE)) == []


async def test_what_cannot_go_on_after_a_kill_is_taken_back_whole(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await exported(town, alice)
    await cut_short(town, alice, monkeypatch)
    town.playground.faults.plan(PlannedFault.answer(400, "Bad Request: file is gone"), "getFile")
    await town.wake()
    await eventually(lambda: "put everything back" in alice.last.words, within=60)
    assert without(await exported(town, alice)) == without(before)
    assert await town.app.store.read(lambda tx: entries.every(tx, ALICE)) == []


async def test_a_fault_in_the_middle_leaves_no_half_import(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await exported(town, alice)
    await send(town, alice, file_of(journal=notes(MANY)))
    Cut(monkeypatch, place=1, fault=RuntimeError())
    await does(town, alice, "[Import it]")
    assert "put everything back" in alice.last.words
    assert without(await exported(town, alice)) == without(before)


async def test_an_import_can_be_taken_back_while_it_is_taken_in(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await exported(town, alice)
    await cut_short(town, alice, monkeypatch)
    again = Cut(monkeypatch, place=0, fault=Unavailable())
    await town.wake()
    await asyncio.wait_for(again.reached.wait(), 60)
    alice.says("/undo")
    await town.app.inbox_worker.idle()
    again.mend()
    await eventually(lambda: "is undone" in alice.last.words, within=60)
    assert not any("It's imported." in message.words for message in alice.heard)
    assert without(await exported(town, alice)) == without(before)


async def test_what_is_taken_back_between_two_slices_goes_on_no_further(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await exported(town, alice)
    await send(town, alice, file_of(journal=notes(MANY)))
    keep = import_state.keep

    def kept_until_undone(
        turn: Turn, entry: str, sliced: SlicedImport, place: int, **more: Any
    ) -> SliceOutcome:
        if place == 1:
            imports.undo(turn, entry)
        return keep(turn, entry, sliced, place, **more)

    monkeypatch.setattr(import_state, "keep", kept_until_undone)
    await does(town, alice, "[Import it]")
    town.app.sender.look_again()
    await eventually(lambda: "is undone" in alice.last.words, within=60)
    assert not any("It's imported." in message.words for message in alice.heard)
    assert without(await exported(town, alice)) == without(before)


async def test_no_slice_is_long_and_each_can_be_taken_back(
    town: Town, alice: TelegramUser
) -> None:
    await send(town, alice, file_of(journal=notes(MANY)))
    await does(town, alice, "[Import it]")
    parts = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, PartContent.KIND))
    assert [len(part.content["new"]["notes"]) for part in parts] == [SLICE, SLICE, 200]


def meanwhile(monkeypatch: pytest.MonkeyPatch, tell: Callable[[Tx], object]) -> None:
    """Something is told after the file was read, right before it is taken in."""
    keep, told = import_state.keep, []

    def kept(turn: Turn, *args: Any, **more: Any) -> SliceOutcome:
        if not told:
            told.append(tell(turn.tx))
        return keep(turn, *args, **more)

    monkeypatch.setattr(import_state, "keep", kept)


async def test_a_goal_made_while_a_file_is_read_keeps_its_number(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = {"date": "2026-11-20", "mood": 6, "goals": [{"goal": 1, "status": "done"}]}
    await send(town, alice, file_of(goals=goals_named("Walk", 1), check_ins=[day]))
    meanwhile(monkeypatch, lambda tx: goals.add(tx, ALICE, FITTER))
    await does(town, alice, "[Import it]")
    after = await exported(town, alice)
    named = {goal["id"]: goal["title"] for goal in after["goals"]}
    assert named == {1: "Feel stronger", 2: "Walk 1"}
    assert after["check_ins"][0]["goals"] == [{"goal": 2, "status": "done"}]


async def test_what_is_told_while_a_file_is_read_stays_as_it_was_told(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    friday = date(2026, 11, 20)
    told = [{"date": friday.isoformat(), "mood": 6, "sleep_hours": 7}]
    await send(town, alice, file_of(check_ins=told))
    meanwhile(monkeypatch, lambda tx: answers.keep(tx, ALICE, friday, "mood", 3, tx.now))
    await does(town, alice, "[Import it]")
    [day] = (await exported(town, alice))["check_ins"]
    assert (day["mood"], day["sleep_hours"]) == (3, 7)
    await press(town, alice, "[Undo the import]")
    [day] = (await exported(town, alice))["check_ins"]
    assert (day["mood"], day["sleep_hours"]) == (3, None)


def test_the_same_file_finds_the_same_numbers_for_its_goals_again() -> None:
    def goal(number: int, title: str) -> Goal:
        return Goal(number, title, "short", None, (), None, None, "active", AFTERNOON.date(),
                    AFTERNOON.date())  # fmt: skip

    chance = random.Random(1)  # noqa: S311 - the same goals each time
    for _ in range(2_000):
        known = {n: goal(n, chance.choice("ab")) for n in chance.sample(range(1, 9), 4)}
        wanted = {n: chance.choice("abc") for n in chance.sample(range(1, 9), 5)}
        numbers = numbered(known, wanted)
        assert len(set(numbers.values())) == len(wanted)
        taken_in = {**{n: goal(n, wanted[id]) for id, n in numbers.items()}, **known}
        assert numbered(taken_in, wanted) == numbers


# As much as anybody has


async def test_five_hundred_goals_are_as_many_as_can_be_brought(
    town: Town, alice: TelegramUser
) -> None:
    await send(town, alice, file_of(goals=goals_named("Walk", MOST_GOALS + 1)))
    assert f"more than {MOST_GOALS} under “goals”" in alice.last.words
    await send(town, alice, file_of(goals=goals_named("Walk", MOST_GOALS)))
    await does(town, alice, "[Import it]")
    await send(town, alice, file_of(goals=goals_named("Read", 1)))
    assert f"more than {MOST_GOALS} under “goals”" in alice.last.words
    assert len(await town.app.store.read(lambda tx: goals.list_(tx, ALICE))) == MOST_GOALS


async def test_words_are_bounded_over_all_files_together(town: Town, alice: TelegramUser) -> None:
    def words(name: str, many: int) -> dict[str, Any]:
        return file_of(
            entries=[
                {
                    "kind": "word", "date": "2026-11-20", "at": AT,
                    "content": {"list": "factors", "word": f"{name} {number}"},
                }
                for number in range(many)
            ]
        )  # fmt: skip

    await send(town, alice, words("walk", WordContent.MOST or 0))
    await does(town, alice, "[Import it]")
    await send(town, alice, words("rain", 1))
    assert f"more than {WordContent.MOST} under “word”" in alice.last.words


async def test_only_what_a_file_speaks_of_is_laid_beside_it(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await does(town, alice, "Another day " * 300, "A day like any other")
    whole = await exported(town, alice)
    monkeypatch.setattr(pages, "MOST_BESIDE", 2_000)
    short = {**whole, "journal": [one for one in whole["journal"] if len(one["text"]) < 100]}
    await send(town, alice, short)
    assert "is already here" in alice.last.words
    await send(town, alice, whole)
    assert "more than I can keep" in alice.last.words


def days(*answers: dict[str, int]) -> list[dict[str, Any]]:
    return [{"date": f"2026-11-{day:02}", "answers": told} for day, told in enumerate(answers, 1)]


@pytest.mark.parametrize(
    ("bound", "file"),
    [
        ("MOST_ANSWERS", file_of(check_ins=days({"a": 1, "b": 2}, {"a": 1, "b": 1}))),
        ("MOST_QUESTIONS", file_of(check_ins=days({"a": 1, "b": 2}, {"c": 1, "d": 1}))),
        ("MOST_OBJECTS", file_of(journal=notes(3))),
    ],
)
def test_a_file_is_bounded_in_all_that_grows(
    bound: str, file: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.dumps(file).encode()
    read(data, AFTERNOON, ENTRY_KINDS)
    monkeypatch.setattr(import_read, bound, 3)
    with pytest.raises(Unfit):
        read(data, AFTERNOON, ENTRY_KINDS)


# Page by page


async def test_page_by_page_is_read_what_is_read_at_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await lived(town)
    for number in range(7):
        await does(town, alice, f"Note {number}", f"/win Win {number}")
    whole = await town.app.store.read(lambda tx: collect(tx, ALICE, ENTRY_KINDS))
    for size in (1, 2, 3, 500):
        monkeypatch.setattr(pages, "PAGE", size)
        packed = await pack(town.app.store, ALICE, ENTRY_KINDS, most=10**9)
        assert packed is not None
        assert packed.open() == whole
    assert await pack(town.app.store, BOB, ENTRY_KINDS, most=10**9) is None
