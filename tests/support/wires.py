"""A real server on loopback, a real database, alice and bob, and the plumbing between them."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from bot.app.inbox_worker import InboxWorker
from bot.app.update_work import Handlers
from bot.clock import SystemClock
from bot.incoming import Incoming, Pressed, Said
from bot.outgoing import Ack
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from bot.telegram.api import Api
from bot.telegram.delivery_job import Hooks
from bot.telegram.outage_notice import OutageNotice
from bot.telegram.parse import parse
from bot.telegram.poller import Poller
from bot.telegram.rate_limits import Limits
from bot.telegram.sender import Sender
from storage import outbox, people
from storage.inbox import Update
from storage.outbox import Message
from storage.store import Store, Tx
from storage.vault import Vault
from tests.support.fresh import fresh_database

ALICE, BOB = 1001, 1002
KEY = bytes(range(32))


async def eventually(is_so: Callable[[], object], within: float = 20.0) -> None:
    """Wait for something that nobody announces."""
    async with asyncio.timeout(within):
        while not is_so():  # noqa: ASYNC110 - nobody announces it
            await asyncio.sleep(0.005)


def owe(tx: Tx, chat_id: int, text: str, **more: Any) -> Message:
    """Owe someone a message."""
    payload = {"chat_id": chat_id, "text": text} | more.pop("payload", {})
    method = more.pop("method", "sendMessage")
    return outbox.add(tx, chat_id=chat_id, user_id=chat_id, method=method, payload=payload, **more)


def person(tx: Tx, user_id: int = ALICE) -> None:
    people.add(
        tx,
        people.Person(
            id=user_id,
            chat_id=user_id,
            language="en",
            timezone="Europe/Berlin",
            day_ends_at=time(4),
            consent_version=1,
            consented_at=tx.now,
            created_at=tx.now,
        ),
    )


@dataclass
class Wires:
    """Everything between Telegram and the use cases, with a use case that echoes."""

    server: Playground
    api: Api
    store: Store
    limits: Limits = field(default_factory=lambda: Limits(per_second=1000, chat_burst=1000))
    notices: list[tuple[int, bool]] = field(default_factory=list)
    handled: list[Incoming] = field(default_factory=list)
    wanted: Callable[[Message], bool] = lambda _message: True
    prepared: Any = None
    broken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.sender = self.new_sender()
        self.outage_notice = OutageNotice(self.say)
        back = self.sender.look_again
        self.work = Handlers(
            parse, self.handle, self.on_parked, self.deliver, self.outage_notice, back
        )
        self.inbox_worker = InboxWorker(self.store, self.work)
        self.poller = Poller(
            self.api, self.store, self.inbox_worker.came, self.outage_notice, jitter=lambda: 0.5
        )

    def new_sender(self, kind: type[Sender] = Sender, *more: Any) -> Sender:
        hooks = Hooks(self.prepare, self.give_up, lambda _tx, message: self.wanted(message))
        return kind(self.store, self.api, SystemClock(), hooks, *more, limits=self.limits)

    async def say(self, chat_id: int, _raw: Any, lately: bool) -> None:
        self.notices.append((chat_id, lately))

    def handle(self, tx: Tx, incoming: Incoming) -> tuple[Sequence[Message], Sequence[Ack]]:
        match incoming.what:
            case Said(text):
                if text in self.broken:
                    raise ZeroDivisionError("a secret word")
                self.handled.append(incoming)
                return [owe(tx, incoming.chat_id, f"heard {text}")], []
            case Pressed(query_id=query):
                return [owe(tx, incoming.chat_id, "pressed")], [Ack(query, "thanks")]
            case _:
                return [], []

    def on_parked(
        self, tx: Tx, update: Update, _helped: bool
    ) -> tuple[Sequence[Message], Sequence[Ack]]:
        return [owe(tx, update.chat_id, "sorry")], []

    def deliver(self, messages: Sequence[Message], callback_answers: Sequence[Ack]) -> None:
        self.sender.deliver(messages, callback_answers)

    async def prepare(self, message: Message) -> tuple[str, dict[str, Any]] | None:
        return self.prepared

    async def give_up(self, message: Message) -> tuple[str, dict[str, Any]]:
        return "sendMessage", {"chat_id": message.chat_id, "text": "not made"}

    async def owe(self, chat_id: int, text: str, **more: Any) -> Message:
        """Owe a message and hand it to the sender, as the inbox worker does after its commit."""
        message = await self.store.write(lambda tx: owe(tx, chat_id, text, **more))
        self.sender.deliver([message])
        return message

    @property
    def words_handled(self) -> list[str]:
        """What people said, in the order in which it was handled."""
        return [one.what.text for one in self.handled if isinstance(one.what, Said)]

    async def state(self, message: Message) -> str:
        await self.sender.idle()
        found = await self.store.read(lambda tx: outbox.get(tx, message.id))
        assert found is not None
        return found.state

    async def texts(self, chat_id: int) -> list[str]:
        await self.sender.idle()
        return [effect.text for effect in self.server.ledger.sends(chat_id)]


@pytest.fixture
async def server() -> AsyncIterator[Playground]:
    async with Playground(now=SystemClock().now, token="1000000:AAAAAAAAAAAAAAAAAAAAAAAAA") as it:
        yield it


@pytest.fixture
def url(tmp_path: Path) -> str:
    return fresh_database(tmp_path / "steps.db")


@pytest.fixture
async def vault(url: str) -> AsyncIterator[Vault]:
    opened = Vault.open(url, key=KEY, random=os.urandom)
    yield opened
    opened.close()


@pytest.fixture
async def store(url: str, vault: Vault) -> AsyncIterator[Store]:
    count = itertools.count(1)
    opened = Store.open(url, vault=vault, now=SystemClock().now, ids=lambda: f"id{next(count)}")
    yield opened
    await opened.close()


@pytest.fixture
async def api(server: Playground) -> AsyncIterator[Api]:
    made = Api(server.token, server.url)
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def wires(server: Playground, api: Api, store: Store) -> AsyncIterator[Wires]:
    made = Wires(server, api, store)
    yield made
    await made.inbox_worker.stop(1)
    await made.sender.stop(1)


@pytest.fixture
def alice(server: Playground) -> TelegramUser:
    return server.person(ALICE, "Alice")


@pytest.fixture
def bob(server: Playground) -> TelegramUser:
    return server.person(BOB, "Bob")
