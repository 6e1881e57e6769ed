"""Faults strike the calls they are meant for, before or after the effect, and are counted."""

import asyncio

import aiohttp
import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.playground.conftest import Raw

SHORT = aiohttp.ClientTimeout(total=0.3)


async def send(call: Raw, text: str = "hello") -> int:
    async with call.session.post(
        f"{call.base}/sendMessage", json={"chat_id": 1, "text": text}, timeout=SHORT
    ) as answer:
        await answer.read()
        return answer.status


@pytest.mark.parametrize("status", [401, 403, 404, 409, 500, 502, 504])
async def test_an_error_instead_of_the_effect(
    status: int, call: Raw, server: Playground, alice: TelegramUser
) -> None:
    server.faults.plan(PlannedFault.answer(status))
    assert await send(call) == status
    assert alice.heard == []
    assert await send(call) == 200


@pytest.mark.parametrize(
    ("fault", "arrives"),
    [
        (PlannedFault.reset(), 0),
        (PlannedFault.hang(), 0),
        (PlannedFault.reset_after(), 1),
        (PlannedFault.hang_after(), 1),
        (PlannedFault.cut(), 1),
    ],
)
async def test_no_answer_with_and_without_the_effect(
    fault: PlannedFault, arrives: int, call: Raw, server: Playground, alice: TelegramUser
) -> None:
    server.faults.plan(fault, "sendMessage")
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await send(call)
    assert len(alice.heard) == arrives
    assert server.faults.counts == {fault.kind: 1}


async def test_an_effect_that_comes_after_the_caller_gave_up(
    call: Raw, server: Playground, alice: TelegramUser
) -> None:
    server.faults.plan(PlannedFault.late(0.5))
    with pytest.raises(TimeoutError):
        await send(call)
    assert alice.heard == []
    assert (await alice.reads("hello")).words == "hello"


async def test_a_page_instead_of_json(call: Raw, server: Playground, alice: TelegramUser) -> None:
    server.faults.plan(PlannedFault.html(200))
    async with call.session.get(f"{call.base}/getMe") as answer:
        assert answer.content_type == "text/html"


async def test_which_calls_are_meant(
    call: Raw, server: Playground, alice: TelegramUser, bob: TelegramUser
) -> None:
    server.faults.plan(PlannedFault.answer(500), "sendMessage", times=2, skip=1, chat_id=alice.id)
    assert [await send(call) for _ in range(4)] == [200, 500, 500, 200]
    assert (await call("sendMessage", chat_id=bob.id, text="hi"))[0] == 200
    always = server.faults.plan(PlannedFault.answer(503), times=None)
    assert [await send(call) for _ in range(3)] == [503] * 3
    server.faults.lift(always)
    assert await send(call) == 200


async def test_a_chance_is_the_same_for_the_same_seed(
    call: Raw, server: Playground, alice: TelegramUser
) -> None:
    server.faults.plan(PlannedFault.answer(500), times=None, chance=0.5)
    met = [await send(call) for _ in range(40)]
    assert 10 <= met.count(500) <= 30
    assert len(server.faults.hits) == met.count(500)


async def test_a_black_hole_swallows_getupdates_and_lets_go_when_the_server_stops(
    call: Raw, server: Playground
) -> None:
    server.faults.plan(PlannedFault.hang(), "getUpdates")
    waiting = asyncio.ensure_future(call("getUpdates", timeout=1))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await asyncio.wait_for(server.stop(), 20)
    with pytest.raises(aiohttp.ClientError):
        await waiting
