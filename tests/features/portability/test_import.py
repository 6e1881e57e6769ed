"""What /export hands over comes back with /import: whole, once, and for a day reversibly."""

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.features.portability import import_fetch, imports
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from storage import answers, entries, goals, trackers
from storage import notes as stored_notes
from storage.entries import Entry
from storage.errors import Unavailable
from storage.trackers import Tracker
from storage.transaction import Tx
from tests.playground.conftest import eventually
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does, settled_in

AT = "2026-11-20T20:00:00Z"
TODAY = date(2026, 11, 24)
ENERGY = {"label": "Energy", "kind": "scale", "minimum": 1, "maximum": 10}


def exported(town: Town, alice: TelegramUser) -> dict[str, Any]:
    """The JSON that Alice got last."""
    files = [m.message["document"] for m in alice.heard if "document" in m.message]
    wanted = [file for file in files if file["file_name"].endswith(".json")]
    found: dict[str, Any] = json.loads(town.playground.world.files[wanted[-1]["file_id"]].data)
    return found


async def export(town: Town, alice: TelegramUser) -> dict[str, Any]:
    await does(town, alice, "/export")
    return exported(town, alice)


async def send(town: Town, alice: TelegramUser, file: object, name: str = "export.json") -> None:
    data = file if isinstance(file, bytes) else json.dumps(file).encode()
    alice.sends_document(name, data, "application/json")
    await town.settle()


def buttons_under(alice: TelegramUser) -> list[object]:
    """The rows of buttons under the last message."""
    rows: list[object] = alice.last.message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


async def lived(town: Town) -> TelegramUser:
    """Alice, with a goal, days of every sort, notes, wins, and things of every kind."""
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await does(town, alice, "/checkin", "3", "23:10-06:40", "[Skip]", "[◐ Partly]")
    await does(town, alice, "[Add a note]", "Rain, and a good talk", "[For therapy]")
    await does(town, alice, "/day 2026-11-20", "7", "8")
    await does(town, alice, "Called my sister", "[For therapy]", "/win Made pancakes")
    await town.app.store.write(kept_of_every_kind)
    return alice


def kept_of_every_kind(tx) -> None:
    day, at = tx.now.date(), tx.now
    for number, (kind, content) in enumerate(
        {
            "moment": {"mood": 6, "words": "after lunch"},
            "scale": {
                "instrument": "WHO-5", "version": "1998", "items": [3, 2, None, 4, 1], "score": 50,
            },
            "goal scale": {
                "goal": 1, "levels": {"-2": "a", "-1": "b", "0": "c", "1": "d", "2": "e"},
                "weight": 1, "ended": None,
            },
            "goal level": {"goal": 1, "level": -1},
            "note to self": {"text": "Breathe", "when": "hard", "returned": ["2026-11-20"]},
            "plan": {"settled": ["signs"]},
            "plan line": {"step": "people", "place": 1, "text": "Sam, 555 01-00"},
            "appointment": {
                "time": "15:00", "every": 2, "skipped": [], "state": "resting", "ended": None,
                "moved": {"2026-12-01": ["2026-12-02", "16:00"]},
            },
            "from a later version": {"anything": [1, {"deep": True}]},
        }.items()
    ):  # fmt: skip
        entries.put(tx, ALICE, Entry(f"e{number}", kind, day, at, content))
    trackers.put(tx, ALICE, Tracker("energy", 1, True, day, {**ENERGY, "days": [1, 2]}))


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    """The document without what differs by nature: when it was made, when it was agreed."""
    kept = {name: value for name, value in document.items() if name != "exported_at"}
    kept["profile"] = {k: v for k, v in kept["profile"].items() if k not in {"consented_at"}}
    return {name: value for name, value in kept.items() if name not in names}


