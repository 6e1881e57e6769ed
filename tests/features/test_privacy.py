import asyncio
import csv
import io
import json
from pathlib import Path

import pytest

from bot.playground.people import TelegramUser
from storage import people
from storage.backup import backup
from storage.key_copies import in_file
from storage.schema import METADATA
from tests.support.town import ALICE, BOB, Town, does, settled_in


def document(town: Town, alice: TelegramUser, ending: str) -> bytes:
    """The file with that ending that Alice got last."""
    files = [m.message["document"] for m in alice.heard if "document" in m.message]
    wanted = [file for file in files if file["file_name"].endswith(ending)]
    return town.playground.world.files[wanted[-1]["file_id"]].data


async def told_a_lot(town: Town, alice: TelegramUser) -> None:
    await does(
        town,
        alice,
        "/checkin",
        "3",
        "23:10-06:40",
        "[Skip]",
        "[◐ Partly]",
        "[Add a note]",
        "Zwielicht im Treppenhaus",
        "Krokodilstränen am Abend",
        "[For therapy]",
        "/win Pfannkuchen gebacken",
    )


async def test_export_reads_back_what_was_told(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk after lunch")
    await told_a_lot(town, alice)
    await does(town, alice, "/export")
    read = json.loads(document(town, alice, ".json"))
    assert read["format"] == "small-steps"
    assert read["version"] == 1
    profile = {
        "language": "en",
        "timezone": "Europe/Riga",
        "evening_time": "21:00",
        "morning_time": "08:00",
        "day_ends_at": "04:00",
    }
    assert {name: read["profile"][name] for name in profile} == profile
    assert read["check_ins"] == [
        {
            "date": "2026-11-24",
            "mood": 3,
            "sleep_hours": 7.5,
            "sleep_quality": None,
            "bed_time": "23:10",
            "wake_time": "06:40",
            "goals": [{"goal": 1, "status": "partly"}],
            "answers": {},
            "skipped": ["sleep_quality"],
            "note": "Zwielicht im Treppenhaus",
            "as_usual": False,
            "for_therapy": False,
            "told_at": "2026-11-24T15:00:00Z",
            "completed_at": "2026-11-24T15:00:00Z",
        }
    ]
    assert [goal["title"] for goal in read["goals"]] == ["Walk after lunch"]
    assert read["goals"][0]["times_per_week"] == 3
    assert [(n["text"], n["for_therapy"]) for n in read["journal"]] == [
        ("Krokodilstränen am Abend", True)
    ]
    assert [win["text"] for win in read["wins"]] == ["Pfannkuchen gebacken"]
    assert read["scales"] == []
    assert read["trackers"] == []
    times = {reminder["kind"]: reminder["time"] for reminder in read["reminders"]}
    assert (times["evening"], times["morning"]) == ("21:00", "08:00")


async def test_the_table_is_safe_in_a_spreadsheet(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "7", "8", "4", "[Add a note]", "=HYPERLINK(1)", "/export")
    table = document(town, alice, ".csv").decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(table)))
    assert row["date"] == "2026-11-24"
    assert row["mood"] == "7"
    assert row["note"] == "'=HYPERLINK(1)"


async def test_delete_asks_once_and_keeps_everything_on_no(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "7", "/delete", "[Keep it]", "/export")
    assert json.loads(document(town, alice, ".json"))["check_ins"][0]["mood"] == 7


async def test_delete_leaves_no_row_and_no_key(town: Town) -> None:
    alice, bob = town.person(), town.person(BOB, "Bob")
    await settled_in(town, alice, goal="Walk after lunch")
    await settled_in(town, bob)
    await told_a_lot(town, alice)
    await town.at_local("2026-11-24", "21:00")
    await does(town, alice, "/delete", "[Erase everything]")
    assert "erased" in alice.last.words
    await town.settle()

    def left(tx) -> dict[str, int]:
        found = {}
        for table in METADATA.sorted_tables:
            columns = [name for name in ("user_id", "chat_id") if name in table.c]
            if table.name == "person":
                columns = ["id"]
            for column in columns:
                count = tx.connection.exec_driver_sql(
                    f'SELECT count(*) FROM "{table.name}" WHERE "{column}" = ?',  # noqa: S608 - names of our own tables
                    (ALICE,),
                ).scalar_one()
                # What was said after the erasure is bookkeeping with blanked words.
                if count and table.name != "outbox":
                    found[f"{table.name}.{column}"] = count
        return found

    assert await town.app.store.read(left) == {}
    assert await town.app.store.read(lambda tx: tx.vault.find(ALICE)) is None
    bobs = await town.app.store.read(lambda tx: people.get(tx, BOB))
    assert bobs is not None
    heard = len(alice.heard)
    await town.at_local("2026-11-25", "21:00")
    assert len(alice.heard) == heard


