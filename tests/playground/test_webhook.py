"""A webhook gets each update until it says 2xx, in order within a chat."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.playground.conftest import Raw, eventually


@dataclass
class Receiver:
    """Answers as told, and remembers what came."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.BaseRequest) -> web.Response:
        self.got.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        await self.gate.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    made.gate.set()
    runner = web.ServerRunner(web.Server(made.take), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def settled(server: Playground) -> None:
    await eventually(lambda: not server.updates.pending)


async def test_what_waited_and_what_comes_is_posted_with_the_secret(
    call: Raw, server: Playground, alice: TelegramUser, receiver: Receiver
) -> None:
    alice.says("before")
    await call.result("setWebhook", url=receiver.url, secret_token="s3cret")
    alice.says("after")
    await settled(server)
    assert receiver.texts == ["before", "after"]
    assert receiver.secrets == ["s3cret", "s3cret"]


async def test_a_refused_update_comes_again_and_holds_up_its_own_chat_only(
    call: Raw, server: Playground, alice: TelegramUser, bob: TelegramUser, receiver: Receiver
) -> None:
    server.webhook.patience = 0.01
    receiver.statuses = [500, 500]
    await call.result("setWebhook", url=receiver.url)
    alice.says("a1")
    alice.says("a2")
    await server_attempts(server, 1)
    bob.says("b1")
    await settled(server)
    assert [text for text in receiver.texts if text != "b1"][-2:] == ["a1", "a2"]
    assert len(receiver.got) == 5
    info = await call.result("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def server_attempts(server: Playground, count: int) -> None:
    await eventually(lambda: server.webhook.attempts >= count)


async def test_only_one_is_under_way_in_a_chat_while_other_chats_go_on(
    call: Raw, server: Playground, alice: TelegramUser, bob: TelegramUser, receiver: Receiver
) -> None:
    receiver.gate.clear()
    await call.result("setWebhook", url=receiver.url)
    alice.says("a1")
    alice.says("a2")
    bob.says("b1")
    await server_attempts(server, 2)
    await asyncio.sleep(0.05)
    assert sorted(receiver.texts) == ["a1", "b1"]
    receiver.gate.set()
    await settled(server)
    assert receiver.texts[-1] == "a2"


async def test_a_bot_that_is_down_gets_everything_when_it_returns(
    call: Raw, server: Playground, alice: TelegramUser, receiver: Receiver
) -> None:
    server.webhook.patience = 0.001
    await call.result("setWebhook", url="http://127.0.0.1:9/hook")
    alice.says("lost?")
    await server_attempts(server, 3)
    await call.result("setWebhook", url=receiver.url)
    await settled(server)
    assert receiver.texts == ["lost?"]


async def test_bad_webhooks_are_refused(call: Raw) -> None:
    assert "HTTPS" in await call.refusal("setWebhook", url="http://example.com/")
    why = await call.refusal("setWebhook", url="https://example.com/", secret_token="no spaces")
    assert why == "Bad Request: secret token contains unallowed characters"
