"""The benchmarks still run; how fast anything is, no test says."""

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.benchmarks import (
    crowded,
    distance,
    idle,
    insights,
    lag,
    peers_waits,
    pictures,
    processes,
    replies,
    report,
    server,
    sweep,
)
from tests.benchmarks.canned import USER
from tests.benchmarks.table import Measured, table
from tests.faults.town import fork_server, is_alive
from tests.support.drawn import VIEWS


@pytest.fixture(autouse=True)
def _bytecode_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compile nothing anew: how long a start takes is not asked here."""
    for module in (idle, peers_waits):
        monkeypatch.setattr(module, "bytecode", lambda _folder: {})


class Forked:
    """A bot that the fork server made, with what `running` asks of a process."""

    returncode = None

    def __init__(self, number: int) -> None:
        self.pid = number

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    async def wait(self) -> None:
        while is_alive(self.pid):  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.005)


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Fork the bots of this test: a start takes longer than what they do.

    Without it they start as they do for a benchmark; some tests here have to do so.
    """
    begin_anew = processes.begin

    async def begin(*command: str, env: Mapping[str, str], prints: bool) -> Process | Forked:
        if command[1] not in {"tests.benchmarks.durable", "tests.benchmarks.echo"}:
            return await begin_anew(*command, env=env, prints=prints)
        return Forked(fork_server().start(env, tmp_path / "log", command))

    monkeypatch.setattr(processes, "begin", begin)


def test_the_bots_answer_a_few_people() -> None:
    (found,) = replies.rounds(1, size=0.01)
    assert {*replies.ECHOES, "durable"} == set(found)
    assert found["echo on aiohttp"].calls == 1
    assert found["echo of two calls on aiohttp"].calls == found["durable"].calls == 2
    assert all(line.values for line in replies.lines([found]))


@pytest.mark.postgres
@pytest.mark.usefixtures("forked")
def test_the_bot_answers_a_few_people_on_a_server(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTGRES_URL", postgres_url)
    found = server.rounds(1, size=0.01)
    assert all(line.values for line in server.lines(found))


@pytest.mark.usefixtures("forked")
def test_both_bots_answer_from_afar() -> None:
    (found,) = distance.rounds(1, size=0.01)
    assert found.ours > 0
    assert found.echo > 0


@pytest.mark.usefixtures("forked")
def test_a_few_people_answer_beside_many_others() -> None:
    (found,) = crowded.rounds(1, size=0.01, others=50)
    assert found.crowded >= 0  # where the system does not tell processor time, it is 0


def test_every_kind_of_picture_is_drawn_beside_a_plain_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "EACH", 1)
    found = pictures.rounds(1)
    assert {type(make()) for _, make, _ in pictures.KINDS} == VIEWS
    assert all(line.values for line in pictures.lines(found))


def test_pictures_are_drawn_under_watch() -> None:
    (found,) = lag.rounds(1, pictures=2, rest=0.05)
    assert found.drawing <= found.worst


def test_a_page_is_set_beside_a_bare_one() -> None:
    found = report.rounds(1)
    assert all(line.values for line in report.lines(found))


def test_people_look_at_their_weeks_under_watch() -> None:
    (found,) = insights.rounds(1, people=2, days=120, rest=0.05)
    alone = insights.reckoned(days=120)
    assert found.seconds > 0
    assert alone.ours > 0 < alone.plain
    assert len(insights.lines([found], [alone])) == 3


def test_nothing_is_due_among_a_few_reminders(tmp_path: Path) -> None:
    assert len(asyncio.run(sweep.sweeps(f"sqlite:///{tmp_path}/a.db", 20, 2))) == 2


def test_both_bots_start() -> None:
    (found,) = idle.rounds(1, before=0)
    assert not found["ours"].draws


@pytest.mark.slow
@pytest.mark.usefixtures("forked")
def test_people_wait_for_both_bots_that_draw_and_remind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers_waits, "WATCHERS", 9)
    monkeypatch.setattr(peers_waits, "SOON", ((4.0, 100), *peers_waits.SOON))
    monkeypatch.setattr(peers_waits, "FIRST", 60.0)  # however busy the machine is
    monkeypatch.setattr(peers_waits, "QUIET", 20.0)
    amounts = peers_waits.Amounts(drawing=0.2, reminders=5, due=5)
    found = peers_waits.one_round(amounts, people=range(USER, USER + 20))
    assert found["ours"].lost == 0
    assert all(line.values for line in peers_waits.lines([found], amounts))


@pytest.mark.parametrize(
    ("target", "verdict"), [("≥ 1.0", "met"), ("≤ 1.9 ms", "MISSED"), ("", "–")]
)
def test_the_median_is_held_against_the_target(target: str, verdict: str) -> None:
    line = Measured("speed", [3.0, 1.0, 2.0], "another", target)
    assert line.verdict == verdict
    assert "| [1.00–3.00]" in table([line])
