"""How often a work goes to the server and back: counted on the wire, and not timed.

Each way there and back costs both sides more than most statements do (docs/performance.md).
"""

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TypeVar

import pytest

from storage import answers, conversations, inbox, outbox, people
from storage.conversations import Conversation
from storage.errors import Unavailable
from storage.inbox import Update
from storage.notify import pending_of
from storage.outbox import Message
from storage.pipeline import MOST, Gathered, Pipeline
from storage.store import Store
from storage.transaction import Tx, Work
from storage.vault import Vault
from tests.conftest import KEY, Now
from tests.databases import Databases
from tests.faults.relay import Relay
from tests.storage.samples import ALICE, BOB, MONDAY, person
from tests.storage.test_prefetched import NOTHING, look, prefetch_all

pytestmark = pytest.mark.postgres

T = TypeVar("T")
CONVERSATION = "conversation"


@pytest.fixture
async def relay(migrated_database: Databases) -> AsyncIterator[Relay]:
    async with Relay(migrated_database()) as relay:
        yield relay


@pytest.fixture
async def store(relay: Relay, now: Now, ids: Callable[[], str]) -> AsyncIterator[Store]:
    """A store that Alice and Bob are known to; its keys go another way."""
    vault = Vault.open(relay._to.render_as_string(hide_password=False), key=KEY, random=os.urandom)
    # Beside the event loop, in which the relay lives.
    store = await asyncio.to_thread(
        Store.open, relay.url, vault=vault, now=now, ids=ids, owns_vault=True
    )
    for user_id in (ALICE, BOB):
        await store.write(partial(begin, user_id))
    yield store
    await store.close()


def begin(user_id: int, tx: Tx) -> None:
    people.add(tx, person(user_id, tx.now))
    conversation = Conversation(
        f"{CONVERSATION}-{user_id}", user_id, "checkin", MONDAY, {}, 9, tx.now
    )
    conversations.open_(tx, conversation)


async def ways(relay: Relay, store: Store, work: Work[T]) -> tuple[int, T]:
    before = relay.ways
    done = await store.write(work)
    return relay.ways - before, done


def owe(tx: Tx, user_id: int, conversation: str | None = None) -> Message:
    return outbox.add(
        tx,
        chat_id=user_id,
        user_id=user_id,
        method="sendMessage",
        payload={},
        conversation=conversation,
    )


async def test_a_hundred_updates_are_kept_in_three_ways(relay: Relay, store: Store) -> None:
    """The beginning, all of them, and the commit."""
    came = [Update(number, ALICE, ALICE, {"n": number}) for number in range(MOST - 1)]
    taken, chats = await ways(relay, store, partial(inbox.add, updates=came))
    assert chats == [ALICE]
    assert taken == 3


def step(tx: Tx) -> int:
    update = inbox.next_(tx, ALICE)
    assert update is not None
    conversation = conversations.latest(tx, ALICE, tx.now.replace(year=2000))
    assert conversation is not None
    kept = answers.of_day(tx, ALICE, MONDAY)
    answers.keep(tx, ALICE, MONDAY, "mood", 7, tx.now)
    conversations.save(tx, conversation)
    for _ in range(3):
        owe(tx, ALICE, conversation.id)
    inbox.done(tx, update.update_id)
    return len(kept)


async def test_a_step_asks_twice_and_keeps_all_it_writes_with_its_commit(
    relay: Relay, store: Store
) -> None:
    await store.write(partial(inbox.add, updates=[Update(1, ALICE, ALICE, {})]))
    taken, _ = await ways(relay, store, step)
    assert taken == 3
    assert set(await store.read(partial(answers.of_day, user_id=ALICE, day=MONDAY))) == {"mood"}
    assert await store.read(inbox.waiting) == []


async def test_what_is_expected_together_takes_one_way(relay: Relay, store: Store) -> None:
    """Between the beginning, with which it is known whose keys have gone, and the commit."""

    def work(tx: Tx) -> list[object]:
        prefetch_all(tx, ALICE)
        return look(tx, ALICE)

    taken, found = await ways(relay, store, work)
    assert found == NOTHING
    assert taken == 3


async def test_what_was_sent_is_written_down_in_two_ways_however_much_it_is(
    relay: Relay, store: Store
) -> None:
    owed = await store.write(
        lambda tx: [
            owe(tx, user, f"{CONVERSATION}-{user}") for user in (ALICE, BOB) for _ in range(10)
        ]
    )

    def note(tx: Tx) -> None:
        for message in owed:
            outbox.sent(tx, message, 77)

    taken, _ = await ways(relay, store, note)
    assert taken == 2
    shown = await store.read(
        partial(conversations.get, user_id=BOB, conversation_id=f"{CONVERSATION}-{BOB}")
    )
    assert shown is not None
    assert shown.message_id == 77


async def test_what_chats_are_owed_is_read_in_two_ways(relay: Relay, store: Store) -> None:
    await store.write(lambda tx: [owe(tx, user) for user in (ALICE, BOB, ALICE)])
    taken, found = await ways(relay, store, partial(pending_of, chat_ids=[ALICE, BOB]))
    assert [message.chat_id for message in found] == [ALICE, BOB, ALICE]
    assert taken == 2


