"""A loopback server, a clock that stands still, alice and bob, two ways to call the server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
import telegram

from bot.clock import FrozenClock
from bot.playground.people import TelegramUser
from bot.playground.server import Playground


class Raw:
    """Calls the Bot API as plain HTTP and gives back (status, body)."""

    def __init__(self, session: aiohttp.ClientSession, server: Playground) -> None:
        self.session = session
        self.base = f"{server.url}/bot{server.token}"

    async def __call__(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        async with self.session.post(f"{self.base}/{method}", json=params) as answer:
            return answer.status, await answer.json()

    async def refusal(self, method: str, **params: Any) -> str:
        status, body = await self(method, **params)
        assert body["ok"] is False
        assert body["error_code"] == status
        return str(body["description"])

    async def result(self, method: str, **params: Any) -> Any:
        status, body = await self(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]


async def eventually(is_so: Callable[[], object], within: float = 20.0) -> None:
    """Wait for something that nobody announces."""
    async with asyncio.timeout(within):
        while not is_so():  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.005)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 24, 20, 0, tzinfo=UTC))


@pytest.fixture
async def server(clock: FrozenClock) -> AsyncIterator[Playground]:
    async with Playground(now=clock.now) as playground:
        yield playground


@pytest.fixture
def alice(server: Playground) -> TelegramUser:
    return server.person(1, "Alice")


@pytest.fixture
def bob(server: Playground) -> TelegramUser:
    return server.person(2, "Bob", language_code="de")


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def call(server: Playground, session: aiohttp.ClientSession) -> Raw:
    return Raw(session, server)


@pytest.fixture
async def bot(server: Playground) -> AsyncIterator[telegram.Bot]:
    made = telegram.Bot(
        server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot"
    )
    async with made:
        yield made
