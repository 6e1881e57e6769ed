"""What holds for the server database: several processes, and a server that comes and goes."""

import asyncio
import os
import threading
import weakref
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta

import pytest
from psycopg import ProgrammingError
from sqlalchemy import text

from storage import answers, inbox, nudges, outbox, reminders, server_thread
from storage.engines import ANSWER, ASLEEP
from storage.errors import Unavailable
from storage.inbox import Update
from storage.reminders import Reminder
from storage.store import Store
from storage.transaction import Tx
from storage.vault import Vault
from tests.conftest import KEY
from tests.storage.samples import ALICE, BOB, MONDAY
from tests.storage.test_plans import STATEMENTS

pytestmark = pytest.mark.postgres


@pytest.fixture
def database_url(migrated_database) -> str:
    return migrated_database()


@asynccontextmanager
async def another_process(database_url: str, now) -> AsyncIterator[Store]:
    vault = Vault.open(database_url, key=KEY, random=os.urandom)
    names = iter(range(10**6))
    store = Store.open(database_url, vault=vault, now=now, ids=lambda: f"other-{next(names)}")
    yield store
    await store.close()
    vault.close()


@pytest.fixture
async def other(database_url: str, store: Store, now) -> AsyncIterator[Store]:
    """Another process on the same database."""
    async with another_process(database_url, now) as other:
        yield other


def keep(step: str):
    return lambda tx: answers.keep(tx, ALICE, MONDAY, step, 1, tx.now)


async def steps(store: Store) -> set[str]:
    return set(await store.read(lambda tx: answers.of_day(tx, ALICE, MONDAY)))


def cut(tx) -> None:
    """Let the server throw this very connection out."""
    tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


async def test_the_server_understands_every_statement(store: Store):
    """What SQLite reads is not always SQL: `IS ?` is none elsewhere."""

    def explained(tx: Tx) -> list[str]:
        wrong = []
        for name, statement in STATEMENTS.items():
            compiled = statement._compile(tx.dialect)
            nothing = compiled.pick(defaultdict(lambda: None))
            try:
                with tx.savepoint():
                    tx.cursor.execute(f"EXPLAIN {compiled.sql}", nothing)
            except ProgrammingError as fault:
                wrong.append(f"{name}: {fault}")
        return wrong

    assert await store.write(explained) == []


@pytest.mark.parametrize("state", ["40001", "40P01"])
async def test_a_work_that_the_server_undid_runs_again(store: Store, alice: int, state):
    tries: list[int] = []

    def unlucky(tx):
        tries.append(1)
        keep("mood")(tx)
        if len(tries) < 5:
            raised = f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"
            tx.connection.execute(text(raised))
        return "done"

    assert await store.write(unlucky) == "done"
    assert len(tries) == 5
    assert await steps(store) == {"mood"}


async def test_a_work_that_is_always_undone_is_unavailable_in_the_end(store: Store, alice: int):
    tries: list[int] = []

    def hopeless(tx):
        tries.append(1)
        tx.connection.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"))

    with pytest.raises(Unavailable):
        await store.write(hopeless)
    assert len(tries) == 5


async def test_a_lost_connection_is_replaced_and_the_work_runs_again(store: Store, alice: int):
    tries: list[int] = []

    def work(tx):
        tries.append(1)
        keep("mood")(tx)
        if len(tries) == 1:
            cut(tx)

    await store.write(work)
    assert len(tries) == 2
    assert await steps(store) == {"mood"}


async def test_connections_lost_while_idle_are_not_noticed_by_anyone(store: Store, alice: int):
    def cut_all_others(tx):
        tx.connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )

    await asyncio.gather(*(store.write(keep(f"s{n}")) for n in range(8)))
    await store.write(cut_all_others)
    await asyncio.gather(*(store.write(keep(f"t{n}")) for n in range(8)))
    assert len(await steps(store)) == 16


async def test_a_server_that_is_away_is_unavailable():
    with pytest.raises(Unavailable):
        Vault.open("postgresql://nobody@127.0.0.1:1/none", key=KEY, random=os.urandom)


COMMIT_FAILS = """
CREATE FUNCTION stops() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION USING ERRCODE = '57P02';
END $$;
CREATE CONSTRAINT TRIGGER stops AFTER INSERT ON answer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stops();
"""


async def test_a_commit_that_a_crash_of_the_server_interrupts_is_not_repeated_blindly(
    store: Store, alice: int
):
    """The server says so even when the commit is on its disk already."""
    await store.write(lambda tx: tx.connection.execute(text(COMMIT_FAILS)) and None)
    tries: list[int] = []

    def work(tx):
        tries.append(1)
        keep("mood")(tx)

    with pytest.raises(Unavailable):
        await store.write(work)
    assert len(tries) == 1


async def test_a_server_that_does_not_answer_is_given_up_and_left_alone_for_a_moment(
    store: Store, alice: int, monkeypatch
):
    def slow(tx):
        tx.driver.patience = 0.2
        tx.connection.execute(text("SELECT pg_sleep(5)"))

    with pytest.raises(Unavailable):
        await asyncio.wait_for(store.write(slow), 3)
    with pytest.raises(Unavailable):
        await store.write(keep("mood"))
    monkeypatch.setattr(store._engine._server, "_away_until", 0.0)
    await store.write(keep("mood"))
    assert await steps(store) == {"mood"}


async def test_one_chat_has_one_worker_at_a_time(store: Store, other: Store):
    await store.write(
        lambda tx: inbox.add(tx, [Update(n, ALICE, ALICE, {"n": n}) for n in range(40)])
    )
    handled: list[int] = []

    def handle(tx):
        update = inbox.next_(tx, ALICE)
        if update is None:
            return False
        tx.connection.execute(text("SELECT pg_sleep(0.002)"))
        handled.append(update.update_id)
        inbox.done(tx, update.update_id)
        return True

    async def lane(of: Store) -> None:
        while await of.write(handle):
            pass

    await asyncio.gather(lane(store), lane(other), lane(store), lane(other))
    assert handled == list(range(40))


