"""Strangers crowd in the doors of the webhook and of the health page, in a real process."""

import http.client
import json
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.telegram.webhook import MOST
from tests.faults.rush import NINE, says, settle
from tests.faults.town import PATIENCE, CrashTown

ALICE = 41
STRANGERS = 2000
FILES = 512  # that the bot may have open
AT_REST = 60  # that it has open anyway, at most
LINES = 20


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrashTown]:
    """One process for all of them: nobody is to notice that others came before."""
    with CrashTown(tmp_path_factory.mktemp("doors"), webhook=True) as town:
        town.clock.travel(NINE - timedelta(hours=5))
        settle(town, [ALICE])
        town.begin(files=FILES)
        town.until(town.report, "the bot runs")
        yield town


@pytest.fixture
def many_files() -> Iterator[None]:
    """This process needs a file for each stranger too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def crowd(port: int, count: int, crowded: ExitStack) -> None:
    """Open so many connections that begin to speak and never end."""
    for _ in range(count):
        stranger = crowded.enter_context(socket.socket())
        stranger.settimeout(0.2)
        with suppress(OSError):  # as many as get in
            stranger.connect(("127.0.0.1", port))
            stranger.sendall(b"POST /hook HTTP/1.1\r\nHost: x\r\n")


@pytest.mark.usefixtures("many_files")
def test_thousands_who_never_end_a_sentence_keep_telegram_from_nothing(town: CrashTown) -> None:
    lines = town.log.read_text().count("\n")
    with ExitStack() as crowded:
        crowd(town.hook, STRANGERS, crowded)
        town.until(lambda: open_files(town) <= MOST + AT_REST, "the first of them are shown out")
        # Telegram itself, on a connection of its own.
        line = http.client.HTTPConnection("127.0.0.1", town.hook, timeout=PATIENCE)
        headers = {
            "X-Telegram-Bot-Api-Secret-Token": "a-secret-of-the-town",
            "Content-Type": "application/json",
        }
        line.request("POST", "/hook", json.dumps({"update_id": 1}), headers)
        assert line.getresponse().status == 200
        line.close()
        # And once more through the server, to somebody who waits for the answer.
        town.server.ask("act", says(ALICE, "it rained all day"))
        town.until(lambda: is_answered(town), "alice has an answer", nap=0.05)
    # Shown out for being too many, and not when their time was up.
    assert "too many connections: the oldest are closed" in town.log.read_text()
    assert town.log.read_text().count("\n") - lines <= LINES


@pytest.mark.usefixtures("many_files")
def test_a_crowd_before_the_health_page_keeps_no_supervisor_out(town: CrashTown) -> None:
    with ExitStack() as crowded:
        crowd(town.health, STRANGERS, crowded)
        assert (town.report() or {})["ok"]


def test_nonsense_is_said_in_the_log_once(town: CrashTown) -> None:
    lines = town.log.read_text().count("\n")
    for _ in range(200):
        with socket.create_connection(("127.0.0.1", town.hook), timeout=5) as stranger:
            stranger.sendall(b"\x00 nonsense\r\n\r\n")
            assert stranger.recv(99).startswith(b"HTTP/1.")
    assert town.log.read_text().count("\n") - lines <= LINES


def open_files(town: CrashTown) -> int:
    return len(list(Path(f"/proc/{town.pid}/fd").iterdir()))


def is_answered(town: CrashTown) -> bool:
    heard = town.server.ask("ledger", since=0)
    said = [one["text"] or "" for one in heard if one["chat_id"] == ALICE]
    return any("in your journal" in text for text in said)
