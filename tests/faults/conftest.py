"""A town in trouble: the bot behind a real server, where nobody waits as long as in life."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import inbox_worker as lanes
from bot.app import startup as desk
from bot.telegram import delivery, poller, webhook
from bot.telegram import rate_limits as pace
from tests.support.town import Town


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, whatever went wrong."""
    for module in (delivery, poller, webhook, desk):
        monkeypatch.setattr(module, "FIRST_WAIT", 0.02)
        monkeypatch.setattr(module, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(poller, "LONGEST_AWAY", 0.05)
    monkeypatch.setattr(webhook, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(pace, "FIRST_HOLD", 0.02)
    monkeypatch.setattr(pace, "LONGEST_HOLD", 0.05)
    monkeypatch.setattr(lanes, "LONGEST", 0.05)


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    """The folder in which the bot keeps its files."""
    return tmp_path


@pytest.fixture
async def town(ground: Path, short_waits: None) -> AsyncIterator[Town]:
    async with Town(ground) as town:
        yield town
