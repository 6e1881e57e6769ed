"""Nothing is acknowledged before it is stored, and the poller never goes deaf."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.telegram import intake
from bot.telegram import poller as module
from bot.telegram.api import Api
from bot.telegram.connection import Connection
from bot.telegram.poller import Poller, PollingStalled
from storage.errors import Unavailable
from storage.inbox import Update
from tests.support.wires import ALICE, Wires, eventually


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.02)
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.1)


@pytest.fixture
async def running(wires: Wires) -> AsyncIterator[Wires]:
    await wires.inbox_worker.start()
    task = asyncio.create_task(wires.poller.run())
    yield wires
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_what_someone_says_is_stored_and_handled(
    running: Wires, alice: TelegramUser
) -> None:
    alice.says("hello")
    await alice.reads("heard hello")
    assert running.poller.connection.state == "ok"


async def test_the_bot_hears_only_what_it_asked_for(running: Wires, alice: TelegramUser) -> None:
    alice.says("hello")
    await alice.reads("heard hello")
    assert running.server.updates.allowed is not None


async def test_an_update_is_asked_for_again_until_it_is_stored(
    running: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await eventually(lambda: running.server.ledger.calls["getUpdates"] > 1)
    real: Callable[[Any], Awaitable[Any]] = running.store.write

    async def full(_work: object) -> object:
        raise Unavailable

    monkeypatch.setattr(running.store, "write", full)
    alice.says("hello")
    await eventually(lambda: running.poller.connection.state == "storage")
    assert running.poller._offset is None
    await eventually(lambda: running.notices)
    await asyncio.sleep(0.2)
    assert running.notices == [(ALICE, False)]
    monkeypatch.setattr(running.store, "write", real)
    await alice.reads("heard hello")


async def test_while_nothing_can_be_stored_it_asks_every_few_seconds(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long that lasts: somebody may be in danger. More often gains nothing at Telegram."""

    async def full(_work: object) -> object:
        raise Unavailable

    monkeypatch.setattr(module, "FIRST_WAIT", 1.0)
    monkeypatch.setattr(module, "LONGEST_WAIT", 60.0)
    monkeypatch.setattr(wires.store, "write", full)
    alice.says("hello")
    waits = [await wires.poller.once() for _ in range(9)]
    assert min(waits) > 0.5
    assert max(waits) == module.LONGEST_AWAY == 3.0


@pytest.mark.parametrize(
    "fault",
    [
        PlannedFault.answer(404),
        PlannedFault.answer(401),
        PlannedFault.answer(409),
        PlannedFault.answer(500),
        PlannedFault.html(502),
        PlannedFault.html(200),
        PlannedFault.hollow(),
        PlannedFault.reset(),
        PlannedFault.cut(),
        PlannedFault.too_many(1),
    ],
)
async def test_any_fault_passes(wires: Wires, alice: TelegramUser, fault: PlannedFault) -> None:
    wires.server.faults.plan(fault, "getUpdates", times=2)
    await wires.inbox_worker.start()
    task = asyncio.create_task(wires.poller.run())
    alice.says("hello")
    await alice.reads("heard hello")
    assert wires.poller.connection.state == "ok"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_what_nobody_thought_of_does_not_end_the_listening(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = iter([RecursionError, AttributeError])
    real = module.as_row

    def as_row(update: Any) -> Update | None:
        if fault := next(strange, None):
            raise fault
        return real(update)

    monkeypatch.setattr(module, "as_row", as_row)
    await wires.inbox_worker.start()
    task = asyncio.create_task(wires.poller.run())
    alice.says("hello")
    await alice.reads("heard hello")
    assert wires.poller.connection.state == "ok"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_one_strange_update_does_not_hide_the_others(
    running: Wires, alice: TelegramUser
) -> None:
    running.server.updates.add("message", {"chat": {"id": ALICE}, "odd": True}, line=ALICE)
    alice.says("hello")
    await alice.reads("heard hello")
    assert running.words_handled == ["hello"]


async def test_an_update_the_database_cannot_hold_does_not_stop_the_others(
    running: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = intake._add

    def picky(rows: Any, tx: Any) -> list[int]:
        if "bad" in str(rows):
            raise OverflowError
        return real(rows, tx)

    monkeypatch.setattr(intake, "_add", picky)
    alice.says("bad")
    alice.says("hello")
    await alice.reads("heard hello")
    assert running.words_handled == ["hello"]


async def test_a_second_copy_is_noticed(running: Wires, server: Any, alice: TelegramUser) -> None:
    other = Api(server.token, server.url)
    await other.open()
    await eventually(lambda: running.server.ledger.calls["getUpdates"] > 1)
    await other.call("getUpdates", {"timeout": 0})
    await eventually(lambda: running.poller.connection.conflicts > 0)
    await other.close()
    alice.says("hello")
    await alice.reads("heard hello")
    assert running.poller.connection.disputed


async def test_a_webhook_left_from_earlier_is_removed(running: Wires, alice: TelegramUser) -> None:
    await running.api.call("setWebhook", {"url": "http://127.0.0.1:9/none"})
    alice.says("hello")
    await alice.reads("heard hello")
    assert running.server.webhook.info()["url"] == ""


async def test_after_silence_the_connections_are_made_anew(
    wires: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, opened = [0.0], []
    connection = Connection(seconds=lambda: now[0])
    poller = Poller(
        wires.api, wires.store, wires.inbox_worker.came, wires.outage_notice, connection=connection
    )
    real = wires.api.reopen

    async def reopen() -> None:
        opened.append(now[0])
        await real()

    monkeypatch.setattr(wires.api, "reopen", reopen)
    wires.server.faults.plan(PlannedFault.reset(), "getUpdates", times=None)
    for now[0] in (10, 80, 91, 120, 170, 185, 290):
        await poller.once()
    assert opened == [91, 185, 290]
    now[0] = 301
    with pytest.raises(PollingStalled):
        await poller.once()


async def test_a_network_that_is_away_is_waited_for(wires: Wires) -> None:
    now = [0.0]
    connection = Connection(seconds=lambda: now[0])
    poller = Poller(
        wires.api, wires.store, wires.inbox_worker.came, wires.outage_notice, connection=connection
    )
    await wires.server.stop()
    now[0] = 7200
    assert await poller.once() > 0
    assert connection.state == "unreachable"


async def test_a_refused_token_is_given_ten_minutes(wires: Wires) -> None:
    now = [0.0]
    connection = Connection(seconds=lambda: now[0])
    poller = Poller(
        wires.api, wires.store, wires.inbox_worker.came, wires.outage_notice, connection=connection
    )
    wires.server.faults.plan(PlannedFault.answer(401), "getUpdates", times=None)
    for now[0] in (301, 599, 700):
        await poller.once()
    assert connection.state == "token"
    wires.server.faults.plan(PlannedFault.answer(401), "getMe", times=None)
    with pytest.raises(PollingStalled):
        await poller.once()


async def test_after_a_quiet_week_numbers_may_start_anew(
    wires: Wires, alice: TelegramUser
) -> None:
    now = [0.0]
    connection = Connection(asleep_too=lambda: now[0])
    poller = Poller(
        wires.api, wires.store, wires.inbox_worker.came, wires.outage_notice, connection=connection
    )
    alice.says("hello")
    for _ in range(2):
        poller._asked = False  # so that it does not wait for more
        await poller.once()
    assert poller._offset is not None
    poller._asked = False
    now[0] = 6 * 86_400 + 1
    await poller.once()
    assert poller._offset is None
