"""Alice and Bob, who said yes."""

import pytest

from storage import people
from storage.store import Store
from tests.storage.samples import ALICE, BOB, person


@pytest.fixture
async def alice(store: Store) -> int:
    await store.write(lambda tx: people.add(tx, person(ALICE, tx.now)))
    return ALICE


@pytest.fixture
async def bob(store: Store) -> int:
    await store.write(lambda tx: people.add(tx, person(BOB, tx.now)))
    return BOB
