"""A Bot API that only answers: canned results over bare asyncio, never the bottleneck.

It hands out prepared updates, counts the calls that reply to them, and tells how long that took.
It runs in the benchmark's own process; the bots run in processes of their own.
"""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from tests.benchmarks.prepare import EVENING

USER = 1_000_000
# When everything is said. Bots look twice at an update of days ago, which Telegram never brings.
SAID_AT = int(EVENING.timestamp())
# Whatever is typed is answered below it; the short line left above belongs to that answer.
REPLIES = {b"sendMessage", b"sendPhoto"}
SAYING = REPLIES | {b"editMessageText"}
BATCH = 100
OFFSET = re.compile(rb'\boffset"?[=:] ?(-?[0-9]+)')
QUIET = 1.0  # seconds that a getUpdates with nothing to give stays open

_CHAT = {"id": USER, "type": "private", "first_name": "Alice"}
_BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "a_bot"}


def message(number: int, user: int, text: str) -> bytes:
    """Write the update of one typed message."""
    person = {"id": user, "is_bot": False, "first_name": "Alice", "language_code": "en"}
    update = {
        "update_id": number,
        "message": {
            "message_id": 10_000 + number,
            "from": person,
            "chat": {**_CHAT, "id": user},
            "date": SAID_AT,
            "text": text,
        },
    }
    return json.dumps(update).encode()


def evenings(users: Sequence[int], texts: Sequence[str]) -> list[tuple[int, str]]:
    """Let everyone type the same texts, taking turns."""
    return [(user, text) for text in texts for user in users]


def _result(result: object) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


MESSAGE = _result(
    {"message_id": 77, "date": SAID_AT + 1, "chat": _CHAT, "from": _BOT, "text": "ok"}
)
TRUE = _result(True)
NOTHING = _result([])
OTHERS = {
    b"getMe": _result(_BOT),
    b"getMyCommands": _result([]),
    b"getMyDescription": _result({}),
    b"getMyShortDescription": _result({}),
}


@dataclass(frozen=True, slots=True)
class Replied:
    """How long a run of updates took, and the time from each hand-out to its reply."""

    updates: int
    seconds: float
    waits: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds


@dataclass(slots=True)
class _Run:
    first: int
    last: int
    window: int
    began: float = 0.0
    replies: int = 0
    handed: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


class Canned:
    """One bot's server, with the updates it hands out."""

    def __init__(self, delay: float = 0.0, *, shared: bool = False) -> None:
        """`delay`: seconds that a call which replies takes; `shared`: each asker gets new ones."""
        self.delay, self.shared = delay, shared
        self.polled = asyncio.Event()
        self.polled_at = 0.0
        self.said = 0  # calls of which a person sees something
        self._updates: list[bytes] = []
        self._run = _Run(0, 0, 1)
        self._done: asyncio.Future[Replied] | None = None
        self._waiting: dict[_Connection, int] = {}
        self.connections: set[asyncio.Transport] = set()

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.close()
        for one in self.connections:  # a killed bot's, of which nobody has told the loop yet
            one.abort()
        await asyncio.sleep(0)

    async def ask(
        self, said: Sequence[tuple[int, str]], *, window: int, patience: float = 120
    ) -> Replied:
        """Hand the messages out and wait for a reply to each.

        So many as `window` wait for a reply at a time. It should be more than a bot has in hand,
        and less than there are people: the bot rightly leaves out the edit of a question that has
        been answered meanwhile.
        """
        first = len(self._updates)
        self._updates += [
            message(first + place + 1, user, text) for place, (user, text) in enumerate(said)
        ]
        self._run = _Run(first, len(self._updates), window)
        self._done = asyncio.get_running_loop().create_future()
        self._give()
        return await asyncio.wait_for(self._done, patience)

    def take(self, offset: int) -> bytes | None:
        """Hand out what may be handed out from an offset; None for nothing."""
        run = self._run
        start = run.first + len(run.handed) if self.shared else max(offset - 1, 0)
        end = min(run.last, start + min(BATCH, -(-run.window // 3)))
        if end <= start or end - run.first > run.replies + run.window:
            return None
        now = time.perf_counter()
        run.began = run.began or now
        run.handed += [now] * (end - run.first - len(run.handed))
        return b'{"ok":true,"result":[' + b",".join(self._updates[start:end]) + b"]}"

    @property
    def listening(self) -> int:
        """How many getUpdates are open."""
        return len(self._waiting)

    def replied(self, _body: bytes) -> None:
        """Count one reply."""
        run, now = self._run, time.perf_counter()
        if run.replies == len(run.handed):
            self._fail("more replies than updates")
            return
        if run.window == 1:
            run.waits.append(now - run.handed[run.replies])
        run.replies += 1
        if run.replies == run.last - run.first and self._done and not self._done.done():
            seconds = now - run.began
            self._done.set_result(Replied(run.replies, seconds, tuple(run.waits)))
        self._give()

    def _fail(self, why: str) -> None:
        if self._done and not self._done.done():
            self._done.set_exception(RuntimeError(why))

    def wait(self, connection: "_Connection", offset: int) -> None:
        """Keep a getUpdates open until there is something to give, or for a while."""
        self._waiting[connection] = offset
        asyncio.get_running_loop().call_later(QUIET, self._give_up, connection)

    def note_poll(self) -> None:
        """Note the first getUpdates."""
        if not self.polled.is_set():
            self.polled_at = time.perf_counter()
            self.polled.set()

    def _give(self) -> None:
        for connection, offset in list(self._waiting.items()):
            if (batch := self.take(offset)) is not None:
                del self._waiting[connection]
                connection.write(batch)

    def _give_up(self, connection: "_Connection") -> None:
        if self._waiting.pop(connection, None) is not None:
            connection.write(NOTHING)


class _Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, api: Canned) -> None:
        self._api = api
        self._buffer = b""

    def connection_made(self, transport: Any) -> None:
        self._transport: asyncio.Transport = transport
        self._api.connections.add(transport)

    def connection_lost(self, _fault: Exception | None) -> None:
        self._api.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        """Answer every whole request in the buffer."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            lower = head.lower()
            at = lower.find(b"content-length:")
            length = int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self._buffer) < end + 4 + length:
                return
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            self._answer(head.split(b" ", 2)[1].rsplit(b"/", 1)[-1], body)

    def _answer(self, method: bytes, body: bytes) -> None:
        self._api.said += method in SAYING
        if method == b"getUpdates":
            self._api.note_poll()
            offset = _offset_in(body)
            if (batch := self._api.take(offset)) is None:
                self._api.wait(self, offset)
            else:
                self.write(batch)
        elif method in REPLIES:
            if self._api.delay:
                asyncio.get_running_loop().call_later(self._api.delay, self._reply, body)
            else:
                self._reply(body)
        else:
            self.write(OTHERS.get(method, TRUE))

    def _reply(self, body: bytes) -> None:
        self.write(MESSAGE)
        self._api.replied(body)

    def write(self, result: bytes) -> None:
        """Write one response."""
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + str(len(result)).encode()
            + b"\r\n\r\n"
            + result
        )


def _offset_in(body: bytes) -> int:
    """Read `offset` from a form or from JSON."""
    found = OFFSET.search(body)
    return int(found[1]) if found else 0
