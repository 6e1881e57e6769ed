"""What can no longer matter goes: old conversations and nudges, and entries with an end."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from storage import conversations, entries, nudges
from storage.conversations import Conversation
from storage.entries import Entry
from storage.migrate import migrate
from storage.store import Store
from storage.transaction import Tx
from tests.storage.samples import ALICE, BOB, MONDAY

pytestmark = pytest.mark.usefixtures("alice", "bob")
DAY = timedelta(days=1)
KEPT = 3


def lived(tx: Tx, user: int, days: int) -> None:
    """A conversation and two nudges on each of the days before now, every other one closed."""
    for ago in range(days):
        day, at = MONDAY - ago * DAY, tx.now - ago * DAY
        conversation = Conversation(
            f"{user}-{ago}", user, "checkin", day, {}, None, at, closed=ago % 2 == 0
        )
        conversations.open_(tx, conversation)
        for slot in ("evening", "morning"):
            nudges.claim(tx, user, slot, day)


def left(tx: Tx, user: int) -> tuple[list[int], list[int]]:
    """How many days ago the conversations and the nudges were that are still there."""
    told = conversations.of_flow(tx, user, "checkin", 1000)
    asked = [
        ago
        for ago in range(60)
        for slot in ("evening", "morning")
        if nudges.state(tx, user, slot, MONDAY - ago * DAY) is not None
    ]
    return [(MONDAY - one.day).days for one in told if one.day], asked


async def test_what_is_old_goes_and_what_is_younger_stays(store: Store, now):
    await store.write(lambda tx: lived(tx, ALICE, 40))
    await store.write(lambda tx: lived(tx, BOB, 40))
    gone = await store.write(
        lambda tx: conversations.purge(tx, ALICE, now.at - 30 * DAY, kept=KEPT)
    )
    assert gone == 9  # what was touched at that very instant stays
    await store.write(lambda tx: nudges.purge(tx, ALICE, MONDAY - 30 * DAY, kept=KEPT))
    told, asked = await store.read(lambda tx: left(tx, ALICE))
    assert told == list(range(31))
    assert asked == [ago for ago in range(31) for _ in range(2)]
    told, asked = await store.read(lambda tx: left(tx, BOB))
    assert (len(told), len(asked)) == (40, 80)


async def test_the_newest_stay_whatever_the_clock_says(store: Store, now):
    await store.write(lambda tx: lived(tx, ALICE, 40))
    now.later(days=4000)
    await store.write(lambda tx: conversations.purge(tx, ALICE, tx.now, kept=KEPT))
    await store.write(lambda tx: nudges.purge(tx, ALICE, MONDAY + 4000 * DAY, kept=KEPT))
    told, asked = await store.read(lambda tx: left(tx, ALICE))
    assert told == list(range(2 * (KEPT + 1)))  # open ones and closed ones each
    assert asked == [0, 0, 1, 1]


async def test_whoever_has_little_keeps_it(store: Store, now):
    await store.write(lambda tx: lived(tx, ALICE, 2))
    now.later(days=4000)
    assert await store.write(lambda tx: conversations.purge(tx, ALICE, tx.now, kept=KEPT)) == 0
    assert await store.write(lambda tx: nudges.purge(tx, ALICE, now.at.date(), kept=4)) == 0


async def test_a_purged_conversation_is_not_remembered(store: Store, now):
    await store.write(lambda tx: lived(tx, ALICE, 2))
    ever = now.at - 1000 * DAY
    assert await store.read(lambda tx: conversations.latest(tx, ALICE, ever)) is not None
    now.later(days=1)
    await store.write(lambda tx: lived(tx, ALICE, 0))
    for closed in (1, 2, 3):
        conversation = Conversation(
            f"new-{closed}", ALICE, "note", None, {}, None, now.at, closed=False
        )
        await store.write(
            lambda tx, conversation=conversation: conversations.open_(tx, conversation)
        )
    await store.write(lambda tx: conversations.purge(tx, ALICE, tx.now, kept=0))
    assert await store.read(lambda tx: left(tx, ALICE)[0]) == [0]


async def test_an_entry_with_an_end_goes_when_it_is_over_and_others_stay(store: Store, now):
    def keep(tx: Tx) -> None:
        entries.put(tx, ALICE, Entry("stays", "moment", MONDAY, tx.now, {"mood": 1}))
        for hours, user in ((1, ALICE), (2, BOB), (3, ALICE)):
            until = tx.now + timedelta(hours=hours)
            passing = Entry(f"for {hours} h", "x", MONDAY, tx.now, {})
            entries.put(tx, user, passing, kept_until=until)

    await store.write(keep)
    assert await store.write(lambda tx: entries.let_go(tx, most=9)) == 0
    now.later(hours=2, seconds=1)
    assert await store.write(lambda tx: entries.let_go(tx, most=1)) == 1
    assert await store.write(lambda tx: entries.let_go(tx, most=9)) == 1
    assert await store.write(lambda tx: entries.let_go(tx, most=9)) == 0
    mine = await store.read(lambda tx: entries.every(tx, ALICE))
    assert {entry.id for entry in mine} == {"stays", "for 3 h"}
    assert await store.read(lambda tx: entries.every(tx, BOB)) == []


def test_what_earlier_versions_kept_for_ever_gets_an_end(tmp_path: Path):
    url, file = f"sqlite:///{tmp_path}/old.db", tmp_path / "old.db"
    migrate(url, "0002")
    at = "2026-11-23T20:15:00.000000Z"
    with sqlite3.connect(file) as old:
        for number, kind in enumerate(("import.undo", "import.file", "moment")):
            old.execute(
                "INSERT INTO entry VALUES (1, ?, ?, '2026-11-23', ?, x'00')",
                (str(number), kind, at),
            )
    old.close()
    with sqlite3.connect(file) as old:
        old.execute("PRAGMA foreign_keys = OFF")
        names = [row[1] for row in old.execute("PRAGMA table_info(person)")]
        values = [1 if name not in {"language", "timezone"} else "x" for name in names]
        old.execute(f"INSERT INTO person VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - names of our own tables
    old.close()
    migrate(url, "0004")
    with sqlite3.connect(file) as new:
        found = dict(new.execute("SELECT kind, kept_until FROM entry").fetchall())
    new.close()
    assert found == {
        "import.undo": "2026-11-24T20:15:00.000000Z",
        "import.file": "2026-11-30T20:15:00.000000Z",
        "moment": None,
    }
