"""Telegram shows the bot's commands and what it is, and is not asked twice."""

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.server import Playground
from bot.telegram import menu as module
from bot.telegram.api import Api
from bot.telegram.menu import Menu, publish

ENGLISH = Menu([("checkin", "Check in"), ("week", "Your week")], "A diary.", "Small wins.")
GERMAN = Menu([("checkin", "Eintragen"), ("week", "Deine Woche")], "Ein Tagebuch.")


async def test_the_menu_is_set_in_every_language(server: Playground, api: Api) -> None:
    assert await publish(api, {"": ENGLISH, "de": GERMAN})
    assert (await api.call("getMyCommands"))[0] == {
        "command": "checkin",
        "description": "Check in",
    }
    german = await api.call("getMyCommands", {"language_code": "de"})
    assert german[0]["description"] == "Eintragen"
    assert (await api.call("getMyDescription"))["description"] == "A diary."


async def test_a_menu_that_stands_is_left_alone(server: Playground, api: Api) -> None:
    await publish(api, {"": ENGLISH})
    await publish(api, {"": ENGLISH})
    assert server.ledger.calls["setMyCommands"] == 1
    assert server.ledger.calls["setMyDescription"] == 1


async def test_a_fault_is_outlasted_or_given_up(
    server: Playground, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.01)
    server.faults.plan(PlannedFault.answer(500), "setMyCommands", times=2)
    assert await publish(api, {"": ENGLISH})
    server.faults.plan(PlannedFault.answer(500), "getMyCommands", times=None)
    assert not await publish(api, {"": ENGLISH})
