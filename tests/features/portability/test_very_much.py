"""Whatever /export writes, /import takes: a very full day, and more than one file can hold."""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest

from bot.features.portability import bounds, export_parts
from bot.features.portability.belongings import Packed
from bot.features.portability.bounds import MOST_BYTES
from bot.features.portability.export_parts import ExportPart
from bot.features.portability.import_read import read
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from storage import answers, check_ins, entries, goals, notes, trackers, wins
from storage.entries import Entry
from storage.goals import MOST_GOALS, Goal
from storage.notes import Note
from storage.trackers import MOST_TRACKERS, Tracker
from storage.transaction import Tx
from storage.wins import Win
from tests.features.portability.test_import import exported, press, send, without
from tests.support.entry_kinds import ENTRY_KINDS
from tests.support.town import ALICE, Town, does, settled_in

FULL = 2_000
TABLE, COMPLETE = ".csv", ".json"


def files(town: Town, alice: TelegramUser, ending: str) -> dict[str, bytes]:
    """The files of the last export by their names."""
    begun = max(n for n, m in enumerate(alice.heard) if "Here's everything" in m.words)
    sent = [m.message["document"] for m in alice.heard[begun:] if "document" in m.message]
    return {
        file["file_name"]: town.playground.world.files[file["file_id"]].data
        for file in sent
        if file["file_name"].endswith(ending)
    }


