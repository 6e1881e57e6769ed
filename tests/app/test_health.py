"""Supervisors see whether the bot works, and nothing of anyone."""

import asyncio
from datetime import time, timedelta

import aiohttp
import pytest

from bot.app import health as module
from bot.app.health import Health
from bot.telegram.connection import Connection
from storage import reminders
from storage.errors import Unavailable
from storage.reminders import Reminder
from tests.app.test_inbox_worker import keep, text
from tests.support.states import inbox_states
from tests.support.wires import ALICE, Wires, person


def health(wires: Wires, connection: Connection) -> Health:
    return Health(wires.store, connection, ("127.0.0.1", 0))


async def test_a_bot_that_hears_is_well(wires: Wires) -> None:
    connection = Connection()
    connection.heard(1)
    async with (
        health(wires, connection) as page,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}/health") as answer,
    ):
        assert answer.status == 200
        report = await answer.json()
    assert report["ok"]
    assert report["telegram"] == "ok"


async def test_a_bot_that_hears_nothing_is_not(wires: Wires) -> None:
    now = [0.0]
    connection = Connection(seconds=lambda: now[0])
    now[0] = 91
    async with (
        health(wires, connection) as page,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{page.port}/health") as answer,
    ):
        assert answer.status == 503
        assert (await answer.json())["trouble"] == ["telegram"]


async def test_a_database_that_never_answers_is_said_all_the_same(
    wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(_work: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setattr(wires.store, "read", hangs)
    async with health(wires, Connection()) as page:
        assert (await page.report())["trouble"] == ["storage"]


async def test_a_second_copy_shows(wires: Wires) -> None:
    now = [0.0]
    connection = Connection(seconds=lambda: now[0])
    connection.conflict()
    connection.heard(1)  # the two take turns
    report = await health(wires, connection).report()
    assert (report["trouble"], report["conflicts"]) == (["telegram"], 1)
    now[0] = 91
    connection.heard(1)
    report = await health(wires, connection).report()
    assert (report["ok"], report["conflicts"]) == (True, 1)


async def test_a_database_that_is_away_shows(wires: Wires, monkeypatch: object) -> None:
    async def away(_work: object) -> object:
        raise Unavailable

    wires.store.read = away
    assert (await health(wires, Connection()).report())["trouble"] == ["storage"]


async def test_late_work_shows_without_saying_whose(wires: Wires) -> None:
    await wires.store.write(person)
    await wires.store.write(
        lambda tx: reminders.put(
            tx, Reminder(ALICE, "evening", time(21), (), tx.now - timedelta(minutes=6), True)
        )
    )
    await keep(wires, text(1, ALICE, "my secret word"))
    report = await health(wires, Connection()).report()
    assert report["trouble"] == ["reminders"]
    assert report["reminder_late_seconds"] >= 360
    assert report["inbox"] == await wires.store.read(inbox_states) == {"new": 1}
    assert "secret" not in str(report)
    assert str(ALICE) not in str(report)


async def test_without_an_address_there_is_no_page(wires: Wires) -> None:
    async with Health(wires.store, Connection(), None) as page:
        assert page.port == 0