async def test_what_was_exported_comes_back_whole_after_everything_was_erased(town: Town) -> None:
    alice = await lived(town)
    await does(town, alice, "/reminders", "[Evening check-in]", "[Evening check-in: on]")
    before = await export(town, alice)
    assert [one["kind"] for one in before["entries"]] != []
    assert before["scales"][0]["items"] == [3, 2, None, 4, 1]
    assert before["trackers"][0] | {"id": "energy", **ENERGY} == before["trackers"][0]
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(days=1)
    await settled_in(town, alice)
    await send(town, alice, before)
    said = alice.last.words
    for told in (
        "2 days",
        "1 goal",
        "1 note",
        "1 win",
        "1 questionnaire",
        "settings come with it",
    ):
        assert told in said
    await does(town, alice, "[Import it]")
    assert "It's imported." in alice.last.words
    assert without(await export(town, alice)) == without(before)


async def test_taking_the_same_in_again_changes_nothing(town: Town) -> None:
    alice = await lived(town)
    before = await export(town, alice)
    await send(town, alice, before)
    assert "is already here" in alice.last.words
    assert not buttons_under(alice)
    assert without(await export(town, alice)) == without(before)


async def test_what_is_here_stays_unless_it_is_to_be_replaced(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "3")
    theirs = await export(town, alice)
    theirs["check_ins"][0] |= {"mood": 8, "sleep_hours": 7}
    await send(town, alice, theirs)
    assert "1 thing is different here" in alice.last.words
    await does(town, alice, "[Import it]")
    day = (await export(town, alice))["check_ins"][0]
    assert (day["mood"], day["sleep_hours"]) == (3, 7)
    await send(town, alice, theirs)
    await does(town, alice, "[Replace what is here]")
    assert (await export(town, alice))["check_ins"][0]["mood"] == 8


@pytest.mark.parametrize("undo", ["[Undo the import]", "/undo"])
async def test_the_whole_import_can_be_taken_back(town: Town, undo: str) -> None:
    alice = await lived(town)
    theirs = await export(town, alice)
    await does(town, alice, "/delete", "[Erase everything]")
    await settled_in(town, alice, goal="Read a page")
    await does(town, alice, "/checkin", "5", "6", "4", "[✅ Done]")
    before = await export(town, alice)
    await send(town, alice, theirs)
    replace = next(label for label in alice.buttons() if "replace" in label)
    await does(town, alice, f"[{replace}]")
    assert without(await export(town, alice)) != without(before)
    await does(town, alice, undo) if undo.startswith("/") else await press(town, alice, undo)
    assert without(await export(town, alice)) == without(before)


async def press(town: Town, alice: TelegramUser, label: str) -> None:
    """Press a button of an earlier message."""
    for message in reversed(alice.heard):
        rows = message.message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (button for row in rows for button in row):
            if f"[{button['text']}]" == label:
                alice.taps(button["callback_data"], message.message["message_id"])
                await town.settle()
                return
    raise AssertionError(label)


async def test_what_was_told_since_stays_when_an_import_is_taken_back(town: Town) -> None:
    alice = await lived(town)
    theirs = await export(town, alice)
    await does(town, alice, "/delete", "[Erase everything]")
    await settled_in(town, alice)
    await send(town, alice, theirs)
    await does(town, alice, "[Import it]")
    await town.later(minutes=5)
    await does(town, alice, "A new thought of mine")
    await press(town, alice, "[Undo the import]")
    left = await export(town, alice)
    assert [note["text"] for note in left["journal"]] == ["A new thought of mine"]
    assert left["check_ins"] == []
    assert left["goals"] == []


async def test_a_day_later_an_import_stays(town: Town, alice: TelegramUser) -> None:
    theirs = await export(town, alice)
    theirs["wins"] = [{"date": "2026-11-20", "text": "Made pancakes"}]
    await send(town, alice, theirs)
    await does(town, alice, "[Import it]")
    await town.later(hours=25)
    await press(town, alice, "[Undo the import]")
    assert [win["text"] for win in (await export(town, alice))["wins"]] == ["Made pancakes"]


SAID_BEFORE, SAID_THEN = "Words that were here before", "Words of the file"


async def replaced(town: Town, alice: TelegramUser) -> None:
    """Alice's note stands in the file with other words, and is replaced by it."""
    await does(town, alice, SAID_BEFORE)
    theirs = await export(town, alice)
    theirs["journal"][0]["text"] = SAID_THEN
    await send(town, alice, theirs)
    await does(town, alice, "[Replace what is here]")