async def test_a_statement_is_prepared_once_on_a_connection(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it is run, and without a way of its own."""
    prepared: Counter[tuple[int, str]] = Counter()
    prepare = Pipeline._prepare

    def counted(self: Pipeline, one: Gathered) -> bytes:
        prepared[threading.get_ident(), one.sql] += 1
        return prepare(self, one)

    monkeypatch.setattr(Pipeline, "_prepare", counted)
    for number in range(10):
        await store.write(partial(inbox.add, updates=[Update(number, BOB, BOB, {})]))
    assert set(prepared.values()) <= {1}


async def test_what_was_prepared_before_a_refusal_is_not_prepared_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server keeps what is prepared, whatever becomes of its transaction."""
    prepared = Counter[str]()
    prepare = Pipeline._prepare

    def counted(self: Pipeline, one: Gathered) -> bytes:
        prepared[one.sql] += 1
        return prepare(self, one)

    monkeypatch.setattr(Pipeline, "_prepare", counted)

    def work(tx: Tx) -> None:
        tx.cursor.execute("SELECT 1 AS before")
        tx.cursor.execute("SELECT 1 / $1::integer", (0,))
        tx.cursor.execute("SELECT 1 AS afterwards")

    for _ in range(3):
        with pytest.raises(Exception, match="division by zero"):
            await store.write(work)
    assert prepared["SELECT 1 AS before"] == prepared["SELECT 1 / $1::integer"] == 1
    assert prepared["SELECT 1 AS afterwards"] == 3
    assert prepared["BEGIN"] <= 1


async def test_one_work_at_a_time_is_one_connection(store: Store, relay: Relay) -> None:
    for _ in range(20):
        await store.read(inbox.waiting)
    assert len(relay._lines) == 2  # both ends of it


async def test_what_a_statement_was_refused_for_is_heard_by_whoever_looks_next(
    store: Store,
) -> None:
    """And nothing of the transaction is kept."""

    def work(tx: Tx) -> None:
        answers.keep(tx, ALICE, MONDAY, "mood", 7, tx.now)
        tx.cursor.execute("SELECT 1 / $1::integer", (0,))
        answers.of_day(tx, ALICE, MONDAY)
        raise AssertionError("it was not refused")

    with pytest.raises(Exception, match="division by zero"):
        await store.write(work)
    assert await store.read(partial(answers.of_day, user_id=ALICE, day=MONDAY)) == {}
    await store.write(lambda tx: answers.keep(tx, ALICE, MONDAY, "mood", 7, tx.now))


async def test_what_nobody_looks_at_is_refused_at_the_commit(store: Store) -> None:
    def work(tx: Tx) -> None:
        answers.keep(tx, ALICE, MONDAY, "mood", 7, tx.now)
        tx.cursor.execute("SELECT 1 / $1::integer", (0,))

    with pytest.raises(Exception, match="division by zero"):
        await store.write(work)
    assert await store.read(partial(answers.of_day, user_id=ALICE, day=MONDAY)) == {}


async def test_a_refusal_that_a_work_overlooks_is_no_commit(store: Store) -> None:
    """The server answers COMMIT with ROLLBACK then, and calls it no error."""

    def work(tx: Tx) -> None:
        answers.keep(tx, ALICE, MONDAY, "mood", 7, tx.now)
        with pytest.raises(Exception, match="division by zero"):
            tx.cursor.execute("SELECT 1 / $1::integer", (0,)).fetchall()

    with pytest.raises(Exception, match="nobody minded"):
        await store.write(work)
    assert await store.read(partial(answers.of_day, user_id=ALICE, day=MONDAY)) == {}


async def test_a_line_that_breaks_before_the_first_answer_costs_nothing(
    store: Store, relay: Relay
) -> None:
    """What was sent on a dead line is known to be lost, for its COMMIT was not yet sent."""
    message = await store.write(lambda tx: owe(tx, ALICE))
    for line in list(relay._lines):
        line.transport.abort()
    await store.write(lambda tx: outbox.dropped(tx, message, "not needed"))
    kept = await store.read(partial(outbox.get, message_id=message.id))
    assert kept is not None
    assert kept.state == outbox.DROPPED


async def test_a_line_that_breaks_at_the_commit_is_not_tried_again(
    store: Store, relay: Relay
) -> None:
    relay.lose_commits = 1
    with pytest.raises(Unavailable):
        await store.write(lambda tx: answers.keep(tx, ALICE, MONDAY, "mood", 7, tx.now))
    assert set(await store.read(partial(answers.of_day, user_id=ALICE, day=MONDAY))) == {"mood"}


async def test_more_than_fits_is_sent_on_the_way(store: Store) -> None:
    """Thousands of large rows, whose answers are read beside the sending."""

    def work(tx: Tx) -> None:
        for _ in range(5 * MOST):
            outbox.add(
                tx,
                chat_id=BOB,
                user_id=BOB,
                method="sendMessage",
                payload={"text": "x" * 4000},
            )

    await store.write(work)
    found = await store.write(partial(pending_of, chat_ids=[BOB]))
    assert len(found) == 5 * MOST
