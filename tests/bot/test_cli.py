"""The commands of `python -m bot`, as far as nothing of them needs the network."""

import socket
from collections.abc import Iterator

import pytest

from bot import cli


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


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
