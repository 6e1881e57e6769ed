"""A stored row that does not open costs nothing but itself, and nobody has to guess it."""

import json
import os
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.app.attachments import NOT_MADE
from bot.app.parked import GIVEN_UP, PARKED
from bot.core.damaged import HERE
from bot.logs import JsonLines
from bot.playground.people import TelegramUser
from storage.copy_to import copy_to
from storage.damage_count import unopened
from storage.key_copies import in_place
from storage.keyfile import installation_key
from storage.transaction import Tx
from tests.features.portability.test_import import export
from tests.support.full_life import lives_fully
from tests.support.town import ALICE, DirectTown, Town, does, settled_in

SAID = HERE.message
SORRY = (PARKED.message, GIVEN_UP.message, NOT_MADE.message, "that wasn't saved")
# What a person can ask for that looks back, and what goes on every day.
LOOKS = (
    *("/journal", "/journal walk", "/week", "/month", "/year", "/timeline", "/insights"),
    *("/report", "/export", "/day 2026-11-24", "/goals", "/trackers", "/win"),
)
DAILY = ("/mood 6", "A quiet day.", "/undo", "/settings", "/reminders", "/plan", "/session")
TOLD = {
    "note": "text",
    "win": "text",
    "answer": "value",
    "check_in": "content",
    "entry": "content",
}
CHOSEN = dict.fromkeys(("goal", "tracker", "preference", "reminder", "nudge"), "content")
CHOSEN["conversation"] = "state"
NEWEST, EVERY = "LIMIT 1", ""


def spoils(tx: Tx, table: str, column: str, where: str = "") -> int:
    """Turn the last byte of sealed values over; of how many."""
    rows = tx.driver.execute(f"SELECT {column} FROM {table} {where}").fetchall()  # noqa: S608 - our names
    change = f"UPDATE {table} SET {column} = ? WHERE {column} = ?"  # noqa: S608 - our names
    for (sealed,) in rows:
        blob = bytes(sealed)
        tx.driver.execute(change, (blob[:-1] + bytes([blob[-1] ^ 1]), blob))
    return len(rows)


def is_left(tx: Tx, table: str) -> bool:
    return tx.driver.execute(f"SELECT 1 FROM {table}").fetchone() is not None  # noqa: S608 - our names


@pytest.fixture(name="town")
async def fixture_town(tmp_path: Path, short_waits: None) -> AsyncIterator[Town]:
    """Whatever happens here happens on the disk: the wire is left out."""
    async with DirectTown(tmp_path) as town:
        yield town


@pytest.fixture(name="alice")
async def fixture_alice(town: Town) -> TelegramUser:
    """Alice, who has used everything."""
    alice = town.person()
    await lives_fully(town, alice)
    return alice


async def asks(town: Town, alice: TelegramUser, *what: str) -> str:
    """Everything that the bot says to it."""
    before = len(alice.heard)
    await does(town, alice, *what)
    return "\n".join(one.words for one in alice.heard[before:])


def parked(tx: Tx) -> int:
    counted = "SELECT count(*) FROM inbox WHERE state = 'parked'"
    return int(tx.driver.execute(counted).fetchone()[0])


@pytest.mark.parametrize("tables", [TOLD, CHOSEN], ids=["told", "chosen"])
async def test_everything_goes_on_where_no_row_of_some_tables_opens(
    town: Town, alice: TelegramUser, tables: dict[str, str], tmp_path: Path
) -> None:
    for table, column in tables.items():
        assert await town.app.store.write(partial(spoils, table=table, column=column))
    said = [await asks(town, alice, ask) for ask in (*LOOKS, *DAILY)]
    assert not [one for one in said if any(sorry in one for sorry in SORRY)]
    assert await town.app.store.read(parked) == 0
    moved = copy_to(f"sqlite:///{town.database}", f"sqlite:///{tmp_path}/copy/a.db", _nobody)
    assert moved.people == 1
    await does(town, alice, "/delete", "[Erase everything]")
    left = [table for table in tables if await town.app.store.read(partial(is_left, table=table))]
    assert left == []


def _nobody(_table: str, _rows: int) -> None:
    """Hear no progress."""


@pytest.fixture(name="bob")
async def fixture_bob(town: Town) -> TelegramUser:
    """Bob, who told a few things, of which a note, a day and a goal are damaged."""
    bob = town.person()
    await settled_in(town, bob, goal="Walk after lunch")
    await does(town, bob, "/checkin", "6", "7", "3", "[✅ Done]")
    await does(town, bob, "First words.", "Words that break.", "Last words.", "/win a swim")
    for table, column, where in (
        ("note", "text", "ORDER BY at LIMIT 1 OFFSET 1"),
        ("win", "text", NEWEST),
        ("goal", "content", NEWEST),
    ):
        assert await town.app.store.write(partial(spoils, table=table, column=column, where=where))
    return bob


async def test_the_journal_says_in_its_place_that_a_note_is_damaged(
    town: Town, bob: TelegramUser, caplog: pytest.LogCaptureFixture
) -> None:
    said = await asks(town, bob, "/journal")
    assert [line for line in said.splitlines() if "24" not in line and line] == [
        "First words.",
        SAID,
        "Last words.",
    ]
    lines = [JsonLines().format(one) for one in caplog.records if hasattr(one, "action")]
    told = [json.loads(line) for line in lines]
    assert [(one["action"], one["kind"], one["count"], one["user"]) for one in told] == [
        ("row_damaged", "note.text", 1, ALICE),
        ("row_damaged", "win.text", 1, ALICE),
    ]
    assert "break" not in "".join(lines)


@pytest.mark.parametrize("look", ["/week", "/goals", "/win", "/report"])
async def test_what_looks_back_says_that_something_is_missing(
    town: Town, bob: TelegramUser, look: str
) -> None:
    assert (await asks(town, bob, look)).count(SAID) == 1


async def test_a_damaged_row_stands_in_the_export_and_an_import_passes_over_it(
    town: Town, bob: TelegramUser
) -> None:
    told = await export(town, bob)
    assert [one.get("damaged", False) for one in told["journal"]] == [False, True, False]
    assert told["journal"][1]["date"] == "2026-11-24"
    assert [one["damaged"] for one in told["wins"]] == [True]
    assert told["check_ins"][0]["goals"] == [{"goal": 1, "status": "done"}]
    await does(town, bob, "/import")
    bob.sends_document("export.json", json.dumps(told).encode(), "application/json")
    await town.settle()
    await does(town, bob, "[Import it]")
    assert "A goal that was damaged" in await asks(town, bob, "/goals", "[Earlier goals]")


async def test_an_export_from_before_mends_what_is_damaged(town: Town, bob: TelegramUser) -> None:
    told = await export(town, bob)
    told["journal"][1] |= {"text": "Words that break.", "damaged": False}
    await does(town, bob, "/import")
    bob.sends_document("export.json", json.dumps(told).encode(), "application/json")
    await town.settle()
    await does(town, bob, "[Import it]")
    said = await asks(town, bob, "/journal")
    assert "Words that break." in said
    assert SAID not in said


async def test_the_doctor_counts_what_does_not_open(town: Town, bob: TelegramUser) -> None:
    key = (town.folder / "small-steps.key").read_text()
    found = unopened(
        f"sqlite:///{town.database}",
        in_place(f"sqlite:///{town.database}"),
        installation_key(key, town.folder / "small-steps.key", os.urandom, make=False).secret,
    )
    assert found == {"goal": 1, "note": 1, "win": 1}
