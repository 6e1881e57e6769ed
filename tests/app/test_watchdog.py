"""A bot in which nothing moves any more ends by itself, so that a supervisor starts it anew."""

import asyncio
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.app import watchdog
from storage.errors import Unavailable

ROOT = Path(__file__).parents[2]
LIFE = """
import asyncio, time
from bot.app import watchdog

watchdog.LOOK_EVERY, watchdog.STUCK_AFTER = 0.05, 1.0

class Database:
    async def read(self, work):
        {trouble}

async def live():
    async with watchdog.kept_alive(Database()):
        await asyncio.sleep(3600)

asyncio.run(live())
"""


@pytest.mark.parametrize(
    "trouble",
    [
        "await asyncio.Event().wait()",
        "time.sleep(3600)",
        "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
    ],
    ids=["the database hangs", "the loop hangs", "the interpreter itself hangs"],
)
def test_it_ends_when_nothing_moves_any_more(trouble: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LIFE.format(trouble=trouble)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "Timeout" in ended.stderr


async def test_a_database_that_is_away_for_long_is_no_reason_to_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watchdog, "LOOK_EVERY", 0.0)
    did: Counter[str] = Counter()
    looked_often = asyncio.Event()

    class Away:
        async def read(self, _work: object) -> object:
            if did["arm"] > 20:
                looked_often.set()
            raise Unavailable

    away: Any = Away()
    arm, disarm = (lambda: did.update(["arm"])), (lambda: did.update(["disarm"]))
    async with watchdog.kept_alive(away, arm, disarm):
        await asyncio.wait_for(looked_often.wait(), 10)
        assert did["disarm"] == 0
    assert did["disarm"] == 1
