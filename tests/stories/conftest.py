from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground.people import Person
from tests.stories.town import Town, settled_in


@pytest.fixture(name="town")
async def fixture_town(tmp_path: Path) -> AsyncIterator[Town]:
    async with Town(tmp_path) as town:
        yield town


@pytest.fixture(name="alice")
async def fixture_alice(town: Town) -> Person:
    """Alice, who has gone through the first minute and has no goals."""
    alice = town.person()
    await settled_in(town, alice)
    return alice
