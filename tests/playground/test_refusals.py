"""What Telegram would refuse is refused here, in the same words."""

import io
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.clock import FrozenClock
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from tests.playground.conftest import Raw
from tests.playground.pictures import png


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(data: str, text: str = "a") -> dict[str, str]:
    return {"text": text, "callback_data": data}


def mark(kind: str, offset: int, length: int) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length}


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 99, "text": "x"}, "chat not found"),
        ({"chat_id": "me", "text": "x"}, "chat not found"),
        ({"chat_id": 1}, "message text is empty"),
        ({"chat_id": 1, "text": "   "}, "text must be non-empty"),
        ({"chat_id": 1, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 1, "text": "🌱" * 2049}, "message is too long"),
        ({"chat_id": 1, "text": "\ud800"}, "strings must be encoded in UTF-8"),
        (
            {"chat_id": 1, "text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: can't find end tag corresponding to start tag \"b\"",
        ),
        ({"chat_id": 1, "text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
        (
            {"chat_id": 1, "text": "x", "reply_markup": inline([button("x" * 65)])},
            "BUTTON_DATA_INVALID",
        ),
        ({"chat_id": 1, "text": "x", "reply_markup": inline([button("")])}, "BUTTON_DATA_INVALID"),
        (
            {"chat_id": 1, "text": "x", "reply_markup": inline([button("é" * 33)])},
            "BUTTON_DATA_INVALID",
        ),
        *(
            ({"chat_id": 1, "text": "x", "reply_markup": inline([{"text": "a", **does}])}, why)
            for does, why in (
                ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
                ({"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
                (
                    {"url": "tel:112"},
                    "inline keyboard button URL 'tel:112' is invalid: Unsupported URL protocol",
                ),
            )
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": inline([button("x")] * 9)},
            "reply markup is too long",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": inline(*[[button("x")]] * 101)},
            "reply markup is too long",
        ),
        *(
            ({"chat_id": 1, "text": "🙂 long", "entities": marks}, why)
            for marks, why in (
                ([mark("gold", 0, 2)], "can't parse MessageEntity: unsupported type specified"),
                ([mark("bold", -1, 2)], "receive an entity with incorrect offset -1"),
                ([mark("bold", 1, 2)], "entity begins in a middle of a UTF-16 symbol at offset 1"),
                ([mark("bold", 0, 1)], "entity ends in a middle of a UTF-16 symbol at offset 1"),
                (
                    [mark("expandable_blockquote", 0, 7), mark("blockquote", 3, 2)],
                    "can't parse MessageEntity: block quotations can't be nested",
                ),
            )
        ),
        (
            {
                "chat_id": 1,
                "text": "x",
                "reply_markup": inline([{**button("a"), "style": "gold"}]),
            },
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": inline([{"text": "a"}])},
            "can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
        (
            {"chat_id": 1, "text": "x", "reply_parameters": {"message_id": 5}},
            "message to be replied not found",
        ),
    ],
)
async def test_a_message_that_telegram_refuses(
    params: dict[str, Any], why: str, call: Raw, alice: TelegramUser
) -> None:
    assert await call.refusal("sendMessage", **params) == f"Bad Request: {why}"
    assert alice.heard == []


async def test_the_longest_text_and_the_longest_data_are_taken(
    call: Raw, alice: TelegramUser
) -> None:
    longest = inline(*[[button("x" * 64)] * 8] * 12)
    sent = await call.result("sendMessage", chat_id=1, text="🌱" * 2048, reply_markup=longest)
    assert alice.last.message == sent
    assert len(sent["text"]) == 2048


async def test_edits_that_telegram_refuses(call: Raw, alice: TelegramUser) -> None:
    alice.says("mine")
    mine = alice.messages[-1].message["message_id"]
    sent = await call.result(
        "sendMessage", chat_id=1, text="x", reply_markup=inline([button("a")])
    )
    same = {"chat_id": 1, "message_id": sent["message_id"], "text": "x"}
    not_modified = (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    assert (
        await call.refusal("editMessageText", **same, reply_markup=inline([button("a")]))
        == not_modified
    )
    assert await call.result("editMessageText", **same)
    assert await call.refusal("editMessageText", **same) == not_modified
    lost = "Bad Request: message to edit not found"
    assert await call.refusal("editMessageText", chat_id=1, message_id=999, text="y") == lost
    assert (
        await call.refusal("editMessageText", chat_id=1, message_id=mine, text="y")
        == "Bad Request: message can't be edited"
    )
    assert (
        await call.refusal("editMessageText", chat_id=1, text="y")
        == "Bad Request: message identifier is not specified"
    )


async def test_a_tap_can_be_answered_for_150_seconds(
    call: Raw, alice: TelegramUser, clock: FrozenClock
) -> None:
    tap = alice.taps("x", 1)
    clock.pass_(timedelta(seconds=151))
    why = await call.refusal("answerCallbackQuery", callback_query_id=tap.id)
    assert why == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_stranger_cannot_be_written_to_first(call: Raw, server: Playground) -> None:
    server.person(5, "Eve", started=False)
    status, body = await call("sendMessage", chat_id=5, text="hello")
    assert (status, body["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (png(6000, 4001)[:100], "PHOTO_INVALID_DIMENSIONS"),
        (png(210, 10), "PHOTO_INVALID_DIMENSIONS"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png() + b"\0" * (10 * 1024 * 1024), "is too big for a photo"),
    ],
)
async def test_a_picture_that_telegram_refuses(
    data: bytes, why: str, call: Raw, alice: TelegramUser
) -> None:
    form = aiohttp.FormData({"chat_id": "1"})
    form.add_field("photo", io.BytesIO(data), filename="week.png")
    async with call.session.post(f"{call.base}/sendPhoto", data=form) as answer:
        assert why in (await answer.json())["description"]


async def test_a_caption_has_1024_signs_at_most(call: Raw, alice: TelegramUser) -> None:
    form = aiohttp.FormData({"chat_id": "1", "caption": "x" * 1025})
    form.add_field("photo", png(), filename="week.png")
    async with call.session.post(f"{call.base}/sendPhoto", data=form) as answer:
        assert (await answer.json())["description"] == "Bad Request: message caption is too long"


async def test_wrong_tokens_and_unknown_methods(call: Raw, server: Playground) -> None:
    for path, status, why in [
        ("/bot12:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        (f"/bot{server.token}/sendTelepathy", 404, "Not Found: method not found"),
        ("/file/bot12:wrong/photos/file_1.png", 404, "Not Found"),
    ]:
        async with call.session.get(server.url + path) as answer:
            body = await answer.json()
        assert (answer.status, body["error_code"], body["description"]) == (status, status, why)


async def test_parameters_that_are_not_known_are_ignored_and_noted(
    call: Raw, server: Playground, alice: TelegramUser
) -> None:
    await call.result("sendMessage", chat_id=1, text="x", colour="green")
    assert server.complaints == ["sendMessage: parameter 'colour' is not understood here"]
