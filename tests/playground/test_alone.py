"""The server in its own process is driven over its control endpoint."""

import asyncio
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest


@pytest.fixture
async def address() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground.server", "--control", "--people", "3",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    yield (await process.stdout.readline()).decode().strip()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 60) == 0


async def test_another_process_drives_people_faults_and_clock(
    address: str, session: aiohttp.ClientSession
) -> None:
    async def control(verb: str, what: str, given: Any = None) -> Any:
        sent = {"params": given} if verb == "GET" else {"json": given}
        async with session.request(verb, f"{address}/control/{what}", **sent) as answer:
            body = await answer.json()
            assert answer.status == 200, body
            return body["result"]

    async def api(method: str, **params: Any) -> Any:
        async with session.post(
            f"{address}/bot1000000:playground/{method}", json=params
        ) as answer:
            return await answer.json()

    await control("POST", "people", {"id": 10, "count": 5, "first_name": "Bob"})
    done = await control("POST", "act", {"person": 10, "do": "says", "with": {"text": "/start"}})
    updates = await api("getUpdates")
    assert [update["update_id"] for update in updates["result"]] == [done["update_id"]]
    await control("POST", "faults", {"kind": "answer", "status": 500, "method": "sendMessage"})
    assert (await api("sendMessage", chat_id=10, text="Hello"))["error_code"] == 500
    await api("sendMessage", chat_id=10, text="Hello")
    [effect] = await control("GET", "ledger", {"since": 0})
    assert (effect["chat_id"], effect["text"]) == (10, "Hello")
    chat = await control("GET", "chat", {"id": 10})
    assert [message["text"] for message in chat["messages"]] == ["/start", "Hello"]
    assert (await control("GET", "faults"))["counts"] == {"answer": 1}
    assert (await control("GET", "counts"))["calls"]["sendMessage"] == 2
    before = await control("POST", "clock", {"seconds": 0})
    assert await control("POST", "clock", {"seconds": 86400}) > before
    assert (await control("GET", "queue"))["next_id"] == done["update_id"] + 1
    await control("POST", "limit", {"per_second": 1})
    await api("sendMessage", chat_id=10, text="1")
    assert (await api("sendMessage", chat_id=10, text="2"))["error_code"] == 429


async def test_without_being_asked_there_is_no_control(
    session: aiohttp.ClientSession, server: Any
) -> None:
    async with session.get(f"{server.url}/control/ledger") as answer:
        assert answer.status == 404
