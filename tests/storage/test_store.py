"""What holds for a unit of work on either database."""

import asyncio

import pytest

from storage import answers, people
from storage.errors import KeysLost, NotMigrated, Unavailable
from storage.store import Store
from storage.vault import Vault
from tests.conftest import KEY
from tests.storage.samples import MONDAY


def keep(user: int, step: str, value: object = 1):
    return lambda tx: answers.keep(tx, user, MONDAY, step, value, tx.now)


async def steps(store: Store, user: int) -> set[str]:
    return set(await store.read(lambda tx: answers.of_day(tx, user, MONDAY)))


async def test_a_work_that_raises_leaves_nothing_behind(store: Store, alice: int):
    def half(tx):
        keep(alice, "mood")(tx)
        raise LookupError("in the middle")

    with pytest.raises(LookupError, match="in the middle"):
        await store.write(half)
    assert await steps(store, alice) == set()


async def test_of_many_works_at_once_only_the_failing_ones_fail(store: Store, alice: int):
    def work(number: int):
        def do(tx):
            keep(alice, f"s{number}")(tx)
            if number % 3 == 0:
                raise LookupError(number)
            return number

        return do

    found = await asyncio.gather(
        *(store.write(work(number)) for number in range(30)), return_exceptions=True
    )
    for number, result in enumerate(found):
        if number % 3 == 0:
            assert isinstance(result, LookupError)
            assert result.args == (number,)
        else:
            assert result == number
    assert await steps(store, alice) == {f"s{number}" for number in range(30) if number % 3}


async def test_a_work_sees_one_instant(store: Store, now):
    def twice(tx):
        first = tx.now
        now.later(hours=1)
        return first, tx.now

    first, second = await store.write(twice)
    assert first == second


async def test_reading_may_not_write(store: Store, alice: int):
    with pytest.raises(Exception, match=r"(?i)read-?only") as found:
        await store.read(keep(alice, "mood"))
    assert not isinstance(found.value, Unavailable)
    await store.write(keep(alice, "mood"))
    assert await steps(store, alice) == {"mood"}


async def test_a_caller_who_went_away_harms_nobody(store: Store, alice: int):
    gone = asyncio.ensure_future(store.write(keep(alice, "mood")))
    await asyncio.sleep(0)
    gone.cancel()
    await store.write(keep(alice, "sleep"))
    assert "sleep" in await steps(store, alice)


async def test_a_closed_store_says_so(store: Store, alice: int):
    await store.write(keep(alice, "mood"))
    await store.close()
    with pytest.raises(Unavailable, match="closed"):
        await store.read(people.all_ids)
    await store.close()


async def test_what_was_written_is_there_for_the_next_process(
    store: Store, alice: int, database_url: str, vault, now, ids
):
    await store.write(keep(alice, "mood", 6))
    await store.close()
    again = Store.open(database_url, vault=vault, now=now, ids=ids)
    assert await steps(again, alice) == {"mood"}
    await again.close()


async def test_keys_of_another_database_are_refused(
    store: Store, database_url: str, tmp_path, now, ids
):
    stranger = Vault.open(f"sqlite:///{tmp_path}/other/x.db", key=KEY, random=lambda n: b"x" * n)
    with pytest.raises(KeysLost, match="bot restore PATH"):
        Store.open(database_url, vault=stranger, now=now, ids=ids)
    stranger.close()


async def test_a_database_without_tables_is_not_taken_for_an_empty_one(tmp_path, now, ids):
    url = f"sqlite:///{tmp_path}/new.db"
    vault = Vault.open(url, key=KEY, random=lambda n: b"x" * n)
    with pytest.raises(NotMigrated, match="migrate"):
        Store.open(url, vault=vault, now=now, ids=ids)
    vault.close()


async def test_a_work_may_destroy_a_key_and_no_later_work_still_has_it(store, alice: int, vault):
    """Works that wait together must not seal with a key that is about to go."""
    before = vault.find(alice)
    found = await asyncio.gather(
        store.write(lambda tx: tx.destroy_key(alice)),
        store.write(lambda tx: tx.key_if_any(alice)),
    )
    if found[1] is not None:  # on PostgreSQL the second may have run first, elsewhere
        assert vault.find(alice) is None
    assert vault.find(alice) is not before
