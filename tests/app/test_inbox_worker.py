"""Every update is handled once, in order in its chat, and no fault stops a queue."""

import sqlite3
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.app import inbox_worker
from bot.app.first_aid import Help
from bot.app.first_aid import Said as Said_
from bot.app.inbox_worker import InboxWorker
from bot.app.update_work import Failed, Handled, UpdateWork
from bot.incoming import Incoming, Said
from bot.playground.people import TelegramUser
from bot.telegram import outage_notice
from bot.telegram.intake import as_row
from storage import inbox
from storage.errors import Unavailable
from storage.transaction import Tx, Work
from storage.vault import Vault
from tests.support.states import inbox_states
from tests.support.wires import ALICE, BOB, Wires, eventually, owe, person

T = TypeVar("T")


def text(number: int, chat: int, words: str) -> dict[str, object]:
    who = {"id": chat, "is_bot": False, "first_name": "Somebody"}
    place = {"id": chat, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": place, "from": who, "text": words}
    return {"update_id": number, "message": message}


async def keep(wires: Wires, *updates: dict[str, object]) -> None:
    rows = [row for update in updates if (row := as_row(update))]
    for chat in await wires.store.write(lambda tx: inbox.add(tx, rows)):
        wires.inbox_worker.wake(chat)


async def handled(wires: Wires, chat: int) -> list[str]:
    await wires.inbox_worker.idle()
    return [
        update.what.text
        for update in wires.handled
        if update.chat_id == chat and isinstance(update.what, Said)
    ]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_worker, "SOON", 0.01)


async def test_an_update_is_handled_and_answered(wires: Wires, alice: TelegramUser) -> None:
    await wires.inbox_worker.start()
    await keep(wires, text(1, ALICE, "hello"))
    await alice.reads("heard hello")
    assert await handled(wires, ALICE) == ["hello"]


async def test_the_order_within_a_chat_is_kept(
    wires: Wires, alice: TelegramUser, bob: TelegramUser
) -> None:
    await wires.inbox_worker.start()
    updates = [text(n, (ALICE, BOB)[n % 2], str(n)) for n in range(1, 41)]
    await keep(wires, *updates)
    assert await handled(wires, ALICE) == [str(n) for n in range(2, 41, 2)]
    assert await handled(wires, BOB) == [str(n) for n in range(1, 41, 2)]


async def test_a_repeated_update_is_handled_once(wires: Wires, alice: TelegramUser) -> None:
    await wires.inbox_worker.start()
    await keep(wires, text(1, ALICE, "hello"))
    await wires.inbox_worker.idle()
    await keep(wires, text(1, ALICE, "hello"))
    assert await handled(wires, ALICE) == ["hello"]


async def test_what_an_earlier_run_left_is_handled(wires: Wires, alice: TelegramUser) -> None:
    await keep(wires, text(1, ALICE, "left over"))
    await wires.inbox_worker.start()
    await alice.reads("heard left over")
    assert await handled(wires, ALICE) == ["left over"]


async def test_nobody_waits_behind_a_flood(
    wires: Wires, alice: TelegramUser, bob: TelegramUser
) -> None:
    await wires.inbox_worker.start()
    await keep(wires, *[text(n, ALICE, str(n)) for n in range(1, 201)], text(201, BOB, "hello"))
    await wires.inbox_worker.idle()
    place = [update.chat_id for update in wires.handled].index(BOB)
    assert place < 10


async def test_an_update_that_always_fails_is_parked_after_three_tries(
    wires: Wires, alice: TelegramUser, caplog: pytest.LogCaptureFixture
) -> None:
    wires.broken = {"bad"}
    await wires.inbox_worker.start()
    await keep(wires, text(1, ALICE, "bad"), text(2, ALICE, "good"))
    await alice.reads("sorry")
    await alice.reads("heard good")
    await wires.inbox_worker.idle()
    assert await wires.store.read(inbox_states) == {"parked": 1, "done": 1}
    assert "ZeroDivisionError" in str([record.__dict__ for record in caplog.records])
    assert "a secret word" not in str([record.__dict__ for record in caplog.records])


