import asyncio

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, select

from storage import erase, inbox, notes, outbox, people
from storage.erase import Finished
from storage.erasures import ERASURE
from storage.errors import KeysLost, StorageError, Unavailable, Unreadable
from storage.inbox import Update
from storage.key_tables import Contents, Ended
from storage.notes import Note
from storage.schema import METADATA
from storage.store import Store
from storage.types import Big
from tests.storage.samples import ALICE, MONDAY, person
from tests.storage.telling import tell_everything

# Tables about nobody: erasures by pseudonym, and the mark of the key store.
ABOUT_NOBODY = {"erasure", "installation"}


async def rows(store: Store) -> dict[str, int]:
    def count(tx):
        return {
            table.name: tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }

    return await store.read(count)


def test_every_table_says_whose_its_rows_are_or_is_about_nobody():
    """A new table with people's data and no user_id must not slip through."""
    without = {table.name for table in METADATA.sorted_tables if not erase.owner_columns(table)}
    assert without == ABOUT_NOBODY


def test_a_table_with_a_user_id_cannot_be_forgotten():
    added = Table(
        "added", MetaData(), Column("id", Integer, primary_key=True), Column("user_id", Big)
    )
    assert erase.owner_columns(added) == ["user_id"]


async def test_nothing_of_the_person_is_left_and_others_keep_everything(
    store: Store, alice: int, bob: int
):
    await store.write(lambda tx: tell_everything(tx, alice))
    before = await rows(store)
    empty = {name for name, count in before.items() if count == 0}
    assert empty <= {"erasure"}, "tell_everything must fill every table"
    note = Note("bob", (await store.read(lambda tx: tx.now)), MONDAY, "still here")
    await store.write(lambda tx: notes.add(tx, bob, note))
    await store.write(lambda tx: erase.person(tx, alice))
    left = {name: count for name, count in (await rows(store)).items() if count}
    assert left == {"person": 1, "note": 1, "erasure": 1, "installation": 1}
    assert await store.read(lambda tx: notes.get(tx, bob, "bob")) == note


async def test_the_key_is_destroyed_and_the_ledger_knows_only_a_pseudonym(store, alice, vault):
    key = vault.find(alice)
    await store.write(lambda tx: erase.person(tx, alice))
    assert vault.find(alice) is None
    entry = await store.read(lambda tx: tx.connection.execute(select(ERASURE)).one())
    assert (entry.who, entry.key_id) == (vault.pseudonym(alice), key.id)


async def test_updates_and_messages_without_a_user_go_with_the_chat(store: Store, alice: int):
    def stranger(tx):
        inbox.add(tx, [Update(1, alice, None, {"text": "old"})])
        outbox.add(tx, chat_id=alice, user_id=None, method="sendMessage", payload={})

    await store.write(stranger)
    await store.write(lambda tx: erase.person(tx, alice))
    left = await rows(store)
    assert (left["inbox"], left["outbox"]) == (0, 0)


async def test_the_last_words_can_still_be_said(store: Store, alice: int):
    def goodbye(tx):
        erase.person(tx, alice)
        outbox.add(tx, chat_id=alice, user_id=None, method="sendMessage", payload={"text": "Bye"})

    await store.write(goodbye)
    found = await store.write(lambda tx: outbox.pending(tx, 5, tx.now))
    assert [message.payload for message in found] == [{"text": "Bye"}]


async def test_nothing_can_be_kept_for_someone_while_they_are_erased(store: Store, alice: int):
    def careless(tx):
        erase.person(tx, alice)
        people.add(tx, person(alice, tx.now))

    with pytest.raises(StorageError, match="being erased"):
        await store.write(careless)
    assert await store.read(lambda tx: people.get(tx, alice)) is not None


async def test_an_erasure_that_fails_erases_nothing(store: Store, alice: int, vault):
    def fails(tx):
        erase.person(tx, alice)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fails)
    assert await store.read(lambda tx: people.get(tx, alice)) is not None
    assert vault.find(alice) is not None


async def test_a_crash_before_the_key_was_destroyed_is_made_good_at_the_next_start(
    store: Store, alice: int, vault, monkeypatch
):
    def crashed(*_given):
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(vault, "destroy", crashed)
        with pytest.raises(OSError, match="power cut"):
            await store.write(lambda tx: erase.person(tx, alice))
    assert vault.find(alice) is not None
    assert await store.write(erase.finish) == Finished(keys=1)
    assert vault.find(alice) is None
    assert not await store.write(erase.finish)