async def kept_of_imports(town: Town) -> str:
    """All that is stored to take imports back, and files that wait for an answer."""

    def read(tx: Tx) -> str:
        found = [e for e in entries.every(tx, ALICE) if e.kind.startswith("import.")]
        return json.dumps([entry.content for entry in found])

    return await town.app.store.read(read)


async def test_replaced_words_go_when_their_day_is_over_though_nobody_writes(
    town: Town, alice: TelegramUser
) -> None:
    await replaced(town, alice)
    assert SAID_BEFORE in await kept_of_imports(town)
    await town.later(hours=23, minutes=55)
    assert SAID_BEFORE in await kept_of_imports(town)
    await town.later(minutes=10)
    assert await kept_of_imports(town) == "[]"
    await press(town, alice, "[Undo the import]")
    notes = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9))
    assert [note.text for note in notes] == [SAID_THEN]


async def test_a_file_that_nobody_answers_for_goes_after_a_week(
    town: Town, alice: TelegramUser
) -> None:
    theirs = await export(town, alice)
    theirs["wins"] = [{"date": "2026-11-20", "text": "Made pancakes"}]
    await send(town, alice, theirs)
    await town.later(days=6)
    assert "file_id" in await kept_of_imports(town)
    await town.later(days=1, minutes=1)
    assert await kept_of_imports(town) == "[]"
    await press(town, alice, "[Import it]")
    assert (await export(town, alice))["wins"] == []


async def test_of_what_is_taken_back_no_earlier_words_are_kept_either(
    town: Town, alice: TelegramUser
) -> None:
    await replaced(town, alice)
    await press(town, alice, "[Undo]")
    assert any("None of it was kept" in message.words for message in alice.heard)
    assert SAID_BEFORE not in await kept_of_imports(town)
    await press(town, alice, "[Undo the import]")
    assert await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9)) == []


async def test_ratings_on_an_earlier_scale_stay_apart_from_those_on_the_new_one(
    town: Town,
) -> None:
    alice = await lived(town)

    def rated(tx: Tx) -> None:
        levels = {str(level): f"as it was {level}" for level in range(-2, 3)}
        old = {"goal": 1, "levels": levels, "weight": 1, "ended": TODAY.isoformat()}
        new = {**old, "levels": {**levels, "1": "as it is"}, "ended": None}
        for number, (kind, told) in enumerate(
            (
                ("goal scale", old),
                ("goal level", {"goal": 1, "level": -2}),
                ("goal scale", new),
                ("goal level", {"goal": 1, "level": 1}),
            )
        ):
            at = tx.now - timedelta(hours=9) + timedelta(seconds=number)
            entries.put(tx, ALICE, Entry(f"g{number}", kind, TODAY, at, told))

    await town.app.store.write(lambda tx: [entries.remove(tx, ALICE, f"e{n}") for n in range(9)])
    await town.app.store.write(rated)
    alice.taps("1a|goal|1", alice.last.message["message_id"])
    await town.settle()
    said = alice.last.words
    assert "+1, “as it is”" in said
    theirs = await export(town, alice)
    # Somebody has other things by these ids, so that all get new ones.
    for number, entry in enumerate(theirs["entries"]):
        entry["id"] = f"g{(number + 1) % 4}"
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(days=1)
    await settled_in(town, alice, goal="Another goal")
    await send(town, alice, theirs)
    await does(town, alice, "[Import it]")
    kept = await town.app.store.read(lambda tx: goals.list_(tx, ALICE))
    number = next(goal.number for goal in kept if goal.title == "Walk after lunch")
    assert number != 1
    alice.taps(f"1a|goal|{number}", alice.last.message["message_id"])
    await town.settle()
    assert "+1, “as it is”" in alice.last.words
    assert "as it was" not in alice.last.words