async def test_what_is_refused_only_at_the_commit_is_the_fault_of_the_update_too(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server may answer as late as that; the queue must not try it for ever."""
    write = wires.store.write

    async def refusing(work: Work[T]) -> T:
        def run(tx: Tx) -> T:
            done = work(tx)
            if isinstance(done, Handled) and done.update_id == 1:
                raise ZeroDivisionError
            return done

        return await write(run)

    monkeypatch.setattr(wires.store, "write", refusing)
    await wires.inbox_worker.start()
    # What was there before would have its tries counted anyway.
    await wires.inbox_worker._began.wait()
    await keep(wires, text(1, ALICE, "bad"), text(2, ALICE, "good"))
    await alice.reads("sorry")
    await alice.reads("heard good")
    await wires.inbox_worker.idle()
    assert await wires.store.read(inbox_states) == {"parked": 1, "done": 1}


async def test_what_failed_twice_and_then_works_is_handled(
    wires: Wires, alice: TelegramUser
) -> None:
    update, failures = wires.inbox_worker._update, iter(range(2))

    def flaky(tx: Tx, incoming: Incoming) -> object:
        if next(failures, None) is not None:
            raise ZeroDivisionError
        return wires.handle(tx, incoming)

    update.work = replace(update.work, handle=flaky)
    await wires.inbox_worker.start()
    await keep(wires, text(1, ALICE, "flaky"))
    await alice.reads("heard flaky")
    assert [kept.words for kept in alice.heard] == ["heard flaky"]


async def test_an_update_without_sense_is_parked_at_once(
    wires: Wires, alice: TelegramUser
) -> None:
    await wires.inbox_worker.start()
    bad = text(1, ALICE, "x")
    bad["message"] = {"chat": {"id": ALICE}, "text": "x"}
    await keep(wires, bad, text(2, ALICE, "good"))
    await alice.reads("heard good")
    await wires.inbox_worker.idle()
    assert await wires.store.read(inbox_states) == {"parked": 1, "done": 1}


@pytest.mark.parametrize("words", ["\ud83d", "a\x00b", "\u202egnp.exe"])
async def test_strange_characters_are_kept_as_they_came(
    wires: Wires, alice: TelegramUser, words: str
) -> None:
    await wires.inbox_worker.start()
    await keep(wires, text(1, ALICE, words), text(2, ALICE, "hello"))
    assert await handled(wires, ALICE) == [words, "hello"]


async def test_an_update_that_no_longer_opens_is_parked(
    wires: Wires, alice: TelegramUser, vault: Vault
) -> None:
    await wires.store.write(person)
    await keep(wires, text(1, ALICE, "closed"))
    vault.destroy(ALICE)
    await keep(wires, text(2, ALICE, "open"))
    await wires.inbox_worker.start()
    await alice.reads("heard open")
    await wires.inbox_worker.idle()
    assert await wires.store.read(inbox_states) == {"parked": 1, "done": 1}


async def test_while_the_database_is_away_the_person_is_told_and_nothing_is_lost(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = wires.store.write, iter(range(4))

    async def failing(work: object) -> object:
        if next(failures, None) is not None:
            raise Unavailable
        return await real(work)

    await wires.inbox_worker.start()
    rows = [row for row in [as_row(text(1, ALICE, "hello"))] if row]
    await real(lambda tx: inbox.add(tx, rows))
    monkeypatch.setattr(wires.store, "write", failing)
    wires.inbox_worker.wake(ALICE)
    await alice.reads("heard hello")
    assert wires.notices[0] == (ALICE, False)
    assert all(lately for _, lately in wires.notices[1:])


async def test_a_database_that_fails_under_an_update_is_not_held_against_the_update(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_worker, "LONGEST", 0.02)
    real, failures = wires.handle, iter(range(5))

    def locked(tx: Tx, incoming: Incoming) -> object:
        if next(failures, None) is None:
            return real(tx, incoming)
        fault = sqlite3.OperationalError("database is locked")
        fault.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise fault

    update = wires.inbox_worker._update
    monkeypatch.setattr(update, "work", replace(update.work, handle=locked))
    await wires.inbox_worker.start()
    await keep(wires, text(1, ALICE, "hello"))
    assert await handled(wires, ALICE) == ["hello"]
    assert await wires.store.read(inbox_states) == {"done": 1}
    assert wires.notices == [(ALICE, False)]


async def test_stopping_finishes_what_is_in_hand(wires: Wires, alice: TelegramUser) -> None:
    await wires.inbox_worker.start()
    await keep(wires, *[text(n, ALICE, str(n)) for n in range(1, 51)])
    await wires.inbox_worker.stop(3)
    counts = await wires.store.read(inbox_states)
    assert counts.get("done", 0) == len(wires.handled)
    assert sum(counts.values()) == 50


async def test_an_outage_is_told_once_an_update_and_once_a_minute() -> None:
    said: list[tuple[int, bool]] = []
    now = [0.0]

    async def say(chat_id: int, _raw: object, lately: bool) -> None:
        said.append((chat_id, lately))

    sorry = outage_notice.OutageNotice(say, lambda: now[0])
    for number in (1, 1, 2):
        sorry.tell(ALICE, {"update_id": number})
    now[0] = 61
    sorry.tell(ALICE, {"update_id": 3})
    await sorry.idle()
    assert said == [(ALICE, False), (ALICE, True), (ALICE, False)]


async def test_a_notice_that_cannot_be_sent_troubles_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def say(_chat_id: int, _raw: object, _lately: bool) -> None:
        raise ConnectionError

    sorry = outage_notice.OutageNotice(say)
    sorry.tell(ALICE)
    await sorry.idle()
    assert [record.getMessage() for record in caplog.records] == ["outage notice not sent"]


async def tries_of(wires: Wires, number: int) -> int:
    return await wires.store.read(lambda tx: tries(tx, number))


def tries(tx: Tx, number: int) -> int:
    row = tx.driver.execute("SELECT tries FROM inbox WHERE update_id = ?", (number,)).fetchone()
    return int(row[0])


def watched(wires: Wires, *numbers: int) -> list[list[int]]:
    """See how many tries of these updates are on disk whenever one is handled."""
    seen: list[list[int]] = []
    real = wires.inbox_worker._update.work

    def handle(tx: Tx, incoming: Incoming) -> object:
        seen.append([tries(tx, number) for number in numbers])
        return real.handle(tx, incoming)

    wires.inbox_worker._update.work = replace(real, handle=handle)
    return seen


async def test_what_an_earlier_run_left_is_counted_on_disk_before_it_is_handled(
    wires: Wires, alice: TelegramUser
) -> None:
    await keep(wires, text(1, ALICE, "left over"))
    seen = watched(wires, 1)
    await wires.inbox_worker.start()
    await alice.reads("heard left over")
    await keep(wires, text(2, ALICE, "fresh"))
    await alice.reads("heard fresh")
    assert seen == [[1], [1]]
    assert await tries_of(wires, 2) == 0


async def test_what_just_came_is_handled_without_a_commit_to_count_it(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wires.inbox_worker.start()
    await wires.inbox_worker._began.wait()
    real, works = wires.store.write, []

    async def watching(work: object) -> object:
        works.append(getattr(work, "func", work))
        return await real(work)

    monkeypatch.setattr(wires.store, "write", watching)
    await keep(wires, text(1, ALICE, "one"), text(2, ALICE, "two"))
    assert await handled(wires, ALICE) == ["one", "two"]
    assert wires.inbox_worker._update.handle_next in works
    assert inbox.begin not in works


async def test_what_three_runs_did_not_outlive_is_let_go(
    wires: Wires, alice: TelegramUser
) -> None:
    await keep(wires, text(1, ALICE, "fatal"), text(2, ALICE, "after it"))
    for _ in range(3):
        await wires.store.write(lambda tx: inbox.begin(tx, ALICE, 1))
    await wires.inbox_worker.start()
    await alice.reads("sorry")
    await alice.reads("heard after it")
    assert await handled(wires, ALICE) == ["after it"]
    assert await wires.store.read(inbox_states) == {"parked": 1, "done": 1}


async def test_what_another_process_has_handled_meanwhile_is_not_given_up(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(wires, text(1, ALICE, "fatal, it seems"), text(2, ALICE, "after it"))
    for _ in range(3):
        await wires.store.write(lambda tx: inbox.begin(tx, ALICE, 1))
    give_up = UpdateWork.give_up

    def later(self: UpdateWork, failed: Failed, tx: Tx) -> Said_ | None:
        inbox.done(tx, 1)
        return give_up(self, failed, tx)

    monkeypatch.setattr(UpdateWork, "give_up", later)
    await wires.inbox_worker.start()
    await alice.reads("heard after it")
    assert [kept.words for kept in alice.heard] == ["heard after it"]
    assert await wires.store.read(inbox_states) == {"done": 2}


async def test_whoever_was_next_to_it_is_handled_alone_and_not_blamed(
    wires: Wires, alice: TelegramUser, bob: TelegramUser
) -> None:
    await keep(wires, text(1, ALICE, "one"), text(2, BOB, "two"))
    for chat in (ALICE, BOB):
        await wires.store.write(lambda tx, chat=chat: inbox.begin(tx, chat, 2))
    seen = watched(wires, 1, 2)
    await wires.inbox_worker.start()
    await alice.reads("heard one")
    await bob.reads("heard two")
    # Had the process died over the first, the second would not have been counted again.
    assert sorted(seen[0]) == [1, 2]


async def test_a_database_in_trouble_is_not_counted_against_what_was_left(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_worker, "LONGEST", 0.02)
    await keep(wires, text(1, ALICE, "left over"))
    real, failures = wires.inbox_worker._update.work, iter(range(5))

    def full(tx: Tx, incoming: Incoming) -> object:
        if next(failures, None) is None:
            return real.handle(tx, incoming)
        fault = sqlite3.OperationalError("database or disk is full")
        fault.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise fault

    wires.inbox_worker._update.work = replace(real, handle=full)
    await wires.inbox_worker.start()
    await alice.reads("heard left over")
    assert await tries_of(wires, 1) == 1


async def test_what_another_process_took_in_before_it_died_is_taken_up_at_the_second_look(
    wires: Wires, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the first look it may still be in good hands."""
    monkeypatch.setattr(inbox_worker, "SHARED_SWEEP", 3600.0)
    wires.inbox_worker = InboxWorker(wires.store, wires.work, shared=True)
    await wires.inbox_worker.start()
    await eventually(wires.inbox_worker._began.is_set)
    row = as_row(text(1, ALICE, "is anybody there?"))
    assert row is not None
    await wires.store.write(lambda tx: inbox.add(tx, [row]))
    await wires.inbox_worker._look()
    assert await handled(wires, ALICE) == []
    await wires.inbox_worker._look()
    assert await handled(wires, ALICE) == ["is anybody there?"]


async def test_help_overtakes_what_another_process_has_not_got_round_to(
    wires: Wires, alice: TelegramUser
) -> None:
    def show(tx: Tx, incoming: Incoming) -> Said_:
        return [owe(tx, incoming.chat_id, "help")], []

    def wanted(incoming: Incoming) -> bool:
        return isinstance(incoming.what, Said) and incoming.what.text == "help me"

    help_ = Help(wanted, show, wanted)
    wires.inbox_worker = InboxWorker(wires.store, replace(wires.work, help=help_), shared=True)
    rows = [as_row(text(n, ALICE, words)) for n, words in enumerate(("a", "b", "help me"), 1)]
    kept = [row for row in rows if row is not None]
    await wires.store.write(lambda tx: inbox.add(tx, kept))
    wires.inbox_worker.came(kept[-1])
    await wires.inbox_worker.start()
    await wires.inbox_worker.idle()
    assert await wires.texts(ALICE) == ["help", "heard a", "heard b"]
