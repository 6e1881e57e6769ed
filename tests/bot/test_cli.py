"""The commands of `python -m bot`, as far as nothing of them needs the network."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import bot
from bot import arguments, cli, config
from bot.app import serving, startup
from bot.app.database import open_store
from bot.clock import SystemClock
from bot.demo.port import free_port
from conversations import data
from storage import people
from storage.errors import Corrupt
from storage.instance_lock import InstanceLock
from storage.migrate import migrate
from storage.schema import HEAD
from storage.store import Store
from tests.storage import old_life
from tests.storage.samples import ALICE, BOB, person


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_both_ways_to_start_are_one_program_under_its_own_name() -> None:
    order = [sys.executable, "-m", "bot", "--help"]
    module = subprocess.run(
        order, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    ).stdout
    assert module.startswith("usage: python -m bot [-h] [--version] COMMAND")
    command = arguments.parser("small-steps").format_help()
    assert command.startswith("usage: small-steps [-h] [--version] COMMAND")
    assert command.splitlines()[2:] == module.splitlines()[2:]


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"small-steps {bot.__version__}\n"


def test_a_wished_port_that_is_taken_is_one_sentence_and_exit_code_two(
    taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["try", "--no-browser", "--port", str(taken)]) == cli.MISCONFIGURED
    said = capsys.readouterr()
    assert f"--port {taken} cannot be used" in said.err
    assert said.out == ""


def test_a_port_that_is_none_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["try", "--no-browser", "--port", "99999"]) == cli.MISCONFIGURED
    assert "or it is no port" in capsys.readouterr().err


def test_a_second_try_takes_another_port(taken: int) -> None:
    assert free_port(None, taken) == 0


@pytest.mark.parametrize("command", [[], ["try", "--no-browser"]], ids=str)
def test_a_broken_questionnaire_is_said_before_the_bot_begins(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = "conversations/questionnaires: who5.toml: stem is missing"
    monkeypatch.setattr(data, "faults", lambda: (sentence,))
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:" + "A" * 35)
    assert cli.main(command) == cli.MISCONFIGURED
    assert capsys.readouterr().err == sentence + "\n"


def test_nothing_is_migrated_below_a_running_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would be a second connection that writes, and the bot would not know its own tables."""
    file = tmp_path / "small-steps.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    running = InstanceLock(file)
    assert cli.main(["migrate"]) == cli.NOT_OK
    assert capsys.readouterr().err == "The bot runs on this database: stop it first.\n"
    assert not file.exists()
    running.end()
    assert cli.main(["migrate"]) == cli.OK
    assert file.exists()


def test_migrating_does_the_whole_of_it_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What takes people's keys as well: nothing is left for the next start."""
    url = f"sqlite:///{tmp_path}/small-steps.db"
    old_life.put_back(url)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("ENCRYPTION_KEY", old_life.KEY.hex())
    assert cli.main(["migrate"]) == cli.OK
    assert capsys.readouterr().out == f"The database is at revision {HEAD}.\n"
    assert migrate(url) == HEAD
    assert "alcohol" not in {value for _, value in old_life.texts(url)}


def test_migrating_with_the_wrong_key_changes_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/small-steps.db"
    old_life.put_back(url)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("ENCRYPTION_KEY", "00" * 32)
    assert cli.main(["migrate"]) == cli.MISCONFIGURED
    assert "put back the key it was made with" in capsys.readouterr().err
    assert "alcohol" in {value for _, value in old_life.texts(url)}


