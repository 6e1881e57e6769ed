"""Several processes on one PostgreSQL: one sends for all, in order, and another after it."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Sequence

import psycopg
import pytest

from bot.playground.people import TelegramUser
from bot.telegram import shared_sender
from bot.telegram.delivery_state import LEASE
from bot.telegram.rate_limits import Limits, Window
from bot.telegram.sender import IDLE_LOOK
from bot.telegram.shared_sender import SharedSender
from storage import election, outbox, server_version
from storage.election import Election
from storage.outbox import Message
from storage.store import Tx
from storage.urls import database_url
from tests.databases import Databases
from tests.postgres import order
from tests.support.wires import ALICE, Wires, eventually, owe

pytestmark = pytest.mark.postgres
NUDGE = 1
BREAK_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(election, "EVERY", 0.02)
    monkeypatch.setattr(election, "PAUSE", 0.05)
    monkeypatch.setattr(shared_sender, "SWEEP", 3600.0)


@pytest.fixture
def url(migrated_database: Databases) -> str:
    return migrated_database()


@contextlib.asynccontextmanager
async def several(wires: Wires, url: str) -> AsyncIterator[list[SharedSender]]:
    """Three processes as far as the database can tell: each stands for election by itself."""
    senders = []
    for _ in range(3):
        sender = wires.new_sender(SharedSender, Election(database_url(url)))
        assert isinstance(sender, SharedSender)
        await sender.start()
        senders.append(sender)
    await eventually(lambda: any(one.leads for one in senders))
    try:
        yield senders
    finally:
        for sender in senders:
            await sender.stop(1)


@pytest.fixture
async def three(wires: Wires, url: str) -> AsyncIterator[list[SharedSender]]:
    async with several(wires, url) as senders:
        yield senders


def leader(senders: Sequence[SharedSender]) -> SharedSender:
    (one,) = [sender for sender in senders if sender.leads]
    return one


async def dies(sender: SharedSender) -> None:
    """End as a killed process does: its connections break, and it sends and writes no more."""
    for task in [*sender._tasks, sender._receipts._task]:
        if task is not None:
            task.cancel()
    await eventually(lambda: not sender.leads)


async def test_one_sends_for_all_in_the_order_in_which_it_was_owed(
    wires: Wires, alice: TelegramUser, three: Sequence[SharedSender]
) -> None:
    for number in range(12):
        message = await wires.store.write(lambda tx, n=number: owe(tx, ALICE, str(n)))
        three[number % 3].deliver([message])
    await alice.reads("11")
    assert [send.text for send in wires.server.ledger.sends(ALICE)] == [str(n) for n in range(12)]
    assert len([sender for sender in three if sender.leads]) == 1


async def test_a_server_too_old_for_several_processes_is_named_once_at_the_start(
    wires: Wires, url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(server_version, "MINDS_SILENCE", 990_000)
    sender = wires.new_sender(SharedSender, Election(database_url(url)))
    assert isinstance(sender, SharedSender)
    await sender.start()
    await eventually(lambda: sender.leads)
    order(url, BREAK_ALL)
    await eventually(lambda: not sender.leads)
    await eventually(lambda: sender.leads)
    await sender.stop(1)
    said = [one.getMessage() for one in caplog.records if "too old" in one.getMessage()]
    assert said == ["this PostgreSQL is too old for several processes: it needs to be 14 or newer"]


async def test_what_a_process_says_late_or_never_does_not_lose_its_place(
    wires: Wires, alice: TelegramUser, three: Sequence[SharedSender]
) -> None:
    """The first died before it rang: its message leaves with the second, and before it."""
    await wires.store.write(lambda tx: owe(tx, ALICE, "first"))
    second = await wires.store.write(lambda tx: owe(tx, ALICE, "second"))
    leader(three).deliver([second])
    await alice.reads("second")
    assert [send.text for send in wires.server.ledger.sends(ALICE)] == ["first", "second"]


async def test_what_was_owed_by_a_process_that_died_before_it_rang_is_found(
    wires: Wires,
    alice: TelegramUser,
    three: Sequence[SharedSender],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shared_sender, "SWEEP", 0.05)
    await wires.store.write(lambda tx: owe(tx, ALICE, "nobody rang"))
    leader(three).look_again()
    await wires.store.write(lambda tx: owe(tx, ALICE, "nobody rang either"))
    await alice.reads("nobody rang either")
    assert [one.words for one in alice.heard][-2:] == ["nobody rang", "nobody rang either"]


async def test_when_the_one_that_sends_dies_another_goes_on_where_it_was(
    wires: Wires, alice: TelegramUser, three: Sequence[SharedSender]
) -> None:
    first = leader(three)
    nudge = await wires.store.write(lambda tx: owe(tx, ALICE, "How was it?", priority=NUDGE))
    await wires.store.write(lambda tx: outbox.claim(tx, [nudge.id], tx.now + LEASE))
    await dies(first)
    others = [sender for sender in three if sender is not first]
    later = await wires.store.write(lambda tx: owe(tx, ALICE, "an answer"))
    others[0].deliver([later])
    await alice.reads("How was it?")
    await alice.reads("an answer")
    nudges = [one for one in wires.server.ledger.sends(ALICE) if one.text == "How was it?"]
    assert [one.silent for one in nudges] == [True]
    assert leader(others) is not first


async def test_who_loses_its_connection_sends_nothing_until_it_is_elected_again(
    wires: Wires, alice: TelegramUser, three: Sequence[SharedSender], url: str
) -> None:
    first = leader(three)
    lost = asyncio.ensure_future(eventually(lambda: not first.leads))
    await asyncio.to_thread(
        order,
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
        "AND objsubid = 2 AND granted AND database = "
        "(SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    await lost
    await eventually(lambda: any(sender.leads for sender in three))
    message = await wires.store.write(lambda tx: owe(tx, ALICE, "still here"))
    first.deliver([message])
    await alice.reads("still here")
    assert len(wires.server.ledger.sends(ALICE)) == 1


async def test_who_cannot_be_sure_that_nobody_else_was_elected_sends_nothing(
    wires: Wires, alice: TelegramUser, three: Sequence[SharedSender], monkeypatch
) -> None:
    first = leader(three)
    monkeypatch.setattr(Election, "is_sure", False)
    message = await wires.store.write(lambda tx: owe(tx, ALICE, "when I know"))
    first.deliver([message])
    await eventually(lambda: first._delivery.calling)
    await asyncio.sleep(3 * IDLE_LOOK)
    assert wires.server.ledger.sends(ALICE) == []
    monkeypatch.undo()
    await alice.reads("when I know")
    assert len(wires.server.ledger.sends(ALICE)) == 1


async def test_who_gives_no_sign_of_life_is_not_elected_for_long(
    wires: Wires, alice: TelegramUser, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is stopped keeps its connection; the server ends it all the same."""
    monkeypatch.setattr(election, "SILENCE", 1.0)
    async with several(wires, url) as senders:
        silent = leader(senders)
        others = [sender for sender in senders if sender is not silent]
        speak = Election._sign_of_life

        async def speaks(self: Election, connection: psycopg.AsyncConnection) -> None:
            if self is silent._election:
                await asyncio.sleep(3600)
            await speak(self, connection)

        monkeypatch.setattr(Election, "_sign_of_life", speaks)
        await eventually(lambda: any(sender.leads for sender in others), within=30)
        assert leader(others) is not silent
        message = await wires.store.write(lambda tx: owe(tx, ALICE, "still here"))
        others[0].deliver([message])
        await alice.reads("still here")