async def test_someone_who_comes_back_while_their_key_cannot_be_destroyed_stays(
    store: Store, alice: int, vault, monkeypatch
):
    """The key store's disk is full, or another process has not got round to it yet."""

    def full(*_given):
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(vault._store, "remove", full)
        with pytest.raises(Unavailable):
            await store.write(lambda tx: erase.person(tx, alice))
        with pytest.raises(Unavailable):
            await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    note = Note("n", (await store.read(lambda tx: tx.now)), MONDAY, "I am back")
    await store.write(lambda tx: notes.add(tx, alice, note))
    assert not await store.write(erase.finish)
    assert await store.read(lambda tx: notes.get(tx, alice, "n")) == note


async def test_a_key_made_after_an_erasure_is_not_destroyed_by_its_late_end(
    store: Store, alice: int, vault
):
    """Another process erased, and someone came back before it had destroyed the key."""
    old = vault.find(alice)
    await store.write(lambda tx: erase.person(tx, alice))
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    new = vault.find(alice)
    vault.destroy(alice, old.id)
    vault.refresh()
    assert vault.find(alice) is new
    assert not await store.write(erase.finish)
    assert await store.read(people.all_ids) == [alice]


async def test_someone_who_comes_back_while_keys_are_counted_stays(
    store: Store, alice: int, vault, monkeypatch
):
    await store.write(lambda tx: erase.person(tx, alice))
    real = vault.holders

    def finish(tx):
        def and_meanwhile():
            found = real()
            if people.get(tx, ALICE) is None:
                people.add(tx, person(ALICE, tx.now))
            return found

        monkeypatch.setattr(vault, "holders", and_meanwhile)
        return erase.finish(tx)

    assert not await store.write(finish)
    assert await store.read(people.all_ids) == [alice]


async def test_someone_who_comes_back_is_new_and_stays(store: Store, alice: int, vault):
    await store.write(lambda tx: erase.person(tx, alice))
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    assert not await store.write(erase.finish)
    assert vault.find(alice) is not None
    await store.write(lambda tx: erase.person(tx, alice))
    assert await store.read(people.all_ids) == []


async def test_an_update_that_arrives_during_the_erasure_still_opens(store: Store, alice: int):
    await asyncio.gather(
        store.write(lambda tx: erase.person(tx, alice)),
        *(
            store.write(lambda tx, n=n: inbox.add(tx, [Update(n, alice, alice, {"n": n})]))
            for n in range(200, 205)
        ),
    )
    if not (await store.read(lambda tx: tx.on_postgres)):
        assert (await store.write(lambda tx: inbox.next_(tx, alice))).raw == {"n": 200}


async def test_someone_whose_key_is_gone_is_erased_at_the_next_start(
    store: Store, alice: int, bob: int, vault
):
    """As when a database from before a /delete is put back."""
    await store.write(lambda tx: tell_everything(tx, alice))
    vault.destroy(alice)
    assert await store.write(erase.finish) == Finished(again=(vault.pseudonym(alice),))
    assert await store.read(people.all_ids) == [bob]
    left = {name: count for name, count in (await rows(store)).items() if count}
    assert left == {"person": 1, "erasure": 1, "installation": 1}
    assert vault.find(alice) is None
    assert not await store.write(erase.finish)


async def test_somebody_erased_twice_since_is_erased_once_more(store: Store, alice: int, vault):
    """A copy from before they left, came back and left again; and now they come a third time."""
    who = vault.pseudonym(alice)
    vault.learn(Contents(destroyed=frozenset({Ended(who, "first"), Ended(who, "second")})))
    assert await store.write(erase.finish) == Finished(again=(who,))
    assert not await store.write(erase.finish)
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    assert not await store.write(erase.finish)
    assert await store.read(people.all_ids) == [alice]


async def test_nobody_silently_gets_a_new_key(store: Store, alice: int, vault):
    vault.destroy(alice)
    note = Note("n", (await store.read(lambda tx: tx.now)), MONDAY, "words")
    with pytest.raises(Unreadable):
        await store.write(lambda tx: notes.add(tx, alice, note))
    with pytest.raises(StorageError, match="there already"):
        await store.write(lambda tx: people.add(tx, person(alice, tx.now)))
    assert vault.find(alice) is None


async def test_a_missing_key_is_no_reason_to_erase_anybody(store: Store, alice: int):
    """The wrong key store was put back: nobody said that alice should go."""

    def lose(tx):
        tx.vault._store._run(
            lambda connection: connection.exec_driver_sql(
                "DELETE FROM person_key WHERE user_id > 0"
                if not tx.on_postgres
                else "DELETE FROM small_steps_keys.person_key WHERE user_id > 0"
            )
        )

    await store.write(lose)
    with pytest.raises(KeysLost, match=r"keys\.db"):
        await store.write(erase.finish)
    assert await store.read(people.all_ids) == [alice]
