"""An installation moves to another database, either way, and whoever lives in it moves along."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.copy_to import copied_to
from bot.app.database import open_store
from storage import copy_to, outbox
from storage.errors import KeysLost, StorageError, WrongKey
from tests.app.test_restore import everything
from tests.databases import Databases
from tests.storage.samples import ALICE, BOB
from tests.storage.telling import tell_everything
from tests.support.installation import Installation

Address = Callable[[str], str]
SERVER = pytest.mark.postgres


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Name an empty place of either kind."""
    numbers = iter(range(100))

    def of(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/place{next(numbers)}/small-steps.db"
        make: Databases = request.getfixturevalue("new_database")
        return make()

    return of


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=SERVER)])
def here(request: pytest.FixtureRequest, address: Address, tmp_path: Path) -> Installation:
    return Installation(address(request.param), tmp_path / "copies")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=SERVER)])
def there(request: pytest.FixtureRequest, address: Address, tmp_path: Path) -> Installation:
    return Installation(address(request.param), tmp_path / "other copies")


async def lives(here: Installation) -> None:
    await here.joins(ALICE, "alice was here")
    await here.joins(BOB, "bob was here")
    await here.does(lambda tx: tell_everything(tx, BOB))


def moves(here: Installation, there: Installation) -> tuple[list[str], list[str]]:
    """Copy as the operator does; what it said on the way, and at its end."""
    way: list[str] = []
    return way, copied_to(here.settings, there.url, way.append)


async def test_everything_moves_and_goes_on_there(here: Installation, there: Installation) -> None:
    await lives(here)
    before = await here.does(everything)
    _, said = moves(here, there)
    rows = sum(map(len, before.values()))
    assert f"people: 2, rows: {rows}." in said[0]
    assert "password" not in said[0]
    assert await there.does(everything) == before
    assert await here.does(everything) == before, "where it came from is as it was"
    assert (await there.told())[ALICE] == ["alice was here"]
    await there.does(lambda tx: outbox.add(tx, chat_id=BOB, user_id=BOB, method="m", payload={}))


class CutShort(Exception):
    """What a kill leaves is what an exception leaves: each batch is committed."""


async def test_a_copy_that_was_cut_short_goes_on_where_it_was(
    here: Installation, there: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    await lives(here)
    monkeypatch.setattr(copy_to.row_copy, "BATCH", 2)
    whole = (await here.does(everything))["answer"]
    assert len(whole) == 4

    def dies(table: str, rows: int) -> None:
        if (table, rows) == ("answer", 2):
            raise CutShort

    with pytest.raises(CutShort):
        copy_to.copy_to(here.url, there.url, dies)
    with pytest.raises(KeysLost):  # a bot that starts on the half waits for its keys
        await open_store(there.settings, None)
    way, _ = moves(here, there)
    assert "answer: 2" not in way
    assert "answer: 4" in way
    assert await there.does(everything) == await here.does(everything)


async def test_a_diary_that_is_there_is_never_written_over(
    here: Installation, there: Installation
) -> None:
    await lives(here)
    await there.joins(ALICE, "another life")
    with pytest.raises(StorageError, match="There is a diary in the other database"):
        moves(here, there)
    assert await there.told() == {ALICE: ["another life"]}


async def test_a_finished_copy_is_not_written_over_by_a_second_try(
    here: Installation, there: Installation
) -> None:
    await lives(here)
    moves(here, there)
    with pytest.raises(StorageError, match="There is a diary in the other database"):
        moves(here, there)


async def test_a_copy_that_does_not_agree_is_not_handed_over(
    address: Address, tmp_path: Path
) -> None:
    """Somebody's note was changed in the half that a kill had left."""
    here = Installation(address("sqlite"), tmp_path / "copies")
    there = Installation(address("sqlite"), tmp_path / "copies")
    await lives(here)

    def dies(table: str, _rows: int) -> None:
        if table == "note":
            raise CutShort

    with pytest.raises(CutShort):
        copy_to.copy_to(here.url, there.url, dies)
    with closing(sqlite3.connect(there.file)) as half:
        half.execute("UPDATE note SET day = '2020-01-01'")
        half.commit()
    with pytest.raises(StorageError, match="copy of the table note differs"):
        moves(here, there)
    with pytest.raises(KeysLost):
        await there.told()


async def test_nothing_is_made_where_there_is_nothing_or_the_key_is_wrong(
    address: Address, tmp_path: Path
) -> None:
    here = Installation(address("sqlite"), tmp_path / "copies")
    there = Installation(address("sqlite"), tmp_path / "copies")
    here.file.parent.mkdir()
    with pytest.raises(StorageError, match="no diary"):
        moves(here, there)
    await lives(here)
    with pytest.raises(StorageError, match="the database in use"):
        moves(here, here)
    here.key = bytes(32)
    with pytest.raises(WrongKey):
        moves(here, there)
    assert not there.file.exists()
