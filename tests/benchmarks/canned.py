"""A Bot API that only answers: canned results over bare asyncio, so that it is never the bottleneck.

Run as its own process. It hands out prepared updates, counts the calls that reply to them, and
prints one line of JSON when all have been replied to.
"""

import asyncio
import json
import sys
import time

USER = 1_000_000
REPLIES = {b"sendMessage", b"editMessageText"}


def message_update(number: int, chats: int, texts: list[str]) -> dict[str, object]:
    """Write the update of one typed message; chats take turns, each going through the texts."""
    user = USER + number % chats
    person = {"id": user, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    return {
        "update_id": number + 1,
        "message": {
            "message_id": 10_000 + number,
            "from": person,
            "chat": {"id": user, "type": "private", "first_name": "Alice"},
            "date": 1_790_000_000,
            "text": texts[(number // chats) % len(texts)],
        },
    }


class Book:
    """What is to be handed out and what came back."""

    def __init__(self, updates: list[dict[str, object]]) -> None:
        self.updates = [json.dumps(update).encode() for update in updates]
        self.replies = 0
        self.began = 0.0
        self.ended = 0.0
        self.finished = asyncio.Event()

    def take(self, offset: int) -> bytes:
        """Hand out the next hundred from an offset."""
        batch = self.updates[max(offset - 1, 0) : max(offset - 1, 0) + 100]
        if batch and not self.began:
            self.began = time.perf_counter()
        return b'{"ok":true,"result":[' + b",".join(batch) + b"]}"

    def reply(self) -> bytes:
        """Count one reply and answer it."""
        self.replies += 1
        if self.replies == len(self.updates):
            self.ended = time.perf_counter()
            self.finished.set()
        return RESULT


RESULT = json.dumps(
    {
        "ok": True,
        "result": {
            "message_id": 77,
            "date": 1_790_000_001,
            "chat": {"id": USER, "type": "private", "first_name": "Alice"},
            "from": {"id": 1, "is_bot": True, "first_name": "Bot", "username": "a_bot"},
            "text": "ok",
        },
    }
).encode()
ME = json.dumps(
    {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "Bot", "username": "a_bot"}}
).encode()


class Talk(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to answer."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request in the buffer."""
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end]
            lower = head.lower()
            at = lower.find(b"content-length:")
            length = int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.buffer) < end + 4 + length:
                return
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            self.answer(head.split(b" ", 2)[1].rsplit(b"/", 1)[-1], body)

    def answer(self, method: bytes, body: bytes) -> None:
        """Answer one call."""
        if method == b"getUpdates":
            result = self.book.take(offset_in(body))
            if result.endswith(b"[]}"):
                asyncio.get_running_loop().call_later(0.2, self.write, result)
                return
        elif method in REPLIES:
            result = self.book.reply()
        else:
            result = ME if method == b"getMe" else b'{"ok":true,"result":true}'
        self.write(result)

    def write(self, result: bytes) -> None:
        """Write one response."""
        self.transport.write(  # type: ignore[attr-defined]
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + str(len(result)).encode()
            + b"\r\n\r\n"
            + result
        )


def offset_in(body: bytes) -> int:
    """Read `offset` from a form or from JSON."""
    text = body.decode()
    for part in text.replace(",", "&").replace('"', "").replace(" ", "").strip("{}").split("&"):
        name, _, value = part.replace(":", "=").partition("=")
        if name == "offset" and value.lstrip("-").isdigit():
            return int(value)
    return 0


async def serve(port: int, count: int, chats: int, texts: list[str]) -> None:
    """Answer until every update has been replied to, then say how long that took."""
    book = Book([message_update(number, chats, texts) for number in range(count)])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(book), "127.0.0.1", port)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.wait_for(book.finished.wait(), 240)
    print(json.dumps({"seconds": book.ended - book.began, "updates": count}), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