async def test_damage_that_no_opening_finds_builds_houses_ever_more_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One bad page of a server's table: opening is fine, and one person's words find it again."""
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 9:
            raise asyncio.CancelledError

    class Damaged:
        store = Store(startup.UnavailableEngine())

        def __init__(self, *_given: object, **_more: object) -> None:
            self.settings = SimpleNamespace(health_listen="")
            self.receiver = SimpleNamespace(connection=None)
            self.sender = self.clock = None

        async def run(self) -> None:
            raise Corrupt

    async def opened(*_given: object, **_how: object) -> None:
        return None

    monkeypatch.setattr(serving, "App", Damaged)
    monkeypatch.setattr(startup, "opened", opened)
    monkeypatch.setattr(serving, "spare_the_collector", lambda: None)
    monkeypatch.setattr(serving, "take_short_turns", lambda: None)
    loop = asyncio.get_running_loop
    monkeypatch.setattr(serving, "asyncio", SimpleNamespace(sleep=rest, get_running_loop=loop))
    settings: Any = SimpleNamespace(health_listen="")
    with pytest.raises(asyncio.CancelledError):
        await serving.serve(settings)
    assert rests == [0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_a_bot_started_by_hand_leaves_no_core_file(tmp_path: Path) -> None:
    """The service forbids it too; whoever tries the bot has no service."""
    code = (
        "import resource; from bot import cli; "
        "most = resource.getrlimit(resource.RLIMIT_CORE)[1]; "
        "resource.setrlimit(resource.RLIMIT_CORE, (most, most)); "
        "cli.main(['migrate']); "
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    given = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/steps.db"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=given)
    assert done.stdout.splitlines()[-1] == "0", done.stderr


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database that Alice and Bob use, and a copy of it, as the bot made them."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/data/small-steps.db")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:" + "A" * 35)

    async def live() -> None:
        store = await open_store(config.load(), SystemClock())
        for user in (ALICE, BOB):
            await store.write(lambda tx, user=user: people.add(tx, person(user, tx.now)))
        await store.close()

    asyncio.run(live())
    assert cli.main(["backup", str(tmp_path / "copies" / "monday.db")]) == cli.OK
    return tmp_path


def test_a_restore_says_in_plain_sentences_what_it_did(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = installed / "copies" / "monday.db"
    capsys.readouterr()
    assert cli.main(["restore", str(copy)]) == cli.OK
    assert capsys.readouterr().out == (
        f"Restored from {copy}: people: 2, rows: 4.\n"
        "Erased again, for they erased everything after it was made: 0.\n"
    )


def test_a_restore_that_is_refused_says_why_and_changes_nothing(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = installed / "data" / "small-steps.db"
    before = file.read_bytes()
    running = InstanceLock(file)
    assert cli.main(["restore", str(installed / "copies" / "monday.db")]) == cli.NOT_OK
    assert capsys.readouterr().err == "The bot runs on this database: stop it first.\n"
    running.end()
    assert cli.main(["restore", str(installed / "copies" / "keys.db")]) == cli.NOT_OK
    assert "is damaged, or no copy" in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", [["restore", "copies/monday.db"], []], ids=str)
def test_a_lost_key_file_is_one_sentence_and_exit_code_two(
    installed: Path,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(installed)
    key = installed / "data" / "small-steps.key"
    key.unlink()
    assert cli.main(command) == cli.MISCONFIGURED
    said = capsys.readouterr().err.splitlines()[-1]
    assert f"The key file {key} is missing" in said
    assert not key.exists()


@pytest.mark.parametrize("command", [["doctor"], []], ids=["doctor", "start"])
def test_a_pipe_as_key_file_is_one_sentence_and_nobody_waits_for_it(
    installed: Path, command: list[str]
) -> None:
    key = installed / "data" / "small-steps.key"
    key.unlink()
    os.mkfifo(key, 0o600)
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    said = ran.stdout + ran.stderr
    assert ran.returncode == (cli.NOT_OK if command else cli.MISCONFIGURED)
    assert said.count(f"The key file {key} is no file but a folder, a pipe or a device") == 1
    assert "Traceback" not in said


@pytest.mark.parametrize("left", [None, b""], ids=["missing", "empty"])
def test_a_lost_database_is_one_sentence_that_names_the_way_out_and_exit_code_two(
    installed: Path, left: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = installed / "data" / "small-steps.db"
    file.unlink()
    if left is not None:
        file.write_bytes(left)
    for _ in range(2):
        assert cli.main([]) == cli.MISCONFIGURED
        said = capsys.readouterr().err.splitlines()[-1]
        assert f"{file} is missing or empty" in said
        assert "`python -m bot restore PATH` puts a copy back; to begin anew, move" in said
    assert cli.main(["migrate"]) == cli.NOT_OK
    assert file.exists() == (left is not None)
    assert cli.main(["restore", str(installed / "copies" / "monday.db")]) == cli.OK
