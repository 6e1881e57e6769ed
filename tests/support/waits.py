"""Nobody waits as long as in life: whatever went wrong, it is tried again soon."""

import pytest

from bot.app import inbox_worker, startup
from bot.telegram import poller, rate_limits, settlement, webhook


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again soon, whatever went wrong."""
    for module in (poller, settlement, webhook, startup):
        monkeypatch.setattr(module, "FIRST_WAIT", 0.02)
        monkeypatch.setattr(module, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(poller, "LONGEST_AWAY", 0.05)
    monkeypatch.setattr(webhook, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(rate_limits, "FIRST_HOLD", 0.02)
    monkeypatch.setattr(rate_limits, "LONGEST_HOLD", 0.05)
    monkeypatch.setattr(inbox_worker, "LONGEST", 0.05)