async def test_the_raw_files_hold_none_of_the_words_or_numbers(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Lampenfieber überwinden")
    for day in range(17, 24):
        await does(town, alice, f"/day 2026-11-{day}", str(day % 10 or 1), "6:37", "3")
    await told_a_lot(town, alice)
    await does(town, alice, "/week", "/export")
    raw = town.on_disk()
    await town.sleep()
    raw += town.on_disk()
    for word in ("Lampenfieber", "Zwielicht", "Krokodil", "Pfannkuchen", "6.6166", 'mood":'):
        assert word.encode() not in raw
        assert word.encode("utf-16-le") not in raw


async def test_in_a_group_it_says_one_sentence_and_leaves(town: Town, alice: TelegramUser) -> None:
    alice.adds_bot_to_group(-100123)
    await town.settle()
    said = town.playground.ledger.of(-100123, "sendMessage", "leaveChat")
    assert [effect.method for effect in said] == ["sendMessage", "leaveChat"]
    assert "private chat" in said[0].text


@pytest.mark.parametrize("act", ["/start", "/week", "hello"])
async def test_with_a_list_of_users_everyone_else_is_shut_out_politely(
    tmp_path: Path, act: str
) -> None:
    async with Town(tmp_path, allowed_users=frozenset({ALICE})) as town:
        bob = town.person(BOB, "Bob")
        await does(town, bob, act)
        assert [message.words for message in bob.heard] == [
            "This bot is only for a few people. You can run your own; it's free."
        ]
        alice = town.person()
        await does(town, alice, "/start")
        assert len(alice.heard) == 3


async def test_whoever_is_shut_out_is_answered_whatever_they_send(tmp_path: Path) -> None:
    async with Town(tmp_path, allowed_users=frozenset({ALICE})) as town:
        bob = town.person(BOB, "Bob")
        bob.sends_sticker()
        bob.shares_location(56.95, 24.1)
        bob.sends_document("diary.json", b"{}")
        await town.settle()
        assert [message.words for message in bob.heard] == 3 * [
            "This bot is only for a few people. You can run your own; it's free."
        ]
        await does(town, bob, "I want to kill myself")
        assert "findahelpline.com" in bob.heard[-2].words
        assert "only for a few people" in bob.last.words
        assert len(bob.heard) == 5


async def test_whoever_is_let_in_no_longer_keeps_what_is_theirs(
    tmp_path: Path, alice: TelegramUser, town: Town
) -> None:
    await does(town, alice, "/checkin", "7")
    await town.sleep()
    town.narrow(allowed_users=frozenset({BOB}))
    await town.wake()
    heard = len(alice.heard)
    await town.at_local("2026-11-25", "21:00")
    assert len(alice.heard) == heard
    tap = alice.presses("8", alice.heard[-1].message["message_id"])
    await does(town, alice, "/checkin")
    assert "is closed for new notes" in tap.text
    assert "everything you told it with /export" in alice.last.words
    await does(town, alice, "/export")
    assert json.loads(document(town, alice, ".json"))["check_ins"][0]["mood"] == 7
    await does(town, alice, "/support")
    assert "findahelpline.com" in alice.last.words
    await does(town, alice, "/delete", "[Erase everything]")
    assert await town.app.store.read(lambda tx: people.get(tx, ALICE)) is None


async def test_privacy_says_plainly_what_is_kept(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/privacy")
    for word in ("What I keep", "What I don't keep", "encrypted", "end to end", "/delete"):
        assert word in alice.last.words
    for plain in ("Telegram id", "reminder times", "which days", "scrambled"):
        assert plain in alice.last.words
    assert "your place" not in alice.last.words


async def test_a_database_from_before_the_deletion_brings_nobody_back(town: Town) -> None:
    alice, bob = town.person(), town.person(BOB, "Bob")
    await settled_in(town, alice, goal="Walk after lunch")
    await settled_in(town, bob)
    await told_a_lot(town, alice)
    old = town.folder / "backups" / "old.db"
    backup(f"sqlite:///{town.database}", old)
    await does(town, alice, "/delete", "[Erase everything]")
    await town.sleep()
    for file in town.folder.glob("small-steps.db*"):
        file.unlink()
    old.rename(town.database)
    await town.wake()
    heard, bobs = len(alice.heard), len(bob.heard)
    await town.at_local("2026-11-25", "21:00")
    assert len(alice.heard) == heard
    assert len(bob.heard) > bobs
    await does(town, alice, "/export")
    assert alice.last.words == "Nothing is stored about you."


async def test_a_backup_from_before_the_deletion_cannot_be_read_a_moment_later(
    town: Town, alice: TelegramUser
) -> None:
    """By somebody who has the copy, the keys beside it, and the installation's key."""
    copies = town.folder / "backups"
    await town.app.sweep()  # what it does every few hours would mend it as well, some day
    backup(f"sqlite:///{town.database}", copies / "old.db")
    assert ALICE in in_file(copies / "keys.db").keys
    await does(town, alice, "/delete", "[Erase everything]")
    async with asyncio.timeout(20):
        while ALICE in in_file(copies / "keys.db").keys:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.01)
