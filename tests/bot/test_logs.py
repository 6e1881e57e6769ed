"""The log is for machines and holds no secret and no word that anyone told."""

import asyncio
import errno
import io
import json
import logging
import sys
import threading
import warnings
from typing import Any

import pytest

from bot import logs

TOKEN = "1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture
def stream() -> io.StringIO:
    written = io.StringIO()
    logs.set_up("DEBUG", written)
    return written


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def fail(words: str) -> None:
    raise ValueError(words)


def test_a_line_is_json_with_known_fields_only(stream: io.StringIO) -> None:
    logging.getLogger("bot.x").info("kept", extra={"user": 7, "text": "secret", "method": "m"})
    (line,) = lines(stream)
    assert line["message"] == "kept"
    assert (line["user"], line["method"]) == (7, "m")
    assert line.keys() == {"at", "level", "from", "message", "user", "method"}


def test_a_token_is_covered_wherever_it_stands(stream: io.StringIO) -> None:
    in_words, in_an_address = f"see {TOKEN}", f"POST /bot{TOKEN}/getMe"
    logging.getLogger("bot").info(in_words, extra={"reason": f"/bot{TOKEN}/x"})
    logging.getLogger("elsewhere").warning("POST https://host/bot%s/getMe", TOKEN)
    logging.getLogger("elsewhere").warning(in_an_address)
    assert TOKEN.split(":")[1] not in stream.getvalue()


def test_an_exception_is_logged_by_type_and_place(stream: io.StringIO) -> None:
    try:
        fail("my secret word")
    except ValueError:
        logging.getLogger("bot").exception("it failed")
    (line,) = lines(stream)
    assert line["fault"].startswith("ValueError at bot/test_logs.py:")
    assert "my secret word" not in stream.getvalue()


def test_what_nobody_catches_is_logged_the_same_way(stream: io.StringIO) -> None:
    try:
        fail("my secret word")
    except ValueError as fault:
        sys.excepthook(ValueError, fault, fault.__traceback__)
    thread = threading.Thread(target=fail, args=("my secret word",))
    thread.start()
    thread.join()
    assert [line["fault"][:10] for line in lines(stream)] == ["ValueError", "ValueError"]
    assert "my secret word" not in stream.getvalue()


async def test_what_the_loop_cannot_deliver_is_logged(stream: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    logs.watch(loop)
    loop.call_soon(fail, "my secret word")
    await asyncio.sleep(0.01)
    assert "ValueError" in stream.getvalue()
    assert "my secret word" not in stream.getvalue()


async def test_what_goes_wrong_a_thousand_times_is_logged_once(stream: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    logs.watch(loop)
    no_file = OSError(errno.EMFILE, "Too many open files")
    for _ in range(1000):
        loop.call_exception_handler({"message": "out of system resource", "exception": no_file})
    loop.call_exception_handler({"message": "another", "exception": ValueError()})
    assert [line["fault"] for line in lines(stream)] == ["OSError", "ValueError"]


def test_a_flood_of_nonsense_at_the_webhook_is_one_line(stream: io.StringIO) -> None:
    for port in range(200):
        logging.getLogger("aiohttp.server").error("Error handling request from %s", port)
    assert len(lines(stream)) == 1


def test_what_happened_meanwhile_is_counted_with_the_next_line() -> None:
    now = [0.0]
    seldom = logs.Seldom(lambda: now[0])
    assert [seldom.count("crowd") for _ in range(5)] == [1, 0, 0, 0, 0]
    assert seldom.count("something else") == 1
    now[0] = logs.A_WHILE
    assert seldom.count("crowd") == 5


def test_other_libraries_cannot_fill_in_words(stream: io.StringIO) -> None:
    logging.getLogger("sqlalchemy.engine").info("INSERT %s", "my secret word")
    logging.getLogger("telegram.Bot").critical("got %s", "my secret word")
    logging.getLogger("elsewhere").error("parameters: %s", "my secret word")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("my secret word", UserWarning, stacklevel=1)
    assert "my secret word" not in stream.getvalue()


def test_a_broken_log_call_prints_nothing(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("bot").info("%d", "my secret word")
    assert "my secret word" not in capsys.readouterr().err


def test_an_injected_line_stays_one_line(stream: io.StringIO) -> None:
    logging.getLogger("bot").info("kept", extra={"name_": "x", "reason": 'a\n{"level": "x"}'})
    assert len(lines(stream)) == 1


def test_a_fault_without_a_place_has_its_name() -> None:
    assert logs.where(ValueError("my secret word")) == "ValueError"
