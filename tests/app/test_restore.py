"""Backups, erasures, and what a restore brings back: never anybody who has left since."""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import create_engine, text

from bot.app.database import open_store
from bot.app.restore import restored
from bot.clock import SystemClock
from bot.config import Settings
from storage import outbox, people
from storage.errors import BadKey, Corrupt, DatabaseLost, InUse, KeysLost, StorageError, WrongKey
from storage.key_copies import in_file, in_place, write
from storage.key_tables import Contents
from storage.migrate import migrate
from storage.place import nobody_else
from storage.row_copy import as_stored
from storage.urls import database_url
from storage.vault import Vault, unwrapped
from tests.conftest import KEY
from tests.databases import Databases
from tests.postgres import order
from tests.storage import old_life
from tests.storage.samples import ALICE, BOB
from tests.storage.telling import tell_everything
from tests.support.fresh import fresh_database
from tests.support.installation import Installation

CAROL = 7_000_000_003
Place = Callable[[], str]


@pytest.fixture
def folders(tmp_path: Path) -> Place:
    """Where a new, empty installation on SQLite may be."""
    numbers = iter(range(100))

    def new() -> str:
        folder = tmp_path / f"data{next(numbers)}"
        return fresh_database(folder / "small-steps.db")

    return new


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    """Where a new, empty installation may be, on either kind of database."""
    if request.param == "postgres":
        lend: Databases = request.getfixturevalue("migrated_database")
        return lend
    folders: Place = request.getfixturevalue("folders")
    return folders


async def on_monday(url: str, copies: Path) -> Installation:
    """Alice and Bob have said something, and it was backed up on Monday."""
    here = Installation(url, copies)
    await here.joins(ALICE, "alice on monday")
    await here.joins(BOB, "bob on monday")
    here.backs_up("monday")
    return here


@pytest.fixture
async def here(place: Place, tmp_path: Path) -> Installation:
    return await on_monday(place(), tmp_path / "copies")


@pytest.fixture
async def files(folders: Place, tmp_path: Path) -> Installation:
    """The same where it is about files."""
    return await on_monday(folders(), tmp_path / "copies")


MONDAY_OF_BOTH = {ALICE: ["alice on monday"], BOB: ["bob on monday"]}
BOB_ALONE = {BOB: ["bob on monday"]}


def opens(keys: Path, user: int) -> bool:
    """Whether somebody who has the installation's key finds this person's key in the file."""
    found = in_file(keys).keys.get(user)
    return found is not None and len(unwrapped(AESGCM(KEY), user, found)) == 32


def lose(here: Installation) -> None:
    """Lose the database, and nothing else."""
    if here.url.startswith("sqlite"):
        for file in here.file.parent.glob("small-steps.db*"):
            file.unlink()
    else:
        order(here.url, "DROP SCHEMA public CASCADE")
        order(here.url, "CREATE SCHEMA public")


def lose_keys(here: Installation) -> None:
    """Lose the key store, and nothing else."""
    if here.url.startswith("sqlite"):
        for file in here.file.parent.glob("keys.db*"):
            file.unlink()
    else:
        order(here.url, "DROP SCHEMA small_steps_keys CASCADE")


async def test_a_copy_comes_back_as_it_was(here: Installation) -> None:
    await here.does(lambda tx: tell_everything(tx, BOB))
    full = here.backs_up("tuesday")
    before = await here.does(everything)
    lose(here)
    said = await here.restores(full)
    assert said[:2] == [
        f"Restored from {full}: people: 2, rows: {said[0].split()[-1]}",
        "Erased again, for they erased everything after it was made: 0.",
    ]
    assert await here.does(everything) == before
    await here.does(lambda tx: outbox.add(tx, chat_id=BOB, user_id=BOB, method="m", payload={}))


