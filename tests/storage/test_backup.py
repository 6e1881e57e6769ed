import os
import shutil
import stat
from pathlib import Path

import pytest

from storage import answers
from storage.backup import backup
from storage.errors import Corrupt, StorageError
from storage.migrate import migrate
from storage.store import Store
from storage.vault import Vault
from tests.conftest import KEY
from tests.storage.samples import ALICE, MONDAY
from tests.storage.telling import tell_everything
from tests.support.fresh import fresh_database


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return fresh_database(tmp_path / "data/small-steps.db")


async def test_a_copy_made_while_running_can_be_restored_and_read(
    store: Store, alice: int, database_url: str, tmp_path: Path, now, ids
):
    await store.write(lambda tx: answers.keep(tx, ALICE, MONDAY, "mood", 6, tx.now))
    copied = backup(database_url, tmp_path / "copies" / "monday.db")
    await store.write(lambda tx: answers.keep(tx, ALICE, MONDAY, "mood", 1, tx.now))
    assert copied.rows["answer"] == 1
    restored = tmp_path / "restored"
    restored.mkdir()
    shutil.copy(copied.database, restored / "small-steps.db")
    shutil.copy(copied.keys, restored / "keys.db")
    url = f"sqlite:///{restored}/small-steps.db"
    migrate(url)
    vault = Vault.open(url, key=KEY, random=os.urandom)
    again = Store.open(url, vault=vault, now=now, ids=ids)
    kept = await again.read(lambda tx: answers.of_day(tx, ALICE, MONDAY))
    assert kept["mood"].value == 6
    await again.close()
    vault.close()


async def test_copies_are_closed_to_others_and_leave_nothing_else(
    store: Store, alice: int, database_url: str, tmp_path: Path
):
    await store.write(lambda tx: tell_everything(tx, alice))
    folder = tmp_path / "copies"
    for _ in range(2):  # the second replaces the first
        backup(database_url, folder / "x.db")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes == {"x.db": 0o600, "keys.db": 0o600}


async def test_copying_does_not_disturb_the_running_bot(
    store: Store, alice: int, database_url: str, tmp_path: Path
):
    wal = tmp_path / "data" / "small-steps.db-wal"
    before = wal.stat().st_size
    backup(database_url, tmp_path / "x.db")
    assert wal.stat().st_size == before
    await store.write(lambda tx: answers.keep(tx, ALICE, MONDAY, "mood", 6, tx.now))


async def test_a_damaged_database_never_replaces_a_good_copy(
    store: Store, alice: int, database_url: str, tmp_path: Path
):
    await store.write(lambda tx: answers.keep(tx, ALICE, MONDAY, "w", "x" * 200_000, tx.now))
    copied = backup(database_url, tmp_path / "x.db")
    good = copied.database.read_bytes()
    await store.close()
    file = tmp_path / "data" / "small-steps.db"
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = os.urandom(64)
    file.write_bytes(data)
    with pytest.raises(Corrupt):
        backup(database_url, tmp_path / "x.db")
    assert copied.database.read_bytes() == good
    assert _names(tmp_path) == {"data", "keys.db", "x.db"}


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path):
    with pytest.raises(StorageError, match=r"no .*small-steps\.db to copy"):
        backup(f"sqlite:///{tmp_path}/none/small-steps.db", tmp_path / "x.db")
    assert not list(tmp_path.iterdir())


IN_USE = ["small-steps.db", "keys.db", "../data/small-steps.db", "link.db"]


@pytest.mark.parametrize("name", IN_USE)
def test_a_copy_never_takes_the_place_of_what_is_in_use(database_url: str, name: str):
    """What the bot was told afterwards would go into a file that is gone."""
    file = Path(database_url.removeprefix("sqlite:///"))
    file.with_name("keys.db").touch()
    file.with_name("link.db").symlink_to(file)
    before = file.stat().st_ino, file.with_name("keys.db").stat().st_ino
    with pytest.raises(StorageError, match="another file"):
        backup(database_url, file.parent / name)
    assert (file.stat().st_ino, file.with_name("keys.db").stat().st_ino) == before
