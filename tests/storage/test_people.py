from datetime import date, time

import pytest

from storage import people
from storage.store import Store
from tests.storage.samples import ALICE, BOB, person


async def test_a_person_comes_back_as_they_were_added(store: Store, now):
    alice = person(ALICE, now.at)._replace(country="LV", paused_until=date(2026, 12, 1))
    await store.write(lambda tx: people.add(tx, alice))
    assert await store.read(lambda tx: people.get(tx, ALICE)) == alice
    assert await store.read(lambda tx: people.get(tx, BOB)) is None


async def test_choices_can_be_changed_one_by_one(store: Store, alice: int):
    await store.write(
        lambda tx: people.change(tx, alice, day_ends_at=time(5, 30), reachable=False)
    )
    changed = await store.read(lambda tx: people.get(tx, alice))
    assert changed is not None
    assert (changed.day_ends_at, changed.reachable) == (time(5, 30), False)
    assert changed.timezone == "Europe/Riga"


async def test_a_choice_that_does_not_exist_is_refused(store: Store, alice: int):
    with pytest.raises(Exception, match="mood"):
        await store.write(lambda tx: people.change(tx, alice, mood=3))


async def test_everyone_is_listed(store: Store, alice: int, bob: int):
    assert await store.read(people.all_ids) == [alice, bob]


async def test_adding_a_person_gives_them_a_key(store: Store, vault, alice: int):
    assert vault.find(alice) is not None
