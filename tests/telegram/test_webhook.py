"""Telegram gets its 200 after the commit; nobody else gets in."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from io import BytesIO

import aiohttp
import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.telegram import connection_limit
from bot.telegram import webhook as module
from bot.telegram.webhook import SECRET_HEADER, Webhook
from storage.errors import Unavailable
from tests.app.test_inbox_worker import text
from tests.support.states import inbox_states
from tests.support.wires import ALICE, Wires, eventually

SECRET = "a-long-secret"


@pytest.fixture
async def hook(
    wires: Wires, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Webhook]:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.02)
    made = Webhook(
        wires.api,
        wires.store,
        wires.inbox_worker.came,
        wires.outage_notice,
        url=f"http://127.0.0.1:{unused_port}/hook",
        listen=("127.0.0.1", unused_port),
        secret=SECRET,
    )
    await wires.inbox_worker.start()
    task = asyncio.create_task(made.run())
    await eventually(lambda: made.connection.state == "ok")
    yield made
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def post(hook: Webhook, body: object, secret: str = SECRET) -> int:
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{hook.port}/hook"
        headers = {SECRET_HEADER: secret} if secret else {}
        async with session.post(url, headers=headers, json=body) as answer:
            return answer.status


async def test_what_someone_says_arrives(wires: Wires, hook: Webhook, alice: TelegramUser) -> None:
    alice.says("hello")
    await alice.reads("heard hello")
    assert wires.words_handled == ["hello"]


async def test_it_is_stored_before_the_200(wires: Wires, hook: Webhook) -> None:
    assert await post(hook, text(1, ALICE, "hello")) == 200
    assert await wires.store.read(inbox_states) in ({"new": 1}, {"done": 1})


@pytest.mark.parametrize("secret", ["", "wrong", "a-long-secret2", "ünïcode"])
async def test_without_the_secret_nothing_gets_in(
    wires: Wires, hook: Webhook, secret: str
) -> None:
    assert await post(hook, text(1, ALICE, "hello"), secret) == 403
    assert await wires.store.read(inbox_states) == {}


async def test_what_is_no_update_is_refused(wires: Wires, hook: Webhook) -> None:
    assert await post(hook, [1]) == 400
    assert await post(hook, {"update_id": "x"}) == 400
    json = {"Content-Type": "application/json", SECRET_HEADER: SECRET}
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{hook.port}/hook"
        for body, status in ((b"{", 400), (b"[" * 100_000, 400), (b"x" * 2_000_000, 413)):
            async with session.post(url, data=BytesIO(body), headers=json) as answer:
                assert answer.status == status
        plain = {SECRET_HEADER: SECRET, "Content-Type": "text/plain"}
        async with session.post(url, data=b"{}", headers=plain) as answer:
            assert answer.status == 415
        async with session.get(url) as answer:
            assert answer.status == 405
    assert await wires.store.read(inbox_states) == {}


async def test_without_a_commit_telegram_brings_it_again(
    wires: Wires, hook: Webhook, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = wires.store.write

    async def full(_work: object) -> object:
        raise Unavailable

    monkeypatch.setattr(wires.store, "write", full)
    assert await post(hook, text(1, ALICE, "hello")) == 503
    await eventually(lambda: wires.notices)
    monkeypatch.setattr(wires.store, "write", real)
    assert await post(hook, text(1, ALICE, "hello")) == 200
    await alice.reads("heard hello")


async def test_where_others_receive_too_the_webhook_stays_while_this_process_cannot_store(
    wires: Wires, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram brings it again, to a process that can."""

    async def full(_work: object) -> object:
        raise Unavailable

    monkeypatch.setattr(module, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(wires.store, "write", full)
    assert await post(hook, text(1, ALICE, "hello")) == 503
    await eventually(lambda: wires.notices)
    await asyncio.sleep(0.3)
    assert wires.server.ledger.calls["deleteWebhook"] == 0


async def test_a_webhook_that_cannot_be_set_again_after_a_look_is_tried_soon(
    wires: Wires, unused_port: int, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it is set nobody is heard, and the usual pause between two checks is a minute."""
    monkeypatch.setattr(module, "FIRST_WAIT", 0.02)
    monkeypatch.setattr(module, "LOOK_EVERY", 0.02)
    real = wires.store.write

    async def full(_work: object) -> object:
        raise Unavailable

    made = Webhook(
        wires.api,
        wires.store,
        wires.inbox_worker.came,
        wires.outage_notice,
        url=f"http://127.0.0.1:{unused_port}/hook",
        listen=("127.0.0.1", unused_port),
        secret=SECRET,
        alone=True,
    )
    await wires.inbox_worker.start()
    task = asyncio.create_task(made.run())
    await eventually(lambda: made.connection.state == "ok")
    wires.server.faults.plan(PlannedFault.answer(500), "setWebhook", times=2)
    monkeypatch.setattr(wires.store, "write", full)
    alice.says("hello")
    await eventually(lambda: wires.server.ledger.calls["deleteWebhook"])
    monkeypatch.setattr(wires.store, "write", real)
    await alice.reads("heard hello")
    await eventually(lambda: not wires.server.updates.pending)
    assert wires.words_handled == ["hello"]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_webhook_that_cannot_be_set_is_tried_again(
    wires: Wires, unused_port: int, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.02)
    wires.server.faults.plan(PlannedFault.answer(500), "setWebhook", times=2)
    url = f"http://127.0.0.1:{unused_port}/"
    made = Webhook(
        wires.api,
        wires.store,
        wires.inbox_worker.came,
        wires.outage_notice,
        url=url,
        listen=("127.0.0.1", unused_port),
        secret=SECRET,
    )
    task = asyncio.create_task(made.run())
    await eventually(lambda: made.connection.state == "ok")
    assert wires.server.ledger.calls["setWebhook"] == 3
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def half_open(port: int, words: bytes = b"POST /hook HTTP/1.1\r\nHost: x\r\n") -> socket.socket:
    """Begin to say something, and never end."""
    stranger = socket.create_connection(("127.0.0.1", port), timeout=5)
    stranger.sendall(words)
    stranger.setblocking(False)
    return stranger


async def until_closed(stranger: socket.socket) -> bytes:
    """Wait until the other side hangs up; what it said before."""
    said = b""
    with suppress(ConnectionError):
        async with asyncio.timeout(20):
            while more := await asyncio.get_running_loop().sock_recv(stranger, 99):
                said += more
    return said


async def test_whoever_says_nothing_is_shown_out_after_a_while(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_limit, "PATIENCE", 0.05)
    for words in (b"", b"POST /hook", b"POST /hook HTTP/1.1\r\nHost: x\r\n"):
        with half_open(hook.port, words) as stranger:
            assert await until_closed(stranger) == b""


async def test_whoever_has_the_secret_may_come_again_on_the_same_connection(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_limit, "PATIENCE", 0.05)
    async with aiohttp.ClientSession() as session:
        addresses = []
        for number in (1, 2):
            url, headers = f"http://127.0.0.1:{hook.port}/hook", {SECRET_HEADER: SECRET}
            update = text(number, ALICE, "hello")
            async with session.post(url, headers=headers, json=update) as answer:
                assert answer.status == 200
            (pool,) = session.connector._conns.values()
            addresses.append(pool[0][0].transport.get_extra_info("sockname"))
            await asyncio.sleep(0.1)
    assert addresses[0] == addresses[1]


async def test_a_body_that_never_comes_is_not_waited_for(
    hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    head = (
        f"POST /hook HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
        "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n"
    )
    with half_open(hook.port, head.encode()) as slow:
        loop = asyncio.get_running_loop()
        assert b" 408 " in await asyncio.wait_for(loop.sock_recv(slow, 99), 5)
