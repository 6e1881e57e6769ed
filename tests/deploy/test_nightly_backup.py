"""Every night a copy, and none that is too old: by systemd's timer, and in the container."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.checkup import checkup
from storage.vault import Vault
from tests.conftest import KEY
from tests.deploy.sandbox import Sandbox
from tests.deploy.unit import BACKUP, ROOT, Unit
from tests.support.fresh import fresh_database

SCRIPT = ROOT / "deploy/nightly-backup"
DAY = 86_400.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "state/backups"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def address(tmp_path: Path) -> str:
    url = fresh_database(tmp_path / "state/small-steps.db")
    Vault.open(url, key=KEY, random=os.urandom).close()
    return url


def put(folder: Path, name: str, days: float) -> None:
    """A file that is as old as that."""
    file = folder / name
    file.write_text("a copy")
    at = time.time() - days * DAY
    os.utime(file, (at, at))


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def backs_up(folder: Path, address: str) -> "subprocess.CompletedProcess[bytes]":
    order = [SCRIPT, folder, sys.executable, "-m", "bot"]
    env = os.environ | {"DATABASE_URL": address}
    return subprocess.run(order, cwd=ROOT, env=env, capture_output=True, check=False)


def today() -> str:
    return time.strftime("%Y-%m-%d.db", time.gmtime())


def test_tonights_copy_is_made_and_the_old_ones_go(folder: Path, address: str) -> None:
    put(folder, "2026-01-01.db", 40)
    put(folder, "2026-01-01.db.keys", 40)
    put(folder, "2026-01-20.db", 20)
    put(folder, ".2026-01-05.db.part", 3)
    put(folder, "before-update.db", 400)
    assert backs_up(folder, address).returncode == 0
    assert {"2026-01-20.db", "before-update.db", today()} <= names(folder)
    assert not {"2026-01-01.db", "2026-01-01.db.keys", ".2026-01-05.db.part"} & names(folder)
    assert checkup(f"sqlite:///{folder / today()}").whole


def test_a_night_that_fails_still_lets_the_old_ones_go_but_the_newest(folder: Path) -> None:
    """A full disk stays full for ever where nothing goes before a copy has succeeded."""
    for name, days in (("2026-01-01.db", 60), ("2026-01-02.db", 59), ("2026-01-02.db.keys", 59)):
        put(folder, name, days)
    put(folder, "keys.db", 59)
    failed = backs_up(folder, f"sqlite:///{folder}/there-is-none.db")
    assert failed.returncode == 1
    assert b"to copy" in failed.stderr
    assert names(folder) == {"2026-01-02.db", "2026-01-02.db.keys", "keys.db"}


def test_the_first_night_makes_the_folder_which_nobody_else_can_read(
    tmp_path: Path, address: str
) -> None:
    folder = tmp_path / "state/first"
    assert backs_up(folder, address).returncode == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / today()).stat().st_mode & 0o777 == 0o600


def test_the_units_own_line_makes_a_copy_within_the_limits_of_the_unit(
    tmp_path: Path, folder: Path, address: str
) -> None:
    service = Sandbox(BACKUP, tmp_path)
    line = Unit.read(BACKUP).last("ExecStart")
    line = line.replace("/opt/small-steps/.venv/bin/python", sys.executable)
    line = line.replace("/opt/small-steps", str(ROOT)).replace(
        "/var/lib/small-steps/backups", "{}"
    )
    done = service.run(*line.format(folder).split(), DATABASE_URL=address)
    assert done.returncode == 0, done.stderr
    assert checkup(f"sqlite:///{folder / today()}").whole
