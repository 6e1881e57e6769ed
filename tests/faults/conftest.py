"""A town in trouble: the bot behind a real server, where nobody waits as long as in life."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.stories import begins
from tests.support.town import Town


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    """The folder in which the bot keeps its files."""
    return tmp_path


@pytest.fixture
async def town(
    ground: Path, request: pytest.FixtureRequest, short_waits: None
) -> AsyncIterator[Town]:
    town = Town(ground)
    await begins(town, request)
    async with town:
        yield town
