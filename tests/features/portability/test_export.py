"""What a person gets with /export is what they told: complete as JSON, harmless as a table."""

import csv
import io
import itertools
import json
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.portability.export import (
    Belongings,
    as_csv,
    as_json,
    collect,
    document,
    filename,
)
from bot.features.portability.export_csv import harmless
from storage import answers, check_ins, goals, notes, people, reminders, wins
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.migrate import migrate
from storage.notes import Note
from storage.people import Person
from storage.reminders import Reminder
from storage.store import Store, Tx
from storage.trackers import Tracker
from storage.vault import Vault
from storage.wins import Win
from tests.support.entry_kinds import BY_THE_WAY, ENTRY_KINDS

NOW = datetime(2026, 11, 23, 20, 15, tzinfo=UTC)
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)

ALICE = Person(
    id=7_000_000_001,
    chat_id=7_000_000_001,
    language="en",
    timezone="America/Los_Angeles",
    day_ends_at=time(4),
    consent_version="1",
    consented_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
    created_at=datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
)
FITTER = Goal(
    1, "Feel stronger", "long", None, (), None, None, "active", date(2026, 11, 20), SUNDAY
)
WALK = Goal(
    2, "Walk after lunch", "short", 3, (1, 3, 5), date(2026, 12, 31), 1, "active",
    date(2026, 11, 20), date(2026, 11, 20),
)  # fmt: skip
STEPS = {"label": "Steps", "kind": "number", "minimum": 0, "maximum": 100_000}
EVENING = datetime(2026, 11, 23, 5, 10, tzinfo=UTC)

ALICES = Belongings(
    person=ALICE,
    reminders=(
        Reminder(ALICE.id, "evening", time(21), ()),
        Reminder(ALICE.id, "morning", time(8), (1, 2, 3, 4, 5)),
        Reminder(ALICE.id, "snooze", None, (), EVENING),
    ),
    answers=(
        Answer(SUNDAY, "mood", 6, EVENING),
        Answer(SUNDAY, "sleep", {"hours": 7.5, "bed": "23:10", "wake": "06:40"}, EVENING),
        Answer(SUNDAY, "quality", None, EVENING),
        Answer(SUNDAY, "goals", {"1": "partly", "2": "done"}, EVENING),
        Answer(SUNDAY, "energy", 5, EVENING),
        Answer(SUNDAY, "note", "Rain, and a good talk", EVENING),
        Answer(MONDAY, "sleep", None, NOW),
    ),
    check_ins=(
        CheckIn(SUNDAY, EVENING, EVENING, as_usual=False, for_therapy=True),
        CheckIn(MONDAY, NOW, None, as_usual=False, for_therapy=False),
    ),
    goals=(FITTER, WALK),
    notes=(Note("n1", EVENING, SUNDAY, "Called my sister", for_therapy=True),),
    wins=(Win("w1", SUNDAY, "Got out of bed at seven", True, EVENING),),
)


def rows_of(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True))


def test_the_document_says_what_was_told_under_its_fixed_names() -> None:
    told = document(ALICES, NOW)

    assert told["format"] == "small-steps"
    assert told["version"] == 1
    assert told["exported_at"] == "2026-11-23T20:15:00Z"
    assert (
        told["profile"]
        | {
            "language": "en",
            "timezone": "America/Los_Angeles",
            "evening_time": "21:00",
            "morning_time": "08:00",
            "day_ends_at": "04:00",
        }
        == told["profile"]
    )
    assert told["check_ins"][0] == {
        "date": "2026-11-22",
        "mood": 6,
        "sleep_hours": 7.5,
        "sleep_quality": None,
        "bed_time": "23:10",
        "wake_time": "06:40",
        "goals": [{"goal": 1, "status": "partly"}, {"goal": 2, "status": "done"}],
        "answers": {"energy": 5},
        "skipped": ["sleep_quality"],
        "note": "Rain, and a good talk",
        "as_usual": False,
        "for_therapy": True,
        "told_at": "2026-11-23T05:10:00Z",
        "completed_at": "2026-11-23T05:10:00Z",
    }
    assert told["goals"][1] == {
        "id": 2,
        "title": "Walk after lunch",
        "horizon": "short",
        "times_per_week": 3,
        "days": [1, 3, 5],
        "until": "2026-12-31",
        "towards": 1,
        "once": False,
        "status": "active",
        "created": "2026-11-20",
        "changed": "2026-11-20",
    }
    assert told["journal"] == [
        {
            "id": "n1",
            "at": "2026-11-23T05:10:00Z",
            "date": "2026-11-22",
            "text": "Called my sister",
            "for_therapy": True,
        }
    ]
    assert told["wins"] == [
        {
            "id": "w1",
            "at": "2026-11-23T05:10:00Z",
            "date": "2026-11-22",
            "text": "Got out of bed at seven",
            "milestone": True,
        }
    ]
    assert told["reminders"] == [
        {"kind": "evening", "time": "21:00", "days": [1, 2, 3, 4, 5, 6, 7]},
        {"kind": "morning", "time": "08:00", "days": [1, 2, 3, 4, 5]},
    ]


