"""The server database in trouble, through the whole bot: one sentence, nothing lost or doubled."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.playground.people import TelegramUser
from bot.telegram import receipts, shared_sender
from storage import election, engines, server_thread
from storage import notes as stored_notes
from storage.migrate import migrate
from storage.statement_timeout import ServerConnection
from storage.transaction import Tx
from tests.databases import Databases
from tests.faults.relay import Relay
from tests.faults.test_start import help_is_there_meanwhile, serving, the_check_in_goes_on
from tests.faults.test_storage import SORRY, told
from tests.postgres import PrivateServer, private_server
from tests.support.evening import QUESTION
from tests.support.states import inbox_states, outbox_states
from tests.support.town import ALICE, Town, does, settled_in
from tests.support.wires import eventually

pytestmark = pytest.mark.postgres

MANY = 1_000_000
NOTE = "a note of some length about the afternoon"
KEPT = "“a note of some length about"  # beside the question that was open


@pytest.fixture(autouse=True)
def _short_waits_for_the_server(short_waits: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(server_thread, "AWAY", 0.1)
    monkeypatch.setitem(engines._CLIENT, "connect_timeout", 2)
    monkeypatch.setattr(election, "EVERY", 0.05)
    monkeypatch.setattr(election, "PAUSE", 0.05)  # nobody here has sent for all before


@pytest.fixture
async def relay(
    migrated_database: Databases, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Relay]:
    async with Relay(migrated_database()) as relay:
        # Little patience with a silent line, and much with a server on a busy machine.
        patience = property(lambda _self: 0.4 if relay.is_silent else 10.0, _as_it_is)
        monkeypatch.setattr(ServerConnection, "patience", patience)
        yield relay


def _as_it_is(_connection: ServerConnection, _seconds: float) -> None:
    """Leave the patience to the relay."""


@pytest.fixture
async def town(relay: Relay, tmp_path: Path) -> AsyncIterator[Town]:
    async with Town(tmp_path, **on_server(relay.url, tmp_path)) as town:
        # Until then what is said stays with the server, and on a busy machine that may be long.
        await eventually(lambda: town.app.sender.leads, within=60)
        yield town
        await relay.mend()


def on_server(url: str, folder: Path) -> dict[str, Any]:
    return {"database_url": url, "encryption_key_file": folder / "small-steps.key"}


@pytest.fixture
async def alice(town: Town, alice: TelegramUser) -> TelegramUser:
    await does(town, alice, "/checkin", "[7]")
    return alice


async def notes(town: Town) -> list[str]:
    kept = await town.app.store.read(lambda tx: stored_notes.recent(tx, ALICE, 9))
    return [note.text for note in kept]


async def all_is_settled(town: Town) -> None:
    """No update waits or is parked, and nothing is owed."""
    assert set(await town.app.store.read(inbox_states)) == {"done"}
    assert set(await town.app.store.read(outbox_states)) <= {"sent", "dropped"}


def times(person: TelegramUser, words: str) -> int:
    return sum(words in kept.words for kept in person.heard)


async def server_runs(town: Town, order: str) -> None:
    def run(tx: Tx) -> None:
        tx.connection.execute(text(order))

    await town.app.store.write(run)


def refused(relay: Relay) -> Any:
    return relay.refuse()


async def silent(relay: Relay) -> None:
    relay.swallow()


@pytest.mark.parametrize("trouble", [refused, silent])
async def test_minutes_without_the_server_cost_a_sentence_and_nothing_else(
    town: Town, alice: TelegramUser, relay: Relay, trouble: Callable[[Relay], Any]
) -> None:
    await trouble(relay)
    alice.says("7:30")
    alice.says(NOTE)
    await alice.reads(SORRY)
    town.clock.pass_(timedelta(minutes=7))
    alice.says("/support")
    await alice.reads("findahelpline.com")
    assert times(alice, SORRY) == 1
    assert len(town.playground.updates.pending) == 3
    await relay.mend()
    await town.settle()
    assert (await told(town))["sleep"]["hours"] == 7.5
    assert await notes(town) == [NOTE]
    await alice.reads(KEPT)  # once somebody is elected again
    assert times(alice, KEPT) == 1
    await all_is_settled(town)


@pytest.mark.parametrize("how", ["break_commits", "lose_commits"])
async def test_a_line_that_breaks_around_the_commit_of_the_inbox_costs_a_sentence(
    town: Town, alice: TelegramUser, relay: Relay, how: str
) -> None:
    """Before it nothing is kept; after it everything is, and nobody here can tell which."""
    setattr(relay, how, MANY)
    alice.says(NOTE)
    await alice.reads(SORRY)
    assert len(town.playground.updates.pending) == 1
    setattr(relay, how, 0)
    await alice.reads(KEPT)
    await town.settle()
    assert await notes(town) == [NOTE]
    await alice.reads(KEPT)  # once somebody is elected again
    assert times(alice, KEPT) == 1
    await all_is_settled(town)


@pytest.fixture
def held(town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """What comes in is kept, and handled only when the test says so."""
    arrived = asyncio.Event()
    monkeypatch.setattr(town.app.receiver, "_wake", lambda _update: arrived.set())
    return arrived


@pytest.mark.parametrize("how", ["break_commits", "lose_commits"])
async def test_a_line_that_breaks_around_the_commit_of_an_answer_doubles_nothing(
    town: Town, alice: TelegramUser, relay: Relay, held: asyncio.Event, how: str
) -> None:
    alice.says(NOTE)
    await held.wait()
    setattr(relay, how, MANY)
    town.app.inbox_worker.wake(ALICE)
    await alice.reads(SORRY)
    setattr(relay, how, 0)
    await alice.reads(KEPT)
    await town.settle()
    assert await notes(town) == [NOTE]
    await alice.reads(KEPT)  # once somebody is elected again
    assert times(alice, KEPT) == 1
    assert times(alice, SORRY) == 1
    await all_is_settled(town)


async def test_an_erasure_whose_commit_was_lost_from_sight_is_finished_without_a_restart(
    town: Town, alice: TelegramUser, relay: Relay, held: asyncio.Event
) -> None:
    alice.says("/delete")
    await held.wait()
    town.app.inbox_worker.wake(ALICE)
    await town.settle()
    held.clear()
    alice.presses("Erase everything")
    await held.wait()
    relay.lose_commits = MANY
    town.app.inbox_worker.wake(ALICE)
    await alice.reads(SORRY)
    relay.lose_commits = 0
    await alice.reads("the key to it is destroyed")

    await asyncio.gather(*town.app._tasks)
    assert await town.app.store.read(lambda tx: tx.vault.find(ALICE)) is None


# A serialization failure, a deadlock, and a connection killed, in turns.
UNDONE = """
CREATE SEQUENCE tries;
CREATE FUNCTION undo() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE try bigint := nextval('tries');
BEGIN
    IF try <= {times} THEN
        CASE try % 3
            WHEN 1 THEN RAISE EXCEPTION USING ERRCODE = '40001';
            WHEN 2 THEN RAISE EXCEPTION USING ERRCODE = '40P01';
            ELSE PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1);
        END CASE;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER undo BEFORE INSERT OR UPDATE ON answer FOR EACH ROW EXECUTE FUNCTION undo();
