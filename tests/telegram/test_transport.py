"""The way to Telegram tells what never left from what may have arrived, and gives nothing away."""

import logging

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.outgoing import File
from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from bot.telegram.api import Api
from bot.telegram.errors import Outcome, classify
from bot.telegram.transport import NotSent
from tests.support.wires import ALICE

HELLO = {"chat_id": ALICE, "text": "hello"}


async def test_a_call_gives_telegrams_own_answer(api: Api, alice: TelegramUser) -> None:
    answer = await api.call("sendMessage", HELLO)
    assert answer["text"] == "hello"
    assert (await api.call("getMe"))["username"] == "small_steps_bot"


async def test_words_in_any_script_arrive_as_they_are(api: Api, alice: TelegramUser) -> None:
    words = "a&b=c <b> 🌱 ٣ 你好 \n%20+"
    await api.call("sendMessage", {**HELLO, "text": words})
    assert alice.last.words == words


async def test_a_large_file_arrives_whole(api: Api, alice: TelegramUser) -> None:
    file = File("steps.json", b"x" * 2_000_000)
    await api.call("sendDocument", {"chat_id": ALICE, "document": file, "caption": "yours"})
    assert alice.last.message["document"]["file_size"] == 2_000_000
    assert alice.last.words == "yours"


async def test_a_file_someone_sent_can_be_fetched(api: Api, alice: TelegramUser) -> None:
    alice.sends_document("old.json", b"{}")
    sent = alice.messages[-1].message["document"]
    assert await api.download(sent["file_id"]) == b"{}"
    with pytest.raises(TelegramError):
        await api.download(sent["file_id"], limit=1)


@pytest.mark.parametrize(
    ("fault", "error", "outcome"),
    [
        (PlannedFault.too_many(3), RetryAfter, Outcome.RETRY),
        (PlannedFault.answer(403), Forbidden, Outcome.GONE),
        (PlannedFault.answer(400, "Bad Request: chat not found"), BadRequest, Outcome.GONE),
        (
            PlannedFault.answer(400, "Bad Request: message is not modified"),
            BadRequest,
            Outcome.DELIVERED,
        ),
        (
            PlannedFault.answer(400, "Bad Request: message can't be edited"),
            BadRequest,
            Outcome.EDIT_GONE,
        ),
        (
            PlannedFault.answer(400, "Bad Request: message to pin not found"),
            BadRequest,
            Outcome.EDIT_GONE,
        ),
        (PlannedFault.answer(400, "Bad Request: query is too old"), BadRequest, Outcome.TOO_OLD),
        (PlannedFault.answer(400, "Bad Request: something new"), BadRequest, Outcome.REJECTED),
        (PlannedFault.answer(413), NetworkError, Outcome.REJECTED),
        (PlannedFault.answer(500), NetworkError, Outcome.BROKEN),
        (PlannedFault.html(502), NetworkError, Outcome.BROKEN),
        (PlannedFault.html(200), TelegramError, Outcome.UNKNOWN),
        (PlannedFault.reset(), NetworkError, Outcome.UNKNOWN),
        (PlannedFault.reset_after(), NetworkError, Outcome.UNKNOWN),
        (PlannedFault.cut(), NetworkError, Outcome.UNKNOWN),
        (PlannedFault.hollow(), TelegramError, Outcome.UNKNOWN),
        (PlannedFault.answer(401), TelegramError, Outcome.NOT_SENT),
        (PlannedFault.answer(404), TelegramError, Outcome.NOT_SENT),
    ],
)
async def test_every_fault_is_understood(
    api: Api,
    server: Playground,
    alice: TelegramUser,
    fault: PlannedFault,
    error: type[TelegramError],
    outcome: Outcome,
) -> None:
    server.faults.plan(fault, "sendMessage")
    with pytest.raises(error) as raised:
        await api.call("sendMessage", HELLO)
    assert classify(raised.value).outcome is outcome


async def test_a_refused_connection_was_certainly_not_sent(server: Playground, api: Api) -> None:
    await server.stop()
    with pytest.raises(NotSent) as raised:
        await api.call("getMe")
    assert raised.value.__cause__ is not None
    assert classify(raised.value).outcome is Outcome.NOT_SENT


async def test_an_unknown_host_was_certainly_not_sent() -> None:
    api = Api("1:abcdef", "http://nowhere.invalid")
    await api.open()
    with pytest.raises(NotSent):
        await api.call("getMe")
    await api.close()


async def test_an_answer_that_never_comes_is_unknown(server: Playground, api: Api) -> None:
    server.faults.plan(PlannedFault.hang(), "getMe")
    with pytest.raises(TimedOut) as raised:
        await api.call("getMe", wait=0.1)
    assert classify(raised.value).outcome is Outcome.UNKNOWN


async def test_half_a_character_is_our_bug_and_not_the_networks(
    api: Api, alice: TelegramUser
) -> None:
    with pytest.raises(NetworkError) as raised:
        await api.call("sendMessage", {**HELLO, "text": "\ud83d"})
    assert classify(raised.value).outcome is Outcome.REJECTED


async def test_after_closing_nothing_is_sent(api: Api) -> None:
    await api.close()
    with pytest.raises(NotSent):
        await api.call("getMe")
    await api.open()
    await api.call("getMe")


async def test_the_wait_telegram_asks_for_is_read(server: Playground, api: Api) -> None:
    server.faults.plan(PlannedFault.too_many(86_400), "getMe")
    with pytest.raises(RetryAfter) as raised:
        await api.call("getMe")
    assert classify(raised.value).after.total_seconds() == 86_400


async def test_neither_token_nor_words_reach_the_log(
    server: Playground, api: Api, alice: TelegramUser, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("aiohttp", "asyncio", "bot"):
        caplog.set_level(logging.DEBUG, name)
    secret = server.token.partition(":")[2]
    for fault in (
        PlannedFault.html(200),
        PlannedFault.html(502),
        PlannedFault.reset(),
        PlannedFault.answer(401),
    ):
        server.faults.plan(fault, "sendMessage")
        with pytest.raises(TelegramError) as raised:
            await api.call("sendMessage", {**HELLO, "text": "a secret word"})
        assert secret not in repr(raised.value)
    assert secret not in caplog.text
    assert "a secret word" not in caplog.text
