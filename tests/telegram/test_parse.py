"""Every update becomes one of our words, or is called unparsable; nothing else happens."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.incoming import (
    Blocked,
    Commanded,
    Content,
    Document,
    Edited,
    Ignored,
    Incoming,
    Located,
    Medium,
    MediumSent,
    Pressed,
    Said,
    Unblocked,
    Unsupported,
)
from bot.telegram.intake import as_row
from bot.telegram.parse import WORDLESS, Unparsable, parse, sender_of

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ALICE = {"id": 7_000_000_001, "is_bot": False, "first_name": "Alice", "language_code": "de"}
FILE = {"file_id": "f", "file_unique_id": "u"}
CHAT = {"id": 7_000_000_001, "type": "private", "first_name": "Alice"}


def message(**fields: Any) -> dict[str, Any]:
    body = {"message_id": 5, "date": 1_790_000_000, "chat": CHAT, "from": ALICE, **fields}
    return {"update_id": 1, "message": body}


def pressed(**fields: Any) -> dict[str, Any]:
    place = {"message_id": 5, "date": 1_790_000_000, "chat": CHAT, "text": "?"}
    query = {"id": "9", "from": ALICE, "chat_instance": "1", "data": "x", "message": place}
    return {"update_id": 1, "callback_query": {**query, **fields}}


def member(status: str, chat: dict[str, Any] | None = None) -> dict[str, Any]:
    gone = {"until_date": 0} if status == "kicked" else {}
    body = {
        "chat": chat or CHAT,
        "from": ALICE,
        "date": 1_790_000_000,
        "old_chat_member": {"status": "member", "user": ALICE},
        "new_chat_member": {"status": status, "user": ALICE, **gone},
    }
    return {"update_id": 1, "my_chat_member": body}


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (message(text="hello"), Said("hello", 5)),
        (message(text="/start"), Commanded("start", "", 5)),
        (message(text="/Day@small_steps_bot 2026-11-20 "), Commanded("day", "2026-11-20", 5)),
        (message(text="/journal\nTwo\nlines"), Commanded("journal", "Two\nlines", 5)),
        (message(text="/start ref-1_A"), Commanded("start", "ref-1_A", 5)),
        (message(text="/etc/passwd"), Said("/etc/passwd", 5)),
        (message(text="/ 7"), Said("/ 7", 5)),
        (
            message(
                text="/delete",
                forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "B"},
            ),
            Said("/delete", 5, forwarded=True),
        ),
        (message(location={"latitude": 52.5, "longitude": 13.4}), Located(52.5, 13.4, 5)),
        (message(document={**FILE, "file_name": "a", "file_size": 3}), Document("f", "a", 3, 5)),
        (message(voice={**FILE, "duration": 1}), MediumSent(Medium("voice", "f", 1), 5)),
        (message(dice={"emoji": "🎲", "value": 6}), Unsupported("dice", 5)),
        (message(contact={"phone_number": "1", "first_name": "B"}), Unsupported("contact", 5)),
        (message(new_chat_title="x"), Ignored("service")),
        (message(), Ignored("service")),
        (pressed(), Pressed("x", 5, "9")),
        (pressed(message={"message_id": 5, "date": 0, "chat": CHAT}), Pressed("x", 5, "9")),
        (pressed(data=None), Pressed("", 5, "9")),
        (
            {"update_id": 1, "edited_message": {**message(text="new")["message"], "edit_date": 2}},
            Edited(5, "new"),
        ),
        (member("kicked"), Blocked()),
        (member("member"), Unblocked()),
        (member("member", {"id": -5, "type": "group", "title": "x"}), Unblocked()),
        ({"update_id": 1, "something_new": {"a": 1}}, Ignored("other")),
    ],
)  # fmt: skip
def test_an_update_is_understood(raw: dict[str, Any], what: Content) -> None:
    assert parse(raw, NOW).what == what


def test_who_and_where_and_when_are_known() -> None:
    assert parse(message(text="x"), NOW) == Incoming(
        update_id=1,
        user_id=7_000_000_001,
        chat_id=7_000_000_001,
        private=True,
        language="de",
        first_name="Alice",
        at=datetime.fromtimestamp(1_790_000_000, UTC),
        what=Said("x", 5),
    )
    assert parse(pressed(), NOW).at == NOW
    group = message(text="x", chat={"id": -100, "type": "supergroup", "title": "T"})
    assert not parse(group, NOW).private


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"update_id": 1, "message": {"text": "x"}},
        {"update_id": 1, "message": "x"},
        {"update_id": 1, "message": {**message()["message"], "date": "x"}},
        {"update_id": 1, "message": {**message()["message"], "date": 10**30}},
        {"update_id": 1, "message": {**message()["message"], "text": 5}},
        {"update_id": 1, "message": {**message()["message"], "message_id": 1 << 63}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "my_chat_member": {"chat": CHAT}},
    ],
)
def test_what_makes_no_sense_is_unparsable(raw: dict[str, Any]) -> None:
    with pytest.raises(Unparsable):
        parse(raw, NOW)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = (
    PLAIN
    | st.lists(PLAIN, max_size=2)
    | st.dictionaries(st.sampled_from(["id", "type", "chat", "from"]), PLAIN, max_size=3)
)
FIELDS = ("message_id", "date", "chat", "from", "text", "data", "message", *WORDLESS)


@given(
    kind=st.sampled_from(
        ["message", "edited_message", "callback_query", "my_chat_member", "poll"]
    ),
    body=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6) | PLAIN,
)
@example(kind="message", body={"date": True})
def test_no_update_breaks_the_parser(kind: str, body: Any) -> None:
    raw = {"update_id": 1, kind: body}
    assert as_row(raw) is not None  # what raises before it is stored would end the hearing
    try:
        parse(raw, NOW)
    except Unparsable:
        return


@pytest.mark.parametrize("kind", WORDLESS)
def test_a_strange_body_is_never_an_answer(kind: str) -> None:
    raw = message(**{kind: "x"})
    try:
        assert isinstance(parse(raw, NOW).what, Unsupported | Ignored)
    except Unparsable:
        return


def test_the_sender_is_found_even_if_the_rest_is_strange() -> None:
    assert sender_of(message(odd=1)) == (7_000_000_001, 7_000_000_001)
    assert sender_of(pressed()) == (7_000_000_001, 7_000_000_001)
    assert sender_of(pressed(message=None)) == (7_000_000_001, 7_000_000_001)
    assert sender_of(member("kicked")) == (7_000_000_001, 7_000_000_001)
    assert sender_of({"update_id": 1, "poll": {}}) == (0, None)
    assert sender_of({"message": {"chat": {"id": True}, "from": {"id": 1 << 80}}}) == (0, None)


def test_parsing_is_quick() -> None:
    raw, best = pressed(), 1.0
    for _ in range(20):
        start = time.thread_time()  # however busy the machine is
        for _ in range(50):
            parse(raw, NOW)
        best = min(best, (time.thread_time() - start) / 50)
    assert best < 0.001