"""


@pytest.mark.parametrize(("often", "said"), [(4, 0), (12, 1)])
async def test_what_the_server_undoes_is_done_again_and_noticed_only_when_it_takes_long(
    town: Town, alice: TelegramUser, often: int, said: int
) -> None:
    await server_runs(town, UNDONE.format(times=often))
    alice.says("7:30")
    await alice.reads("How well did you sleep?")
    await town.settle()
    assert (await told(town))["sleep"]["hours"] == 7.5
    assert times(alice, SORRY) == said
    assert times(alice, "How well did you sleep?") == 1
    await all_is_settled(town)


async def test_a_reminder_due_while_the_server_is_away_comes_once_when_it_is_back(
    town: Town, alice: TelegramUser, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.at_local("2026-11-25", "20:59")
    await relay.refuse()
    with monkeypatch.context() as nobody_can_be_elected:
        nobody_can_be_elected.setattr(shared_sender, "PATIENCE", 0.2)
        await town.at_local("2026-11-25", "21:01")
    assert QUESTION not in alice.last.words
    await relay.mend()
    await town.at_local("2026-11-25", "21:30")
    await alice.reads(QUESTION)
    await town.settle()
    assert times(alice, QUESTION) == 1


@pytest.mark.parametrize("trouble", [refused, silent])
async def test_a_start_without_the_server_mans_the_desk_until_it_is_there(
    town: Town, alice: TelegramUser, relay: Relay, trouble: Callable[[Relay], Any]
) -> None:
    await town.sleep()
    await trouble(relay)
    async with serving(town):
        await help_is_there_meanwhile(town, alice)
        await relay.mend()
        await the_check_in_goes_on(town, alice)
    assert times(alice, "How well did you sleep?") == 1


@pytest.fixture
def own_server() -> Iterator[PrivateServer]:
    with private_server() as server:
        yield server


async def test_a_server_that_crashes_in_the_middle_of_a_check_in_is_waited_for(
    own_server: PrivateServer, tmp_path: Path
) -> None:
    migrate(own_server.url)
    async with Town(tmp_path, **on_server(own_server.url, tmp_path)) as town:
        alice = town.person()
        await settled_in(town, alice)
        await does(town, alice, "/checkin", "[7]")
        await asyncio.to_thread(own_server.stop)
        alice.says("7:30")
        await alice.reads(SORRY)
        await asyncio.to_thread(own_server.start)
        await alice.reads("How well did you sleep?")
        await does(town, alice, "[4]")
        assert {step: value for step, value in (await told(town)).items() if step != "sleep"} == {
            "mood": 7,
            "quality": 4,
        }
        assert times(alice, SORRY) == 1
        await all_is_settled(town)
