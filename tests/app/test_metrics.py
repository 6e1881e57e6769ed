"""Figures say how the bot does; they say nothing of anyone."""

import json
import re
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app.health import Health
from bot.app.metrics import Metrics
from bot.app.timed import timed
from bot.telegram.connection import Connection
from charts.drawings import View
from storage.errors import Unavailable
from tests.support.town import DirectTown, does, settled_in
from tests.support.wires import Wires

HER_ID = 987654321012
ROOT = Path(__file__).parents[2]
DASHBOARD, ALERTS = ROOT / "deploy/grafana.json", ROOT / "deploy/alerts.yaml"


class MeasuredTown(DirectTown):
    """A town whose bot is measured."""

    def _parts(self) -> dict[str, Any]:
        self.metrics = Metrics()
        return {**super()._parts(), "measures": self.metrics}


def figures(page: bytes) -> dict[str, float]:
    lines = (line for line in page.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def shown(metrics: Metrics) -> dict[str, float]:
    return figures(metrics.page(None, heard=0, in_hand=0))


async def test_the_page_says_what_waits_and_that_the_database_answers(wires: Wires) -> None:
    async with (
        Health(wires.store, Connection(), ("127.0.0.1", 0), figures=Metrics()) as page,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}/metrics") as answer,
    ):
        assert answer.status == 200
        assert answer.content_type == "text/plain"
        found = figures(await answer.read())
    assert found["small_steps_storage_up"] == 1
    assert found['small_steps_waiting{queue="inbox"}'] == 0


async def test_a_database_that_is_away_is_a_figure_too(
    wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_work: object) -> object:
        raise Unavailable

    monkeypatch.setattr(wires.store, "read", away)
    async with (
        Health(wires.store, Connection(), ("127.0.0.1", 0), figures=Metrics()) as page,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}/metrics") as answer,
    ):
        assert figures(await answer.read())["small_steps_storage_up"] == 0


async def test_an_evening_is_counted_without_a_word_or_an_id_of_anyone(tmp_path: Path) -> None:
    async with MeasuredTown(tmp_path) as town:
        alice = town.person(HER_ID)
        await settled_in(town, alice)
        await town.at_local("2026-11-24", "21:00")
        await does(town, alice, "my secret word")
        page = town.metrics.page(None, heard=0, in_hand=0)
    found = figures(page)
    assert found['small_steps_updates_total{outcome="handled"}'] > 3
    assert found["small_steps_step_seconds_count"] > 3
    assert found["small_steps_nudges_due_total"] >= 1
    assert found["small_steps_nudges_sent_total"] >= 1
    assert found["small_steps_nudge_late_seconds_count"] >= 1
    assert found['small_steps_database_seconds_count{kind="write"}'] > 3
    assert b"secret" not in page
    assert str(HER_ID).encode() not in page


def test_every_figure_of_the_dashboard_and_of_the_alarms_is_kept() -> None:
    metrics = Metrics()
    metrics.send_failed("rejected")
    metrics.nudge_dropped("too late")
    metrics.database("read", 0.1)
    kept = {re.split(r"[{ ]", name)[0] for name in shown(metrics)}
    for file in (DASHBOARD, ALERTS):
        used = set(re.findall(r"small_steps_\w+", file.read_text("utf-8")))
        assert used
        assert used <= kept, file.name


def test_every_figure_is_on_the_dashboard() -> None:
    names = {f.name for f in Metrics()._registry.collect()}
    board = DASHBOARD.read_text("utf-8")
    assert json.loads(board)["panels"]
    assert {name for name in names if name not in board} == set()


def test_every_alarm_has_its_reason_in_the_manual() -> None:
    alarms = re.findall(r"alert: (\w+)", ALERTS.read_text("utf-8"))
    manual = (ROOT / "docs/operating.md").read_text("utf-8")
    assert len(alarms) > 5
    assert [name for name in alarms if f"| `{name}` |" not in manual] == []
    assert re.findall(r"^\| `(SmallSteps\w+)`", manual, re.MULTILINE) == alarms


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.handled(0.1)
    assert shown(one)['small_steps_updates_total{outcome="handled"}'] == 1
    assert shown(other)['small_steps_updates_total{outcome="handled"}'] == 0


def test_a_nudge_is_late_by_the_time_until_it_arrived() -> None:
    now = [100.0]
    metrics = Metrics(seconds=lambda: now[0])
    metrics.due(3.0, 7)
    now[0] += 4
    metrics.nudge_sent(7)
    found = shown(metrics)
    assert found["small_steps_nudge_late_seconds_sum"] == 7
    assert found["small_steps_nudges_sent_total"] == 1


def test_a_nudge_that_was_left_out_is_not_late() -> None:
    metrics = Metrics()
    metrics.due(3.0, 7)
    metrics.nudge_dropped("not wanted", 7)
    metrics.nudge_sent(7)
    assert shown(metrics)["small_steps_nudge_late_seconds_count"] == 0
    assert shown(metrics)['small_steps_nudges_dropped_total{reason="not_wanted"}'] == 1


async def test_a_picture_that_failed_counts_as_one_said_in_words() -> None:
    async def draw(_view: View) -> bytes | None:
        return None

    metrics = Metrics()
    await timed(draw, metrics)(None)
    found = shown(metrics)
    assert found["small_steps_pictures_failed_total"] == 1
    assert found["small_steps_picture_seconds_count"] == 1
