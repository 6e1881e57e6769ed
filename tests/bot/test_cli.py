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
from bot import cli
from bot.app import app as house
from bot.app import startup as desk
from conversations import data
from storage.alone import Alone
from storage.errors import Corrupt
from storage.store import Store


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
    command = cli._parser("small-steps").format_help()
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


def test_a_second_try_takes_another_port(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "PORT", taken)
    assert cli._free_port(None) == 0


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
    running = Alone(file)
    assert cli.main(["migrate"]) == cli.NOT_OK
    assert capsys.readouterr().err == "The bot runs on this database: stop it first.\n"
    assert not file.exists()
    running.end()
    assert cli.main(["migrate"]) == cli.OK
    assert file.exists()


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
        store = Store(desk.Nowhere())

        def __init__(self, *_given: object) -> None:
            self.settings = SimpleNamespace(health_listen="")
            self.receiver = SimpleNamespace(hearing=None)
            self.sender = self.clock = None

        async def run(self) -> None:
            raise Corrupt

    async def opened(*_given: object) -> None:
        return None

    monkeypatch.setattr(house, "House", Damaged)
    monkeypatch.setattr(desk, "opened", opened)
    monkeypatch.setattr(cli, "spare_the_collector", lambda: None)
    loop = asyncio.get_running_loop
    monkeypatch.setattr(cli, "asyncio", SimpleNamespace(sleep=rest, get_running_loop=loop))
    nothing: Any = None
    with pytest.raises(asyncio.CancelledError):
        await cli._serve(nothing)
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