def everything(tx) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table; sealed ones as the bytes they are."""
    return {
        table.name: sorted(map(tuple, tx.connection.execute(table.select())), key=repr)
        for table in as_stored()
    }


async def test_whoever_was_erased_since_is_not_brought_back(here: Installation) -> None:
    await here.leaves(ALICE)
    said = await here.restores(here.copies / "monday.db")
    assert said == [
        f"Restored from {here.copies / 'monday.db'}: people: 1, rows: 5.",
        "Erased again, for they erased everything after it was made: 1.",
    ]
    assert await here.told() == BOB_ALONE


async def test_an_erasure_reaches_the_keys_in_the_backups_at_once(here: Installation) -> None:
    """Monday's copy, the keys beside it and the installation's key are all in one hand."""
    keys = here.copies / "keys.db"
    assert opens(keys, ALICE)
    await here.leaves(ALICE)
    assert not opens(keys, ALICE)
    assert opens(keys, BOB)
    here.backs_up("tuesday")
    assert {file.name for file in here.copies.iterdir()} == {"monday.db", "tuesday.db", "keys.db"}
    assert not opens(keys, ALICE)


async def test_the_whole_disk_is_lost_and_yesterdays_pair_is_put_on_a_new_one(
    here: Installation, place: Place
) -> None:
    await here.leaves(ALICE)
    new = Installation(place(), here.copies)
    said = await new.restores(here.copies / "monday.db")
    assert "1." in said[1]
    assert "no key store in place" in said[2]
    assert await new.told() == BOB_ALONE


async def test_a_copy_of_one_kind_of_database_goes_back_into_the_other(
    here: Installation, tmp_path: Path
) -> None:
    await here.leaves(ALICE)
    new = Installation(f"sqlite:///{tmp_path}/elsewhere/small-steps.db", here.copies)
    await new.restores(here.copies / "monday.db")
    assert await new.told() == BOB_ALONE


async def test_what_is_not_known_anywhere_is_said(here: Installation, place: Place) -> None:
    """The disk is lost with an erasure that no copy has heard of: that is the limit."""
    await here.leaves(ALICE, reaching_copies=False)
    new = Installation(place(), here.copies)
    said = await new.restores(here.copies / "monday.db")
    assert "cannot be known, and is back" in said[2]
    assert await new.told() == MONDAY_OF_BOTH


async def test_somebody_who_came_back_begins_anew_also_after_a_restore(
    here: Installation,
) -> None:
    """Their old words must not come back, nor become unreadable words of theirs."""
    await here.leaves(ALICE)
    await here.joins(ALICE, "alice is back")
    here.backs_up("tuesday")
    await here.restores(here.copies / "monday.db")
    assert await here.told() == BOB_ALONE
    await here.joins(ALICE, "once more")
    assert (await here.told())[ALICE] == ["once more"]
    await here.restores(here.copies / "tuesday.db")
    assert (await here.told())[ALICE] == ["alice is back"], "the older copy was put back first"


async def test_words_of_somebody_who_came_back_before_the_copy_are_restored(
    here: Installation,
) -> None:
    await here.leaves(ALICE)
    await here.joins(ALICE, "alice is back")
    tuesday = here.backs_up("tuesday")
    lose(here)
    await here.restores(tuesday)
    assert (await here.told())[ALICE] == ["alice is back"]


async def test_a_start_says_in_the_log_who_was_erased_again(
    files: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    """The database alone was put back by hand, from before the erasure."""
    old = files.copies / "monday.db"
    await files.leaves(ALICE)
    lose(files)
    shutil.copy(old, files.file)
    with caplog.at_level(logging.INFO, "bot"):
        assert await files.told() == BOB_ALONE
    again = [line for line in caplog.records if "erased again" in line.message]
    assert again[0].__dict__["count"] == 1
    vault = Vault.open(files.url, key=KEY, random=os.urandom)
    with closing(vault):
        assert again[1].__dict__["user"] == vault.pseudonym(ALICE)[:16]
    assert str(ALICE) not in caplog.text
    caplog.clear()
    assert await files.told() == BOB_ALONE
    assert not caplog.records


async def test_an_old_key_store_put_back_by_hand_opens_nothing_of_who_left(
    files: Installation, tmp_path: Path
) -> None:
    old = tmp_path / "old-keys.db"
    shutil.copy(files.copies / "keys.db", old)
    await files.joins(CAROL, "carol came later")
    files.backs_up("tuesday")
    await files.leaves(ALICE)
    for file in files.file.parent.glob("keys.db*"):
        file.unlink()
    shutil.copy(old, files.file.with_name("keys.db"))
    # No copy is known any more, so the database alone must know who had to go.
    (files.copies / "keys.db").rename(tmp_path / "elsewfiles.db")
    with pytest.raises(KeysLost, match="older than the database"):
        await files.told()
    (tmp_path / "elsewfiles.db").rename(files.copies / "keys.db")
    await files.restores(files.copies / "tuesday.db")
    assert await files.told() == {**BOB_ALONE, CAROL: ["carol came later"]}
    assert not opens(files.file.with_name("keys.db"), ALICE)


async def test_both_halves_put_back_by_hand_from_before_an_erasure_bring_nobody_back(
    here: Installation, tmp_path: Path, new_database_like: Callable[[str], str]
) -> None:
    """As with a dump of the whole server, or two files from some other backup."""
    old = Installation(new_database_like(here.url), here.copies)
    await here.leaves(ALICE)
    assert await old.told() == BOB_ALONE


@pytest.fixture
def new_database_like(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """A whole installation as it is now, in another place."""

    def like(url: str) -> str:
        if not url.startswith("sqlite"):
            made: str = request.getfixturevalue("new_database")(url)
            return made
        folder = Path(url.removeprefix("sqlite:///")).parent
        shutil.copytree(folder, tmp_path / "whole")
        return f"sqlite:///{tmp_path}/whole/small-steps.db"

    return like


async def test_without_the_newest_keys_a_restore_is_refused_unless_it_is_said(
    here: Installation, place: Place, tmp_path: Path
) -> None:
    old = tmp_path / "old-keys.db"
    shutil.copy(here.copies / "keys.db", old)
    await here.joins(CAROL, "carol came later")
    tuesday = here.backs_up("tuesday")
    shutil.copy(old, here.copies / "keys.db")
    new = Installation(place(), here.copies)
    with pytest.raises(KeysLost, match=r"newest key store is missing.*without-newest-keys"):
        await new.restores(tuesday)
    assert in_place(new.url) == Contents()
    said = await new.restores(tuesday, without_newest_keys=True)
    assert "Erased, for nobody has their key any more: 1." in said
    assert await new.told() == MONDAY_OF_BOTH


async def test_without_any_keys_there_is_nothing_to_restore(
    here: Installation, place: Place
) -> None:
    (here.copies / "keys.db").unlink()
    with pytest.raises(KeysLost, match="neither in place nor beside"):
        await Installation(place(), here.copies).restores(here.copies / "monday.db")
    await here.restores(here.copies / "monday.db")
    assert await here.told() == MONDAY_OF_BOTH


@pytest.mark.parametrize("lost", ["nothing", "its database", "its keys"])
async def test_another_installation_is_never_overwritten(
    here: Installation, place: Place, lost: str
) -> None:
    other = Installation(place(), here.copies)
    await other.joins(CAROL, "carol lives here")
    if lost == "its database":
        lose(other)
    if lost == "its keys":
        lose_keys(other)
    with pytest.raises(KeysLost, match="another installation"):
        await other.restores(here.copies / "monday.db")
    if lost == "nothing":
        with pytest.raises(KeysLost, match="another installation"):
            other.backs_up("tuesday")
        assert await other.told() == {CAROL: ["carol lives here"]}
    assert opens(here.copies / "keys.db", ALICE)


async def test_an_empty_installation_that_a_new_disk_began_with_makes_way(
    here: Installation, place: Place
) -> None:
    """The service had started by itself before anybody thought of restoring."""
    new = Installation(place(), here.copies)
    assert await new.told() == {}
    await new.restores(here.copies / "monday.db")
    assert await new.told() == MONDAY_OF_BOTH


async def test_a_copy_that_is_none_or_damaged_changes_nothing(
    here: Installation, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"not a database" * 400)
    with pytest.raises(Corrupt, match=r"bad\.db is damaged, or no copy"):
        await here.restores(bad)
    with pytest.raises(StorageError, match="There is no"):
        await here.restores(tmp_path / "none.db")
    migrate(f"sqlite:///{tmp_path}/empty.db")
    with pytest.raises(Corrupt, match="no copy that"):
        await here.restores(tmp_path / "empty.db")
    assert await here.told() == MONDAY_OF_BOTH


async def test_a_copy_of_a_newer_version_is_refused(here: Installation) -> None:
    copy = here.copies / "monday.db"
    engine = create_engine(database_url(f"sqlite:///{copy}"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageError, match="update the program"):
        await here.restores(copy)
    assert await here.told() == MONDAY_OF_BOTH


async def test_another_key_is_refused(here: Installation) -> None:
    other = here.settings.model_copy(
        update={"encryption_key": type(here.settings.encryption_key)("ab" * 32)}
    )
    with pytest.raises(WrongKey):
        await restored(other, here.copies / "monday.db")
    assert await here.told() == MONDAY_OF_BOTH


async def test_nothing_is_restored_below_a_running_bot(here: Installation) -> None:
    with nobody_else(here.url):
        pass
    if here.url.startswith("sqlite"):
        with nobody_else(here.url), pytest.raises(InUse):
            await here.restores(here.copies / "monday.db")
        return
    async with here.open():
        with pytest.raises(InUse):
            await here.restores(here.copies / "monday.db")
    assert await here.told() == MONDAY_OF_BOTH


@pytest.mark.parametrize("left", [None, b"x" * 8192], ids=["removed", "damaged"])
async def test_the_log_of_a_lost_database_is_not_taken_for_that_of_the_restored_one(
    files: Installation, tmp_path: Path, left: bytes | None
) -> None:
    """Somebody removed the file before they restored, and not what lies beside it."""
    old = tmp_path / "old"
    old.mkdir()
    async with files.open() as store:
        await store.write(lambda tx: tell_everything(tx, BOB))
        for file in files.file.parent.glob("small-steps.db*"):
            shutil.copy(file, old / file.name)
    assert (old / "small-steps.db-wal").stat().st_size > 4096
    for file in old.glob("small-steps.db*"):
        shutil.copy(file, files.file.with_name(file.name))
    files.file.unlink()
    if left is not None:
        files.file.write_bytes(left)
    await files.restores(files.copies / "monday.db")
    assert await files.told() == MONDAY_OF_BOTH
    there = {file.name for file in files.file.parent.iterdir()}
    assert not there & {"small-steps.db-wal", ".restoring"}


async def test_a_damaged_key_store_is_replaced_by_its_copy(files: Installation) -> None:
    files.file.with_name("keys.db").write_bytes(b"x" * 8192)
    await files.restores(files.copies / "monday.db")
    assert await files.told() == MONDAY_OF_BOTH


async def test_everything_restored_is_closed_to_others(files: Installation) -> None:
    lose(files)
    await files.restores(files.copies / "monday.db")
    assert {file.stat().st_mode & 0o077 for file in files.file.parent.iterdir()} == {0}


# What is missing when the bot starts.


def with_key_file(here: Installation, folder: Path) -> Settings:
    """The same installation with its key in a file, as it comes."""
    file = folder / "the.key"
    file.write_text(here.settings.encryption_key.get_secret_value())
    file.chmod(0o600)
    nothing = type(here.settings.encryption_key)("")
    return here.settings.model_copy(
        update={"encryption_key": nothing, "encryption_key_file": file}
    )


async def test_a_lost_key_file_is_never_replaced_where_keys_are(
    here: Installation, tmp_path: Path
) -> None:
    settings = with_key_file(here, tmp_path)
    await (await open_store(settings, SystemClock())).close()
    file = tmp_path / "the.key"
    kept = file.rename(tmp_path / "kept")
    with pytest.raises(BadKey, match=rf"key file {file} is missing.*put your copy"):
        await open_store(settings, SystemClock())
    assert not file.exists()
    lose(here)
    with pytest.raises((BadKey, DatabaseLost)):
        await open_store(settings, SystemClock())
    assert not file.exists()
    kept.rename(file)
    await restored(settings, here.copies / "monday.db")
    await (await open_store(settings, SystemClock())).close()


async def test_an_empty_database_beside_a_full_key_store_stops_the_start(
    here: Installation,
) -> None:
    lose(here)
    for _ in range(2):
        with pytest.raises(DatabaseLost, match=r"keys of people \(2\): .*bot restore PATH"):
            await here.told()
    if here.url.startswith("sqlite"):
        assert not here.file.exists()
        here.file.touch()
    else:
        migrate(here.url)  # somebody tried to help
    with pytest.raises(DatabaseLost, match="to begin anew"):
        await here.told()
    await here.restores(here.copies / "monday.db")
    assert await here.told() == MONDAY_OF_BOTH


async def test_a_full_database_beside_no_key_store_stops_the_start_and_makes_none(
    here: Installation,
) -> None:
    lose_keys(here)
    with pytest.raises(KeysLost, match="bot restore PATH"):
        await here.told()
    assert in_place(here.url) == Contents()
    await here.restores(here.copies / "monday.db")
    assert await here.told() == MONDAY_OF_BOTH


# A copy that an earlier version made.


@pytest.fixture
def old_copies(tmp_path: Path) -> Path:
    """Copies of a database of revision 0002, with the key store of that time."""
    old_life.put_back(f"sqlite:///{tmp_path}/then/small-steps.db")
    return tmp_path / "then"


def of_then(place: Place, copies: Path) -> Installation:
    """An installation with the key of that time."""
    return Installation(place(), copies, old_life.KEY)


async def people_of(here: Installation) -> list[int]:
    return await here.does(people.all_ids)


async def test_a_copy_of_an_earlier_version_is_brought_to_this_one(
    place: Place, old_copies: Path
) -> None:
    here = of_then(place, old_copies)
    await here.restores(old_copies / "small-steps.db")
    assert await people_of(here) == [old_life.ALICE, old_life.BOB]


async def test_whoever_was_erased_since_is_not_brought_back_from_an_earlier_version(
    place: Place, old_copies: Path
) -> None:
    here = of_then(place, old_copies)
    await here.restores(old_copies / "small-steps.db")
    await here.leaves(old_life.ALICE)
    await here.joins(old_life.ALICE, "back again")
    said = await here.restores(old_copies / "small-steps.db")
    assert said[1] == "Erased again, for they erased everything after it was made: 1."
    assert await people_of(here) == [old_life.BOB]


async def test_of_an_earlier_version_too_only_who_has_a_key_comes_back(
    place: Place, old_copies: Path
) -> None:
    keys = in_file(old_copies / "keys.db")
    alone = {user: key for user, key in keys.keys.items() if user != old_life.ALICE}
    write(Contents(alone), old_copies / "keys.db")
    here = of_then(place, old_copies)
    with pytest.raises(KeysLost, match="without-newest-keys"):
        await here.restores(old_copies / "small-steps.db")
    said = await here.restores(old_copies / "small-steps.db", without_newest_keys=True)
    assert said[2] == "Erased, for nobody has their key any more: 1."
    assert await people_of(here) == [old_life.BOB]