async def begun_anew(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(days=1)
    await settled_in(town, alice)


def put_together(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """What all parts hold, in the order of one file."""
    whole = without(parts[0])
    for name in ("check_ins", "journal", "wins", "scales", "entries"):
        every = [one for part in parts for one in part[name]]
        whole[name] = sorted(every, key=lambda one: json.dumps(one, sort_keys=True))
    return whole


def of_one_day(tx: Tx) -> None:
    """A day fuller than any: two thousand of everything that a message can bring."""
    day = tx.now.date()
    for number in range(FULL):
        at = tx.now - timedelta(seconds=number)
        notes.add(tx, ALICE, Note(tx.new_id(), at, day, f"Note {number} of a long day"))
        wins.add(tx, ALICE, Win(tx.new_id(), day, f"Win {number}", at=at))
        moment = {"mood": number % 10 + 1, "words": f"Moment {number}"}
        entries.put(tx, ALICE, Entry(tx.new_id(), "moment", day, at, moment))
        seen = {"text": f"Question {number}", "answered": None}
        entries.put(tx, ALICE, Entry(tx.new_id(), "question", day, at, seen))


async def test_a_day_of_two_thousand_notes_comes_back_whole(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await town.app.store.write(of_one_day)
    await does(town, alice, "/export")
    before = exported(town, alice)
    assert [len(before[name]) for name in ("journal", "wins", "entries")] == [FULL, FULL, 2 * FULL]
    await begun_anew(town, alice)
    await send(town, alice, before)
    await does(town, alice, "[Import it]")
    assert "It's imported." in alice.last.words
    await does(town, alice, "/export")
    assert without(exported(town, alice)) == without(before)


def of_many_years(tx: Tx) -> None:
    """Days with a goal and a question, long notes in Cyrillic, wins, moments, a questionnaire."""
    today, long = tx.now.date(), "Ж" * 400
    goals.put(tx, ALICE, Goal(1, "Walk", "short", 3, (), None, None, "active", today, today))
    content = {"label": "Energy", "kind": "scale", "minimum": 1, "maximum": 10}
    trackers.put(tx, ALICE, Tracker("energy", 1, True, today, content))
    for number in range(60):
        day, at = today - timedelta(days=number), tx.now - timedelta(days=number)
        answers.keep(tx, ALICE, day, "mood", number % 10 + 1, at)
        answers.keep(tx, ALICE, day, "energy", number % 10 + 1, at)
        answers.keep(tx, ALICE, day, "goals", {"1": "done"}, at)
        check_ins.touch(tx, ALICE, day, for_therapy=number % 7 == 0)
        notes.add(tx, ALICE, Note(tx.new_id(), at, day, f"{number} {long}"))
        wins.add(tx, ALICE, Win(tx.new_id(), day, f"Win {number}", at=at))
        given = {"instrument": "WHO-5", "items": [3, 2, None, 4, 1], "score": 50}
        entries.put(tx, ALICE, Entry(tx.new_id(), "scale", day, at, given))
        entries.put(tx, ALICE, Entry(tx.new_id(), "goal level", day, at, {"goal": 1, "level": 1}))


def in_small_files(packed: Packed, kind: str, by_the_way: Collection[str]) -> ExportPart:
    """What the other process does, where a file holds 20 kB."""
    return export_parts.made(packed, kind, by_the_way, 20_000)


@pytest.fixture
async def parted(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> tuple[TelegramUser, list[dict[str, Any]]]:
    """Alice, who told more than one file holds, and the parts of her export."""
    monkeypatch.setattr(export_parts, "made", in_small_files)
    alice = town.person()
    await settled_in(town, alice)
    await town.app.store.write(of_many_years)
    await does(town, alice, "/export")
    return alice, [json.loads(data) for data in files(town, alice, COMPLETE).values()]


async def test_what_is_more_than_one_file_holds_comes_in_parts(
    town: Town, parted: tuple[TelegramUser, list[dict[str, Any]]]
) -> None:
    alice, parts = parted
    assert len(parts) > 3
    names = [*files(town, alice, COMPLETE)]
    assert names[0] == "small-steps-2026-11-24-part-1.json"
    captions = [m.message["caption"] for m in alice.heard if "caption" in m.message]
    assert captions[0].startswith("Part 1. You've told me more than fits in one file")
    assert captions[-1] == f"Part {len(parts)}, the last one."
    assert f"Part {len(parts)}, the last one. To bring everything back" in captions[-2]
    for name, many in (("check_ins", 60), ("journal", 60), ("wins", 60), ("entries", 120)):
        keys = [one.get("id", one["date"]) for part in parts for one in part[name]]
        assert len(keys) == len({*keys}) == many, name
    assert all(part["goals"] == parts[0]["goals"] != [] for part in parts)
    assert len(files(town, alice, TABLE)) == len(parts)


@pytest.mark.parametrize("backwards", [False, True])
async def test_each_part_can_be_brought_back_by_itself_in_any_order(
    town: Town, parted: tuple[TelegramUser, list[dict[str, Any]]], backwards: bool
) -> None:
    alice, parts = parted
    await begun_anew(town, alice)
    for part in parts[::-1] if backwards else parts:
        await send(town, alice, part)
        await does(town, alice, "[Import it]")
        assert "It's imported." in alice.last.words
    for part in parts:
        await send(town, alice, part)
        assert "is already here" in alice.last.words
    await does(town, alice, "/export")
    again = [json.loads(data) for data in files(town, alice, COMPLETE).values()]
    assert put_together(again) == put_together(parts)


async def test_a_part_that_is_made_again_owes_the_next_only_once(
    town: Town, parted: tuple[TelegramUser, list[dict[str, Any]]]
) -> None:
    alice, parts = parted
    town.playground.faults.plan(PlannedFault.answer(502, "Bad Gateway"), "sendDocument")
    await does(town, alice, "/export")
    again = files(town, alice, COMPLETE)
    assert len(again) == len(parts)


async def test_the_largest_of_everything_fits_into_a_part_that_is_taken(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an import lets in is also less than what a file may hold."""
    alice = town.person()
    await settled_in(town, alice)
    wide = "🌱" * 2_600
    day = {
        "date": "2026-11-20",
        "answers": {f"q{number}": wide for number in range(bounds.MOST_QUESTIONS - 20)},
    }
    title = "🌱" * 300
    held = [{"id": number, "title": title} for number in range(1, MOST_GOALS + 1)]
    asked = [
        {"id": f"t{number}", "label": "E", "kind": "yes_no", "more": "🌱" * 1_900}
        for number in range(MOST_TRACKERS)
    ]
    header = {"format": "small-steps", "version": 1}
    chosen = {f"p{number}": "🌱" * 800 for number in range(bounds.MOST_PREFERENCES)}
    for more in (
        {"check_ins": [day], "preferences": chosen}, {"goals": held}, {"trackers": asked},
    ):  # fmt: skip
        await send(town, alice, json.dumps({**header, **more}, ensure_ascii=False).encode())
        await press(town, alice, "[Import it]")
        assert "It's imported." in alice.last.words
    await does(town, alice, "/export")
    for data in files(town, alice, COMPLETE).values():
        assert len(data) < MOST_BYTES
        read(data, town.clock.now(), ENTRY_KINDS)


async def test_what_no_part_can_divide_is_bounded_where_it_is_made(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)

    def full(tx: Tx) -> None:
        today = tx.now.date()
        for number in range(1, MOST_GOALS + 1):
            goal = Goal(number, "Walk", "short", 3, (), None, None, "let_go", today, today)
            goals.put(tx, ALICE, goal)
        for number in range(MOST_TRACKERS):
            content = {"label": "Energy", "kind": "yes_no", "retired": True}
            trackers.put(tx, ALICE, Tracker(f"t{number}", 1, False, today, content))

    await town.app.store.write(full)
    await does(town, alice, "/goals", "[Add a goal]")
    assert f"{MOST_GOALS} goals so far" in alice.last.words
    await does(town, alice, "/trackers", "[Add a question]", "[Make my own]")
    assert "as many questions as I have room for" in alice.last.words


async def test_what_was_told_while_the_clock_ran_ahead_comes_back_too(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    right = town.clock.now()
    await town.until(right + timedelta(days=1_200))
    await does(town, alice, "A note of the future", "/win Flew", "/mood 7", "/checkin", "5")
    await town.until(right)
    await does(town, alice, "/export")
    before = exported(town, alice)
    assert {one["date"][:4] for one in (*before["check_ins"], *before["journal"])} == {"2030"}
    await begun_anew(town, alice)
    await send(town, alice, before)
    await does(town, alice, "[Import it]")
    assert "It's imported." in alice.last.words
    await does(town, alice, "/export")
    after = exported(town, alice)
    for name in ("check_ins", "journal", "wins", "entries"):
        days = [[one["date"] for one in told[name]] for told in (before, after)]
        assert days[0] == days[1] != [], name
    assert [note["text"] for note in after["journal"]] == ["A note of the future"]
