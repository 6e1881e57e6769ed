"""Key stores that differ, joined: no key is lost, and none that was destroyed comes back."""

from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text

from storage import erase
from storage.errors import KeysLost
from storage.key_copies import copy, gathered, in_file, in_place, renew, write
from storage.key_places import known, remember
from storage.key_tables import Contents, Ended, Wrapped
from storage.keystore import KeyStore
from storage.preflight import look
from storage.store import Store
from storage.urls import database_url as as_driver_wants
from storage.vault import Vault
from tests.databases import Databases
from tests.postgres import order
from tests.storage.samples import ALICE, BOB

OLD, NEW = Wrapped("old", b"o"), Wrapped("new", b"n")
SYSTEM_KEY = {0: Wrapped("system", b"s")}


def snapshots(moves: list[tuple[int, bool]]) -> list[Contents]:
    """One key store as time goes by: people come, and are erased, and come again."""
    store = Contents()
    seen = [store]
    for number, (user, comes) in enumerate(moves):
        here = dict(store.keys)
        if comes:
            here.setdefault(user, Wrapped(f"key{number}", bytes([number])))
            store = Contents(here, store.destroyed)
        elif (key := here.pop(user, None)) is not None:
            store = Contents(here, store.destroyed | {Ended(f"who{user}", key.key_id)})
        seen.append(store)
    return seen


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=2, max_size=12), st.data())
def test_stores_of_different_days_joined_in_any_order_are_the_newest_of_them(
    moves: list[tuple[int, bool]], data: st.DataObject
) -> None:
    seen = snapshots(moves)
    days = data.draw(st.lists(st.integers(0, len(moves)), min_size=3, max_size=3))
    for one, two, three in permutations(days):
        joined = seen[one].joined(seen[two]).joined(seen[three])
        assert joined == seen[max(days)]


def test_whoever_came_back_has_their_new_key_whichever_store_is_the_newer_one() -> None:
    before = Contents({1: OLD})
    after = Contents({1: NEW}, frozenset({Ended("who", "old")}))
    assert before.joined(after) == after.joined(before) == after


def test_a_store_learns_what_another_knows(vault: Vault, database_url: str) -> None:
    alice, bob = vault.of(ALICE), vault.of(BOB)
    other = Contents({ALICE: NEW, 3: OLD}, frozenset({Ended(vault.pseudonym(ALICE), alice.id)}))
    vault.learn(other)
    vault.learn(other)
    found = in_place(database_url)
    assert found.keys[ALICE] == NEW
    assert found.keys[3] == OLD
    assert found.keys[BOB].key_id == bob.id
    assert vault.destroyed() == found.destroyed == other.destroyed


def test_a_store_from_before_destroyed_keys_had_ids_is_brought_along(
    vault: Vault, database_url: str
) -> None:
    bob = vault.of(BOB)
    schema = "" if database_url.startswith("sqlite") else "small_steps_keys."
    engine = where_keys_are(database_url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {schema}destroyed_key"))
        connection.execute(text(f"CREATE TABLE {schema}destroyed_key (who TEXT PRIMARY KEY)"))
        connection.execute(text(f"INSERT INTO {schema}destroyed_key VALUES ('somebody')"))  # noqa: S608 - names of our own tables
    engine.dispose()
    assert in_place(database_url).keys[BOB].key_id == bob.id
    for _ in range(2):
        with closing(KeyStore(database_url)) as store:
            assert store.destroyed() == {Ended("somebody", "")}
            assert store.get(BOB).key_id == bob.id
    with closing(KeyStore(database_url)) as store:
        store.remove(BOB, "bob")
        store.remove(ALICE, "bob", "another")
        assert {mark.key_id for mark in store.destroyed() if mark.who == "bob"} == {
            bob.id,
            "another",
        }


def test_a_store_that_a_killed_start_had_just_begun_is_an_empty_one(
    vault: Vault, database_url: str
) -> None:
    vault.close()
    schema = "" if database_url.startswith("sqlite") else "small_steps_keys."
    engine = where_keys_are(database_url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {schema}destroyed_key"))
        connection.execute(text(f"DELETE FROM {schema}person_key"))  # noqa: S608 - names of our own tables
    engine.dispose()
    assert in_place(database_url) == Contents()
    assert not look(database_url).used
    with closing(KeyStore(database_url)) as store:
        assert store.destroyed() == frozenset()


@pytest.mark.postgres
def test_a_start_that_was_killed_before_it_could_count_is_made_good(
    migrated_database: Databases,
) -> None:
    url = migrated_database()
    KeyStore(url).close()
    order(url, "DELETE FROM small_steps_keys.changes")
    with closing(KeyStore(url)) as store:
        assert store.changes() == 0


def where_keys_are(url: str) -> Engine:
    if url.startswith("sqlite"):
        url = url.replace("small-steps.db", "keys.db")
    return create_engine(as_driver_wants(url))


async def test_a_mark_of_that_time_still_says_that_somebody_without_a_key_was_erased(
    store: Store, alice: int, vault: Vault
) -> None:
    vault._store.remove(alice, vault.pseudonym(alice), "")
    vault._store.remove(alice, "some other pseudonym")
    assert (await store.write(erase.finish)).again == (vault.pseudonym(alice),)
    assert not await store.write(erase.finish)


def test_a_copy_keeps_what_only_it_knew(vault: Vault, database_url: str, tmp_path: Path) -> None:
    """An old key store was put in place, and the timer came before anybody noticed."""
    file = tmp_path / "copies" / "keys.db"
    file.parent.mkdir()
    vault.of(ALICE)
    copy(database_url, file)
    newer = in_file(file).joined(Contents({BOB: NEW}, frozenset({Ended("carol", "gone")})))
    write(newer, file)
    copy(database_url, file)
    assert in_file(file) == newer
    remember(database_url, file)
    assert gathered(database_url, vault.system.id) == newer


def test_a_copy_of_another_installation_is_left_alone(
    vault: Vault, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "keys.db"
    write(Contents(SYSTEM_KEY), file)
    before = file.read_bytes()
    remember(database_url, file)
    with pytest.raises(KeysLost, match="another installation"):
        copy(database_url, file)
    assert renew(database_url).stale == 0
    assert gathered(database_url, vault.system.id) == Contents()
    assert file.read_bytes() == before


def test_copies_that_are_gone_or_damaged_are_no_trouble(
    vault: Vault, database_url: str, tmp_path: Path
) -> None:
    gone, bad, good = (tmp_path / name / "keys.db" for name in ("gone", "bad", "good"))
    for file in (bad, good):
        file.parent.mkdir()
        remember(database_url, file)
    remember(database_url, gone)
    bad.write_bytes(b"x" * 9000)
    copy(database_url, good)
    assert set(known(database_url)) == {bad, good}
    assert gathered(database_url, vault.system.id) == in_place(database_url)
    vault.of(ALICE)
    vault.destroy(ALICE)
    assert renew(database_url).fresh == 2
    assert in_file(good) == in_file(bad) == in_place(database_url)


def test_where_copies_are_is_remembered_within_bounds(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/small-steps.db"
    for number in range(30):
        file = tmp_path / f"{number:02}.db"
        file.touch()
        remember(url, file)
        remember(url, file)
    assert [file.name for file in known(url)] == [f"{number}.db" for number in range(10, 30)]
    (tmp_path / "keys.db.copies").write_text("not a list")
    assert known(url) == []
