"""getUpdates: what is confirmed when, who may ask, what is kept how long."""

import asyncio
from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.playground.conftest import Raw, eventually


async def ids(call: Raw, **params: object) -> list[int]:
    return [update["update_id"] for update in await call.result("getUpdates", **params)]


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(
    call: Raw, alice: TelegramUser
) -> None:
    first = alice.says("one")
    second = alice.says("two")
    assert first is not None
    assert await ids(call) == [first, second]
    assert await ids(call) == [first, second]
    assert await ids(call, offset=first) == [first, second]
    assert await ids(call, offset=first + 1) == [second]
    assert await ids(call) == [second]


async def test_what_lies_below_the_offset_is_gone_when_the_request_arrives(
    call: Raw, alice: TelegramUser, server: Playground
) -> None:
    number = alice.says("one")
    assert number is not None
    waiting = asyncio.ensure_future(call.result("getUpdates", offset=number + 1, timeout=5))
    await eventually(lambda: not server.updates.pending)
    alice.says("two")
    assert [update["message"]["text"] for update in await waiting] == ["two"]


async def test_a_negative_offset_forgets_all_but_the_last(call: Raw, alice: TelegramUser) -> None:
    numbers = [alice.says(str(n)) for n in range(5)]
    assert await ids(call, offset=-2) == numbers[3:]
    assert await ids(call) == numbers[3:]


async def test_the_limit_bounds_one_answer(call: Raw, alice: TelegramUser) -> None:
    numbers = [alice.says(str(n)) for n in range(120)]
    assert await ids(call, limit=3) == numbers[:3]
    assert len(await ids(call)) == 100


async def test_a_long_poll_ends_as_soon_as_something_comes(call: Raw, alice: TelegramUser) -> None:
    waiting = asyncio.ensure_future(ids(call, timeout=30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    number = alice.says("hello")
    assert await asyncio.wait_for(waiting, 20) == [number]


async def test_a_long_poll_with_nothing_to_say_ends_empty(call: Raw) -> None:
    assert await asyncio.wait_for(ids(call, timeout=1), 20) == []


async def test_a_second_poller_ends_the_first_with_409(call: Raw, alice: TelegramUser) -> None:
    first = asyncio.ensure_future(call("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.ensure_future(ids(call, timeout=30))
    status, body = await asyncio.wait_for(first, 20)
    assert status == 409
    assert body["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    number = alice.says("hello")
    assert await asyncio.wait_for(second, 20) == [number]


async def test_with_a_webhook_set_nobody_may_poll(call: Raw) -> None:
    waiting = asyncio.ensure_future(call.refusal("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await call.result("setWebhook", url="http://127.0.0.1:9/hook")
    assert await waiting == "Conflict: terminated by setWebhook request"
    assert "can't use getUpdates method while webhook is active" in await call.refusal(
        "getUpdates"
    )
    await call.result("deleteWebhook")
    assert await ids(call) == []


async def test_kinds_that_were_not_asked_for_are_not_queued(
    call: Raw, alice: TelegramUser
) -> None:
    assert await ids(call, allowed_updates=["message"]) == []
    kept = alice.says("hello")
    assert alice.edits(alice.messages[-1], "hello, bot") is None
    assert await ids(call) == [kept]


async def test_a_message_waits_a_day_and_a_tap_150_seconds(
    call: Raw, alice: TelegramUser, clock: FrozenClock
) -> None:
    number = alice.says("hello")
    alice.taps("old", alice.messages[-1].message["message_id"])
    clock.pass_(timedelta(seconds=151))
    assert await ids(call) == [number]
    clock.pass_(timedelta(hours=24))
    assert await ids(call) == []


async def test_ids_may_begin_anew_and_updates_may_come_twice(
    call: Raw, alice: TelegramUser, server: Playground
) -> None:
    alice.says("before")
    [before] = await call.result("getUpdates")
    assert await ids(call, offset=before["update_id"] + 1) == []
    server.updates.next_id = 7
    assert alice.says("after a quiet week") == 7
    assert await ids(call) == [7]
    server.updates.push(before, line=alice.id)
    assert before["update_id"] in await ids(call)


@pytest.mark.parametrize("way", ["query", "form"])
async def test_parameters_may_come_in_the_address_or_in_a_form(
    way: str, call: Raw, alice: TelegramUser
) -> None:
    number = alice.says("one")
    alice.says("two")
    asked = {"limit": "1", "allowed_updates": '["message"]'}
    given = {"params": asked} if way == "query" else {"data": asked}
    verb = call.session.get if way == "query" else call.session.post
    async with verb(f"{call.base}/getupdates", **given) as answer:
        body = await answer.json()
    assert [update["update_id"] for update in body["result"]] == [number]
