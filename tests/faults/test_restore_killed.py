"""A backup and a restore that are killed at every few of their steps, as real processes.

SMALL_STEPS_THOROUGH=1: at every step.
"""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.backup import verified
from storage.key_copies import in_file, in_place
from storage.place import glance_at
from tests.databases import Databases
from tests.faults.steps import KillSteps, forks
from tests.storage.samples import ALICE, BOB
from tests.support.fresh import fresh_database
from tests.support.installation import KEY_TEXT, Installation

KILLED = -9
CAROL = 7_000_000_003
ON_MONDAY = {BOB: ["bob"]}
ON_TUESDAY = {BOB: ["bob"], CAROL: ["carol"]}


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KillSteps]:
    with forks(tmp_path_factory.mktemp("steps") / "log") as steps:
        yield steps


def ordered(here: Installation) -> dict[str, str]:
    """The settings of the command."""
    return {
        "DATABASE_URL": here.url,
        "ENCRYPTION_KEY": KEY_TEXT,
        "TELEGRAM_BOT_TOKEN": "123456:" + "A" * 35,
    }


async def lived(here: Installation) -> None:
    """Alice and Bob are in Monday's copy; then Alice erases everything, and Carol comes."""
    await here.joins(ALICE, "alice")
    await here.joins(BOB, "bob")
    here.backs_up("monday")
    await here.leaves(ALICE)
    await here.joins(CAROL, "carol")


def on_files(folder: Path) -> Installation:
    (folder / "data").mkdir(parents=True)
    file = folder / "data" / "small-steps.db"
    fresh_database(file)
    return Installation(f"sqlite:///{file}", folder / "copies")


def as_it_was(folder: Path, like: Path) -> Installation:
    """The installation as it was before the command, in its own place."""
    for name in ("data", "copies"):
        shutil.rmtree(folder / name, ignore_errors=True)
        shutil.copytree(like / name, folder / name)
    return Installation(f"sqlite:///{folder}/data/small-steps.db", folder / "copies")


def test_a_backup_killed_anywhere_leaves_copies_that_can_be_restored(
    steps: KillSteps, tmp_path: Path
) -> None:
    """Each copy is whole, its people's keys are beside it, and who has left is in none of them."""
    here = on_files(tmp_path / "here")
    asyncio.run(lived(here))
    shutil.copytree(tmp_path / "here", tmp_path / "before")
    command = ("backup", str(here.copies / "tuesday.db"))
    killed = 0
    for step in steps.places(*command, most=16, **ordered(here)):
        here = as_it_was(tmp_path / "here", tmp_path / "before")
        code, _ = steps.run(*command, step=step, **ordered(here))
        killed += code == KILLED
        keys = in_file(here.copies / "keys.db")
        assert ALICE not in keys.keys
        for copy in here.copies.glob("*day.db"):
            assert verified(copy)["person"] == 2
            assert glance_at(copy).system == keys.system
        if (here.copies / "tuesday.db").exists():
            assert CAROL in keys.keys
        code, _ = steps.run(*command, **ordered(here))
        assert code == 0
        assert {f.name for f in here.copies.iterdir()} == {"monday.db", "tuesday.db", "keys.db"}
    assert killed >= 12


@pytest.mark.parametrize("lost", [False, True], ids=["all in place", "the disk lost"])
def test_a_restore_killed_anywhere_leaves_the_old_or_the_new_and_finishes_when_run_again(
    steps: KillSteps, tmp_path: Path, lost: bool
) -> None:
    here = on_files(tmp_path / "here")
    asyncio.run(lived(here))
    for file in here.file.parent.iterdir() if lost else ():
        file.unlink()
    shutil.copytree(tmp_path / "here", tmp_path / "before")
    command = ("restore", str(here.copies / "monday.db"))
    seen = []
    for step in steps.places(*command, most=9, **ordered(here)):
        here = as_it_was(tmp_path / "here", tmp_path / "before")
        code, _ = steps.run(*command, step=step, **ordered(here))
        if code != KILLED:
            continue
        assert ALICE not in in_place(here.url).keys
        if here.file.exists():
            seen.append(asyncio.run(here.told()))
            assert not list(here.file.parent.glob(".restoring"))
        code, _ = steps.run(*command, **ordered(here))
        assert code == 0
        assert asyncio.run(here.told()) == ON_MONDAY
    assert [told for told in seen if told not in (ON_MONDAY, ON_TUESDAY)] == []
    assert ON_MONDAY in seen
    assert lost or ON_TUESDAY in seen


@pytest.mark.postgres
def test_a_restore_into_a_server_killed_anywhere_leaves_the_old_or_the_new(
    steps: KillSteps, tmp_path: Path, migrated_database: Databases
) -> None:
    here = Installation(migrated_database(), tmp_path / "copies")
    asyncio.run(lived(here))
    command = ("restore", str(here.copies / "monday.db"))
    seen = []
    for step in steps.places(*command, most=5, **ordered(here)):
        tuesday = asyncio.run(here.told())
        if CAROL not in tuesday:
            asyncio.run(here.joins(CAROL, "carol"))
        code, _ = steps.run(*command, step=step, **ordered(here))
        if code == KILLED:
            assert ALICE not in in_place(here.url).keys
            seen.append(asyncio.run(here.told()))
    assert [told for told in seen if told not in (ON_MONDAY, ON_TUESDAY)] == []
    assert ON_TUESDAY in seen
    assert steps.run(*command, **ordered(here))[0] == 0
    assert asyncio.run(here.told()) == ON_MONDAY