async def test_a_look_that_began_before_it_was_written_down_sends_nothing_twice(
    wires: Wires, alice: TelegramUser, three: Sequence[SharedSender]
) -> None:
    sends, begun, written = leader(three), threading.Event(), threading.Event()
    message = await wires.store.write(lambda tx: owe(tx, ALICE, "once"))

    def slowly(tx: Tx) -> list[Message]:
        found = outbox.pending(tx, 9, tx.now)
        assert found
        begun.set()
        assert written.wait(20)
        return found

    looking = asyncio.ensure_future(sends._look_for(slowly))
    await eventually(begun.is_set)
    sends._take(message)
    await alice.reads("once")
    await eventually(lambda: message.id not in sends._known)
    written.set()
    assert await looking == []


async def test_three_together_are_no_faster_than_the_token_allows_also_when_one_dies(
    wires: Wires, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the clock that gives the turns: how long the way takes then is up to the machine."""
    turns: list[float] = []
    take = Window.take

    def taken(self: Window, at: float) -> None:
        turns.append(at)
        take(self, at)

    monkeypatch.setattr(Window, "take", taken)
    monkeypatch.setattr(election, "PAUSE", 1.1)
    wires.limits = Limits(per_second=20)
    crowd = [wires.server.person(5000 + number) for number in range(50)]
    async with several(wires, url) as senders:
        for place, somebody in enumerate(crowd):
            message = await wires.store.write(lambda tx, who=somebody.id: owe(tx, who, "hello"))
            senders[place % 3].deliver([message])
        await eventually(lambda: len(turns) >= 20)
        await dies(leader(senders))
        await eventually(lambda: all(one.heard for one in crowd), within=60)
    assert len(turns) >= 50
    assert all(last - first > 1 for first, last in zip(turns, turns[20:], strict=False))
