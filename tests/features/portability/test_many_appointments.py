"""A file with more appointments than anybody has holds up nobody: it is refused in a sentence."""

import json
from datetime import UTC, datetime, time

import pytest

from bot.core.registry import Registry
from bot.features import FEATURES
from bot.features.portability.belongings import Belongings
from bot.features.portability.import_plan import plan
from bot.features.portability.import_read import Unfit, read
from storage.people import Person

NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)
KINDS = Registry(FEATURES).entries
_MOST = 1_000
ALICE = Belongings(Person(1, 1, "en", "UTC", time(4), "1", NOW, NOW))


def _file(count: int) -> bytes:
    entry = {"kind": "appointment", "date": "2026-11-28", "at": "2026-11-28T10:00:00Z"}
    content = {"every": 1, "state": "on"}
    entries = [
        entry | {"id": f"a{n}", "content": content | {"time": f"{n // 60 % 24:02}:{n % 60:02}"}}
        for n in range(count)
    ]
    return json.dumps({"format": "small-steps", "version": 1, "entries": entries}).encode()


def test_nobody_has_as_many_appointments_as_would_hold_up_the_others() -> None:
    # Each is gone through for 460 days whenever a reminder is planned: 49,000 took 46 seconds.
    with pytest.raises(Unfit, match="more than"):
        plan(read(_file(_MOST + 1), NOW, KINDS), ALICE, NOW, KINDS)


def test_twenty_years_of_them_come_back() -> None:
    found = plan(read(_file(_MOST), NOW, KINDS), ALICE, NOW, KINDS)
    assert len(found.entries.new) == _MOST