def test_not_asked_is_null_and_skipped_is_null_and_named() -> None:
    monday = document(ALICES, NOW)["check_ins"][1]
    assert monday["sleep_hours"] is None
    assert monday["mood"] is None
    assert monday["skipped"] == ["sleep_hours"]


def test_lists_that_hold_nothing_are_empty_and_there() -> None:
    told = document(Belongings(ALICE), NOW)
    for name in ("check_ins", "goals", "journal", "wins", "scales", "reminders", "trackers"):
        assert told[name] == []
    assert told["profile"]["evening_time"] is None


def test_a_check_in_with_nothing_but_skipped_goals_still_has_its_lists() -> None:
    skipped = Belongings(ALICE, answers=(Answer(SUNDAY, "goals", None, NOW),))
    (sunday,) = document(skipped, NOW)["check_ins"]
    assert sunday["goals"] == []
    assert sunday["answers"] == {}
    assert sunday["skipped"] == ["goals"]


def test_the_file_holds_the_document_and_keeps_every_letter() -> None:
    spoken = replace(ALICES, notes=(Note("n", NOW, MONDAY, "Grüße 🌱 안녕 «سلام»\nsecond line"),))
    told = document(spoken, NOW)
    assert json.loads(as_json(told)) == told
    assert "Grüße 🌱".encode() in as_json(told)


def test_files_are_named_after_the_day_alone() -> None:
    assert filename(MONDAY) == "small-steps-2026-11-23.json"
    assert filename(MONDAY, "csv") == "small-steps-2026-11-23.csv"


def test_the_table_has_a_row_a_day_and_a_column_a_goal() -> None:
    sunday, monday = rows_of(as_csv(document(ALICES, NOW), BY_THE_WAY))
    assert sunday["date"] == "2026-11-22"
    assert sunday["mood"] == "6"
    assert sunday["sleep_hours"] == "7.5"
    assert sunday["goal 1: Feel stronger"] == "partly"
    assert sunday["goal 2: Walk after lunch"] == "done"
    assert sunday["energy"] == "5"
    assert sunday["skipped"] == "sleep_quality"
    assert sunday["for_therapy"] == "yes"
    assert sunday["journal"] == "Called my sister"
    assert sunday["wins"] == "Got out of bed at seven"
    assert monday["mood"] == monday["goal 1: Feel stronger"] == ""


def test_a_day_with_only_a_note_has_a_row_too() -> None:
    only = Belongings(ALICE, notes=(Note("n", NOW, MONDAY, "Quiet day"),))
    (row,) = rows_of(as_csv(document(only, NOW), BY_THE_WAY))
    assert (row["date"], row["journal"], row["mood"]) == ("2026-11-23", "Quiet day", "")


def test_own_questions_have_their_labels_and_every_day_with_anything_has_a_row() -> None:
    steps = Tracker("qaa33e3a4", 1, True, MONDAY, STEPS)
    told = replace(
        ALICES,
        trackers=(steps,),
        answers=(Answer(SUNDAY, "qaa33e3a4", 8432, EVENING),),
        check_ins=(),
        entries=(
            Entry("m", "moment", MONDAY, NOW, {"mood": 3, "words": "after lunch"}),
            Entry("s", "scale", SATURDAY, NOW, {"instrument": "PHQ-9", "items": [], "score": 12}),
            Entry("q", "question", FRIDAY, NOW, {"text": "the dose", "answered": None}),
        ),
    )
    rows = {row["date"]: row for row in rows_of(as_csv(document(told, NOW), BY_THE_WAY))}
    assert rows["2026-11-22"]["Steps"] == "8432"
    assert rows["2026-11-23"]["moments"] == "20:15 UTC 3 after lunch"
    assert rows["2026-11-21"]["PHQ-9"] == "12"
    assert rows["2026-11-20"]["also"] == "question: the dose"


