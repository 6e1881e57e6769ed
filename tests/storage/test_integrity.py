"""A start finds the damage that is common, whatever the file has grown to."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import integrity
from storage.checkup import checkup
from storage.driver_errors import translated
from storage.engines import sqlite_engine
from storage.errors import Corrupt, StorageError
from storage.integrity import start_check
from storage.migrate import migrate

PAGE = 4096
ROWS = 3000


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that counts as large, with a table whose pages are many."""
    monkeypatch.setattr(integrity, "SMALL", 0)
    file = tmp_path / "steps.db"
    migrate(f"sqlite:///{file}")
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE much (number INTEGER, words TEXT)")
        db.execute("CREATE INDEX ix_much ON much (number)")
        some = ((number, "a few words " * 20) for number in range(ROWS))
        db.executemany("INSERT INTO much VALUES (?, ?)", some)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return file


def opens(file: Path) -> None:
    engine = sqlite_engine(file, read_only=True)
    try:
        with translated(), engine.connect() as connection:
            start_check(connection, file)
    finally:
        engine.dispose()


def pages(file: Path, of: str) -> list[int]:
    """The pages of a table or an index, its root first."""
    with sqlite3.connect(file) as db:
        root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name=?", (of,)).fetchone()[0]
    db.close()
    return [root]


def spoil(file: Path, page: int) -> None:
    with file.open("r+b") as bytes_:
        bytes_.seek((page - 1) * PAGE)
        bytes_.write(b"\xff" * PAGE)


def test_a_large_file_that_is_sound_opens(large: Path) -> None:
    opens(large)
    assert checkup(f"sqlite:///{large}").whole


def cut_short(file: Path) -> None:
    """A copy that ended too early."""
    with file.open("r+b") as torn:
        torn.truncate(file.stat().st_size - 3 * PAGE)


def without_a_table_s_root(file: Path) -> None:
    spoil(file, pages(file, "much")[0])


def without_an_index_s_root(file: Path) -> None:
    spoil(file, pages(file, "ix_much")[0])


def without_its_newest_rows(file: Path) -> None:
    with sqlite3.connect(file) as db:
        count = db.execute("PRAGMA page_count").fetchone()[0]
    db.close()
    for page in range(count - 5, count + 1):
        spoil(file, page)


@pytest.mark.parametrize(
    "trouble",
    [cut_short, without_a_table_s_root, without_an_index_s_root, without_its_newest_rows],
)
def test_common_damage_is_found_at_the_start(large: Path, trouble: Callable[[Path], None]) -> None:
    trouble(large)
    with pytest.raises(StorageError):
        opens(large)


def test_damage_in_the_middle_is_left_to_the_doctor_and_the_backup(large: Path) -> None:
    with sqlite3.connect(large) as db:
        middle = db.execute("PRAGMA page_count").fetchone()[0] // 2
    db.close()
    spoil(large, middle)
    opens(large)  # it says nothing
    assert not checkup(f"sqlite:///{large}").whole


def test_a_small_file_is_read_whole(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(large) as db:
        middle = db.execute("PRAGMA page_count").fetchone()[0] // 2
    db.close()
    spoil(large, middle)
    monkeypatch.setattr(integrity, "SMALL", large.stat().st_size)
    with pytest.raises(Corrupt):
        opens(large)