async def test_erasing_a_question_erases_what_an_import_replaced_of_its_answers(
    town: Town, alice: TelegramUser
) -> None:
    asked = Tracker("q1", 1, True, TODAY, {"label": "Letter", "kind": "text"})
    before = {"q1": SAID_BEFORE, "q2": "of another question"}

    def told(tx: Tx) -> None:
        for number, (step, words) in enumerate(before.items(), 1):
            trackers.put(tx, ALICE, replace(asked, id=step, place=number))
            answers.keep(tx, ALICE, TODAY, step, words, tx.now)

    await town.app.store.write(told)
    theirs = await export(town, alice)
    theirs["check_ins"][0]["answers"] = {"q1": SAID_THEN, "q2": "other words"}
    await send(town, alice, theirs)
    await does(town, alice, "[Import it, and replace]")
    assert SAID_BEFORE in await kept_of_imports(town)
    alice.taps("1a|trk.erase|q1", alice.heard[0].message["message_id"])
    await town.settle()
    kept = await kept_of_imports(town)
    assert SAID_BEFORE not in kept
    assert "of another question" in kept
    await press(town, alice, "[Undo the import]")
    left = await town.app.store.read(lambda tx: answers.of_day(tx, ALICE, TODAY))
    assert {step: answer.value for step, answer in left.items()} == {"q2": before["q2"]}


async def test_the_preview_names_the_years_of_days_that_are_not_of_this_one(
    town: Town, alice: TelegramUser
) -> None:
    theirs = await export(town, alice)
    days = ("2010-06-25", "2026-11-20")
    theirs["check_ins"] = [{"date": day, "mood": 5} for day in days]
    await send(town, alice, theirs)
    assert "2 days in it, from Fri 25 Jun 2010 to Fri 20 Nov." in alice.last.words
    theirs["check_ins"] = [{"date": "2010-06-25", "mood": 5}]
    await send(town, alice, theirs)
    assert "has one day in it, Fri 25 Jun 2010." in alice.last.words


async def test_a_goal_of_the_same_number_is_not_mixed_up(town: Town) -> None:
    alice = await lived(town)
    theirs = await export(town, alice)
    await does(town, alice, "/delete", "[Erase everything]")
    await settled_in(town, alice, goal="Read a page")
    await send(town, alice, theirs)
    await does(town, alice, "[Import it]")
    known = await town.app.store.read(lambda tx: goals.list_(tx, ALICE))
    assert [(goal.number, goal.title) for goal in known] == [
        (1, "Read a page"),
        (2, "Walk after lunch"),
    ]
    after = await export(town, alice)
    assert {mark["goal"] for told in after["check_ins"] for mark in told["goals"]} == {2}
    about = {one["content"]["goal"] for one in after["entries"] if "goal" in one["content"]}
    assert about == {2}


async def test_a_kill_while_the_file_is_fetched_loses_nothing(
    town: Town, alice: TelegramUser
) -> None:
    theirs = await export(town, alice)
    theirs["journal"] = [{"at": AT, "text": "Snow"}]
    town.playground.faults.plan(PlannedFault.hang(), "getFile")
    alice.sends_document("export.json", json.dumps(theirs).encode(), "application/json")
    await eventually(lambda: town.playground.faults.hits)
    await town.sleep()
    town.playground.faults.lift()
    await town.wake()
    await eventually(lambda: "Import it" in alice.buttons())
    await does(town, alice, "[Import it]")
    notes = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9))
    assert [note.text for note in notes] == ["Snow"]


async def test_a_file_that_takes_too_long_is_let_go_with_a_sentence(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_fetch, "LONGEST", 0.1)
    town.playground.faults.plan(PlannedFault.hang(), "getFile")
    await send(town, alice, {"format": "small-steps"})
    assert "is taking too long" in alice.last.words
    await does(town, alice, "/checkin")
    assert QUESTION in alice.last.words


async def test_a_crash_after_it_was_taken_in_says_so_and_takes_it_in_once(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = await export(town, alice)
    theirs["journal"] = [{"at": AT, "text": "Snow"}]
    await send(town, alice, theirs)
    tried = asyncio.Event()
    said = imports.outcome

    def crashed(*_: object) -> None:
        tried.set()
        raise Unavailable

    monkeypatch.setattr(imports, "outcome", crashed)
    alice.presses("Import it")
    await tried.wait()
    await town.sleep()
    monkeypatch.setattr(imports, "outcome", said)
    await town.wake()
    await eventually(lambda: "It's imported." in alice.last.words)
    notes = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9))
    assert [note.text for note in notes] == ["Snow"]