async def test_two_sweepers_share_what_is_due_and_each_slot_is_claimed_once(
    store: Store, other: Store, alice: int, bob: int, now
):
    due = now.at - timedelta(minutes=1)
    kinds = [f"kind{n:02}" for n in range(40)]

    def plan(tx):
        for kind in kinds:
            reminders.put(tx, Reminder(alice, kind, time(21), (), due))

    await store.write(plan)
    claimed: list[str] = []

    def sweep(tx):
        found = reminders.due(tx, tx.now, 5)
        tx.connection.execute(text("SELECT pg_sleep(0.005)"))
        for reminder in found:
            reminders.set_due(tx, alice, reminder.kind, None)
            if nudges.claim(tx, alice, reminder.kind, MONDAY):
                claimed.append(reminder.kind)
        return len(found)

    async def sweeper(of: Store) -> int:
        total = 0
        while found := await of.write(sweep):
            total += found
        return total

    totals = await asyncio.gather(sweeper(store), sweeper(other))
    assert sorted(claimed) == kinds
    assert sum(totals) == len(kinds)
    assert await store.write(lambda tx: reminders.due(tx, due + timedelta(days=99), 10)) == []


async def test_two_senders_never_send_the_same_or_two_of_one_chat(store: Store, other: Store):
    def owe(tx):
        return [
            outbox.add(tx, chat_id=chat, user_id=None, method="m", payload={}).id
            for _ in range(10)
            for chat in (ALICE, BOB)
        ]

    names = await store.write(owe)

    async def claim(of: Store, name: str) -> list[str]:
        return await of.write(lambda tx: outbox.claim(tx, [name], tx.now + timedelta(minutes=1)))

    found = await asyncio.gather(*(claim(of, name) for name in names for of in (store, other)))
    claimed = [name for one in found for name in one]
    assert len(claimed) == len(set(claimed)) == 2


async def test_chat_locks_of_different_chats_do_not_wait_for_each_other(
    store: Store, other: Store
):
    held, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(tx):
        tx.lock_chat(ALICE)
        assert tx.now  # which is known when the lock is ours
        loop.call_soon_threadsafe(held.set)
        assert go_on.wait(60)

    first = asyncio.ensure_future(store.write(slow))
    await held.wait()
    await other.write(lambda tx: tx.lock_chat(BOB) or tx.now)
    assert not first.done()
    go_on.set()
    await first


async def test_what_waits_for_its_chat_is_dated_when_its_turn_comes(
    store: Store, other: Store, now
):
    held, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(tx):
        tx.lock_chat(ALICE)
        assert tx.now  # which is known when the lock is ours
        loop.call_soon_threadsafe(held.set)
        assert go_on.wait(60)
        return tx.now

    def next_one(tx):
        began = tx.now
        loop.call_soon_threadsafe(held.set)
        tx.lock_chat(ALICE)
        return began, tx.now

    first = asyncio.ensure_future(store.write(slow))
    await held.wait()
    held.clear()
    second = asyncio.ensure_future(other.write(next_one))
    await held.wait()
    now.later(minutes=1)
    go_on.set()
    began, turn = await second
    assert began == await first
    assert turn == began + timedelta(minutes=1)


@pytest.mark.parametrize("looks", [False, True])
async def test_a_process_that_is_stopped_in_its_work_does_not_keep_the_chat(
    database_url: str, store: Store, alice: int, now, monkeypatch, looks
):
    """The server undoes what it had begun; when it goes on, it does all of it anew."""
    assert ASLEEP < ANSWER  # or whoever waits would take the server for dead
    monkeypatch.setattr(server_thread, "ASLEEP", 0.3)
    held, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def stopped(tx):
        tx.lock_chat(ALICE)
        answers.keep(tx, ALICE, MONDAY, "from the stopped", 1, tx.now)
        if looks:  # then only its COMMIT is left to be sent, which the server never read
            assert answers.get(tx, ALICE, MONDAY, "from the stopped")
        loop.call_soon_threadsafe(held.set)
        assert go_on.wait(60)

    def next_one(tx):
        tx.lock_chat(ALICE)
        before = set(answers.of_day(tx, ALICE, MONDAY))
        answers.keep(tx, ALICE, MONDAY, "from the next", 1, tx.now)
        return before

    async with another_process(database_url, now) as asleep:
        first = asyncio.ensure_future(asleep.write(stopped))
        await held.wait()
        assert await store.write(next_one) == set()
        go_on.set()
        await first
    assert await steps(store) == {"from the next", "from the stopped"}


async def test_what_a_work_drops_leaves_every_other_statement_prepared(store: Store, alice: int):
    def drops(tx):
        for order in ["SELECT 1"] * 6 + ["CREATE TEMP TABLE here (n int)", "DROP TABLE here"]:
            tx.connection.execute(text(order))

    await store.write(keep("before"))
    await store.write(drops)
    await store.write(keep("after"))
    assert await steps(store) == {"before", "after"}


async def test_nothing_that_was_told_stays_with_a_thread_that_waits(store: Store):
    class ToldAtOnce:
        """What somebody told, as a work hands it back."""

    left = weakref.ref(await store.read(lambda _tx: ToldAtOnce()))
    async with asyncio.timeout(10):
        while left() is not None:  # noqa: ASYNC110 - the thread says nothing when it lets go
            await asyncio.sleep(0.001)
    assert left() is None