def test_two_questions_of_one_name_have_a_column_each() -> None:
    both = tuple(Tracker(id, n, True, MONDAY, STEPS) for n, id in enumerate(("qa", "qb")))
    told = replace(
        ALICES,
        trackers=both,
        answers=tuple(Answer(SUNDAY, one.id, one.place, EVENING) for one in both),
    )
    sunday = rows_of(as_csv(document(told, NOW), BY_THE_WAY))[0]
    assert (sunday["Steps"], sunday["Steps (qb)"]) == ("0", "1")


def test_no_cell_is_longer_than_a_spreadsheet_takes() -> None:
    many = tuple(Note(f"n{n}", NOW, MONDAY, "x" * 4000, False) for n in range(20))
    row = rows_of(as_csv(document(replace(ALICES, notes=many), NOW), BY_THE_WAY))[-1]
    cells = [row[name] for name in row if name.startswith("journal")]
    assert max(map(len, cells)) <= 32_767
    assert sum(cell.count("x") for cell in cells) == 20 * 4000


def test_the_table_opens_in_excel_and_by_the_book() -> None:
    table = as_csv(document(ALICES, NOW), BY_THE_WAY)
    assert table.startswith(b"\xef\xbb\xbfdate,mood,")
    assert table.endswith(b"\r\n")
    assert rows_of(as_csv(document(Belongings(ALICE), NOW), BY_THE_WAY)) == []


@pytest.mark.parametrize(
    "words",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\t quiet",
        "\0=1",
        "fine;=1+1",
        "fine\n=1+1",
        "fine\r\n @x",
    ],
)
def test_no_cell_is_run_by_a_spreadsheet(words: str) -> None:
    title = WALK._replace(title=words)
    told = replace(ALICES, goals=(title,), notes=(Note("n", NOW, MONDAY, words),))
    table = as_csv(document(told, NOW), BY_THE_WAY).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(table, newline="")):
        for cell in row:
            pieces = [
                cell,
                *cell.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"),
            ]
            for piece in pieces:
                assert piece.lstrip(" \u00a0\ufeff\u200b")[:1] not in tuple("=+-@＝＋－＠\t\r")


def test_plain_words_stay_as_they_are() -> None:
    for words in ("well-known", "2 + 2 = 4", "a@b.example", "“quoted”, with commas", "'tis"):
        assert harmless(words) == words


@given(st.text())
def test_no_words_break_the_table(words: str) -> None:
    told = replace(ALICES, notes=(Note("n", NOW, MONDAY, words),))
    rows = rows_of(as_csv(document(told, NOW), BY_THE_WAY))
    assert [row["date"] for row in rows] == ["2026-11-22", "2026-11-23"]
    kept = rows[1]["journal"].replace("'", "")
    assert kept == words.replace("\0", "").replace("'", "").encode("utf-8", "replace").decode()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    url, count = f"sqlite:///{tmp_path / 'steps.db'}", itertools.count(1)
    migrate(url)
    vault = Vault.open(url, key=os.urandom(32), random=os.urandom)
    store = Store.open(url, vault=vault, now=lambda: NOW, ids=lambda: f"id{next(count)}")
    yield store
    await store.close()
    vault.close()


def _tell_everything(tx: Tx) -> None:
    people.add(tx, ALICE)
    people.add(tx, ALICE._replace(id=2, chat_id=2))
    for told in ALICES.answers:
        answers.keep(tx, ALICE.id, told.day, told.step, told.value, told.at)
    answers.keep(tx, 2, SUNDAY, "mood", 1, NOW)
    for known in ALICES.check_ins:
        check_ins.touch(
            tx,
            ALICE.id,
            known.day,
            completed_at=known.completed_at,
            for_therapy=known.for_therapy,
        )
    for goal in ALICES.goals:
        goals.add(tx, ALICE.id, goal)
    for note in ALICES.notes:
        notes.add(tx, ALICE.id, note)
    for win in ALICES.wins:
        wins.add(tx, ALICE.id, win)
    for reminder in ALICES.reminders:
        reminders.put(tx, reminder)


async def test_all_that_is_stored_about_a_person_comes_out_as_it_was_told(store: Store) -> None:
    await store.write(_tell_everything)

    def export(tx: Tx) -> dict[str, Any]:
        everything = collect(tx, ALICE.id, ENTRY_KINDS)
        assert everything is not None
        return document(everything, tx.now)

    assert await store.read(export) == document(ALICES, NOW)


async def test_a_stranger_has_nothing_to_export(store: Store) -> None:
    assert await store.read(lambda tx: collect(tx, 99, ENTRY_KINDS)) is None
