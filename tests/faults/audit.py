"""Compares what people told and were shown with what is in the database, opened with its key."""

import asyncio
import json
import os
import shutil
import sqlite3
import struct
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from storage import answers, check_ins, notes, wins
from storage.keyfile import installation_key
from storage.migrate import migrate
from storage.schema import METADATA
from storage.store import Store, Tx, Work
from storage.vault import Vault
from tests.faults.crowd import Somebody

Opened = AbstractContextManager[Callable[[Work[Any]], Any]]
EVER = (date.min, date.max)
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(slots=True)
class Findings:
    """What the comparison found; every list should be empty."""

    told: int = 0
    kept: int = 0
    """What could not be handled, and became a note as it was."""
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Everything that is not as it should be."""
        return [*self.lost, *self.doubled, *self.wrong, *self.broken, *self.left]


def compare(database: Opened, people: Iterable[Somebody]) -> Findings:
    """Look up what everyone told."""
    findings = Findings()
    with database as look:
        for person in people:
            if person.gone:
                look(lambda tx, who=person: _nothing_left(tx, who, findings))
            else:
                look(lambda tx, who=person: _all_there(tx, who, findings))
        findings.broken += look(_unsettled)
    return findings


@contextmanager
def opened(database: Path) -> Iterator[Callable[[Work[Any]], Any]]:
    """Open the database of a bot that is not running, with its own key; made if need be."""
    key = installation_key("", database.with_name("small-steps.key"), os.urandom).secret
    with opened_at(f"sqlite:///{database}", key) as look:
        yield look


@contextmanager
def opened_at(url: str, key: bytes) -> Iterator[Callable[[Work[Any]], Any]]:
    """Open the database at an address; made if need be."""
    migrate(url)
    vault = Vault.open(url, key=key, random=os.urandom)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    store = Store.open(url, vault=vault, now=lambda: now, ids=lambda: os.urandom(9).hex())
    try:
        yield lambda work: asyncio.run(store.write(work))
    finally:
        asyncio.run(store.close())
        vault.close()


def _all_there(tx: Tx, person: Somebody, findings: Findings) -> None:
    stored = {(a.day, a.step): a.value for a in answers.between(tx, person.id, *EVER)}
    for (day, step), value in person.told.items():
        findings.told += 1
        name = f"{person.id} {day} {step}"
        if (day, step) not in stored:
            findings.lost.append(name)
        elif _plain(stored[day, step]) != value:
            findings.wrong.append(f"{name}: told {value}, kept {stored[day, step]}")
    extra = [f"{day} {step}" for day, step in stored if (day, step) not in person.told]
    findings.doubled += [f"{person.id} {one} was never told" for one in extra]
    marked = {c.day for c in check_ins.between(tx, person.id, *EVER) if c.for_therapy}
    findings.wrong += [f"{person.id} {day} mark" for day in marked ^ person.marked]
    kept_notes = [note.text for note in notes.between(tx, person.id, *EVER)]
    kept_wins = [win.text for win in wins.between(tx, person.id, *EVER)]
    told_wins = [words for words in person.wins if f"/win {words}" not in person.kept]
    if person.moved:  # a file tells time to the second, and four are told in one
        kept_wins.sort(key=lambda words: told_wins.index(words) if words in told_wins else -1)
    if [words for words in kept_notes if words in person.notes] != person.notes:
        findings.wrong.append(f"{person.id}: notes not in the order in which they were told")
    if [words for words in kept_wins if words in told_wins] != told_wins:
        findings.wrong.append(f"{person.id}: wins not in the order in which they were told")
    for told, kept in ((person.notes, kept_notes), (told_wins, kept_wins)):
        findings.told += len(told)
        counts = Counter(kept)
        findings.lost += [words for words in told if counts[words] == 0]
        counts = Counter({words: n for words, n in counts.items() if words not in person.kept})
        findings.doubled += [words for words, count in counts.items() if count > 1]
        findings.wrong += [words for words in counts if words not in told]
    findings.kept += len(person.kept)
    findings.lost += sorted(person.kept - set(kept_notes))


def _plain(value: Any) -> Any:
    return value["hours"] if isinstance(value, dict) else value


def _nothing_left(tx: Tx, person: Somebody, findings: Findings) -> None:
    for table in METADATA.sorted_tables:
        column = "id" if table.name == "person" else "user_id"
        if column not in table.c:
            continue
        theirs = select(func.count()).select_from(table).where(table.c[column] == person.id)
        count = tx.connection.execute(theirs).scalar_one()
        if count:
            findings.left.append(f"{person.id}: {count} in {table.name}")
    if tx.vault.find(person.id) is not None:
        findings.left.append(f"{person.id}: the key")


def _unsettled(tx: Tx) -> list[str]:
    # What processes were killed over three times is let go, and the person hears of it.
    count = tx.driver.execute(
        "SELECT count(*) FROM inbox"
        " WHERE state = 'new' OR state = 'parked' AND reason <> 'ended the process'"
    ).fetchone()[0]
    owed = tx.driver.execute(
        "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending', 'failed')"
    ).fetchone()[0]
    checked = [] if tx.on_postgres else tx.driver.execute("PRAGMA integrity_check").fetchall()
    verdict = checked[0][0] if checked else "ok"
    return (
        ([f"{count} updates not handled"] if count else [])
        + ([f"{owed} messages not settled"] if owed else [])
        + ([verdict] if verdict != "ok" else [])
    )


def copied(database: Path, *, thorough: bool) -> tuple[set[int], str]:
    """Look into a copy of the dead bot's files: the updates it has, and whether they are whole.

    A copy, because opening the files themselves would do the recovery that is the bot's to do.
    """
    if not database.exists():
        return set(), "ok"
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", "-wal"):
            file = database.with_name(database.name + suffix)
            if file.exists():
                shutil.copy(file, Path(folder) / file.name)
        db = sqlite3.connect(Path(folder) / database.name)
        try:
            has = {row[0] for row in db.execute("SELECT update_id FROM inbox")}
            verdict = db.execute("PRAGMA integrity_check").fetchone()[0] if thorough else "ok"
        except sqlite3.OperationalError as fault:
            return set(), "ok" if "no such table" in str(fault) else str(fault)
        finally:
            db.close()
    return has, verdict


def whole_file(data: bytes) -> bool:
    """Whether a picture or an export is complete."""
    if data.startswith(PNG):
        return _whole_png(data)
    if data.startswith(b"{"):
        return json.loads(data)["format"] == "small-steps"
    return data.endswith(b"\n")


def _whole_png(data: bytes) -> bool:
    place, pixels, last = len(PNG), b"", b""
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        last = data[place + 4 : place + 8]
        if last == b"IDAT":
            pixels += data[place + 8 : place + 8 + length]
        place += 12 + length
    return place == len(data) and last == b"IEND" and bool(zlib.decompress(pixels))