async def test_a_file_that_telegram_has_no_more_is_asked_for_again(
    town: Town, alice: TelegramUser
) -> None:
    town.playground.faults.plan(PlannedFault.answer(400, "Bad Request: file is gone"), "getFile")
    await send(town, alice, {"format": "small-steps", "version": 1})
    assert "Please send it once more" in alice.last.words


async def test_leave_it_forgets_the_file(town: Town, alice: TelegramUser) -> None:
    theirs = await export(town, alice)
    theirs["wins"] = [{"date": "2026-11-20", "text": "Made pancakes"}]
    await send(town, alice, theirs)
    await does(town, alice, "[Leave it]")
    assert "Nothing was imported" in alice.last.words
    assert await town.app.store.read(lambda tx: entries.every(tx, ALICE)) == []


async def test_the_command_explains_and_a_stranger_is_introduced_first(town: Town) -> None:
    alice = town.person()
    await send(town, alice, {"format": "small-steps"})
    assert "Yes, let's begin" in alice.buttons()
    await settled_in(town, alice)
    await does(town, alice, "/import")
    assert "Send me the .json file" in alice.last.words


async def test_any_other_file_is_not_kept(town: Town, alice: TelegramUser) -> None:
    await send(town, alice, b"%PDF", "letter.pdf")
    assert "The only file I can open is the .json from /export" in alice.last.words


async def test_words_are_cleaned_and_ids_of_another_make_are_made_anew(
    town: Town, alice: TelegramUser
) -> None:
    note = {"id": "a|b" * 30, "at": AT, "text": "  Snow\u0000 \u202eat last "}
    await send(town, alice, {"format": "small-steps", "version": 1, "journal": [note]})
    await does(town, alice, "[Import it]")
    [kept] = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9))
    assert kept.text == "Snow at last"
    assert len(kept.id) <= 32


async def test_a_file_from_another_program_in_the_fixed_shape_is_understood(
    town: Town, alice: TelegramUser
) -> None:
    await send(
        town,
        alice,
        {
            "format": "small-steps",
            "version": 1,
            "exported_at": "2026-11-23T20:15:00Z",
            "profile": {
                "language": "en", "timezone": "America/Los_Angeles", "evening_time": "21:00",
                "morning_time": "08:00", "day_ends_at": "04:00",
            },
            "check_ins": [
                {
                    "date": "2026-11-22", "mood": 6, "sleep_hours": 7.5, "sleep_quality": None,
                    "bed_time": None, "wake_time": None, "goals": [{"goal": 1, "status": "done"}],
                    "answers": {"energy": 5}, "skipped": ["sleep_quality"], "note": "Rain",
                    "as_usual": False,
                }
            ],
            "goals": [
                {
                    "id": 1, "title": "Walk after lunch", "horizon": "short", "times_per_week": 3,
                    "towards": 2, "status": "active", "created": "2026-11-20",
                },
                {"id": 2, "title": "Feel stronger", "horizon": "long", "created": "2026-11-20"},
            ],
            "journal": [{"at": "2026-11-22T20:10:00Z", "text": "Snow", "for_therapy": False}],
            "wins": [{"date": "2026-11-22", "text": "Up at seven", "milestone": False}],
            "scales": [
                {
                    "instrument": "PHQ-9", "at": "2026-11-22T20:30:00Z",
                    "items": [1, 0, 2, 1, 0, 1, 0, 0, 0], "score": 5,
                }
            ],
            "reminders": [{"kind": "evening", "time": "20:30", "days": [1, 2, 3, 4, 5]}],
            "trackers": [{"id": "energy", **ENERGY}],
        },
    )  # fmt: skip
    await does(town, alice, "[Import it]")
    after = await export(town, alice)
    assert after["profile"]["timezone"] == "America/Los_Angeles"
    assert after["reminders"][0] == {"kind": "evening", "time": "20:30", "days": [1, 2, 3, 4, 5]}
    [told] = after["check_ins"]
    assert (told["mood"], told["skipped"], told["answers"]) == (
        6,
        ["sleep_quality"],
        {"energy": 5},
    )
    assert after["scales"][0]["score"] == 5
    assert after["goals"][0]["towards"] == 2
