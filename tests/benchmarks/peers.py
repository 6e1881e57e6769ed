"""This bot beside the one that most people write (common.py), in the same run.

Run: `python -m tests.benchmarks.peers [ROUNDS]`.
"""

import asyncio
import pickle
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.canned import USER, Canned, evenings
from tests.benchmarks.prepare import prepared
from tests.benchmarks.processes import running
from tests.benchmarks.replies import TEXTS
from tests.benchmarks.table import Measured, table

EVERYONE, DAYS = range(USER, USER + 1_000), 56
# Its check-in is opened by a word; here the evening's nudge has opened it.
EVENINGS = {"common": ("/checkin", *TEXTS), "ours": TEXTS}
# So many tell their evening; the other bot's takes long, so a few are enough.
OURS, THEIRS = 200, 8
ANSWERS = 2  # that each has told when the power goes, before the check-in is done
KILLED = 20


@dataclass(frozen=True, slots=True)
class Peer:
    """One bot in one round."""

    per_second: float
    lost: int


def pickled(file: Path, people: Sequence[int] = EVERYONE, days: int = DAYS) -> None:
    """Write what PicklePersistence keeps of people's weeks."""
    day = dict(enumerate(("7", "7:30", "4", "1 and 2")))
    users = {user: {"days": [dict(day) for _ in range(days)]} for user in people}
    kept = {
        "conversations": {},
        "user_data": users,
        "chat_data": {},
        "bot_data": {},
        "callback_data": None,
    }
    file.write_bytes(pickle.dumps(kept))


async def measure(
    command: Sequence[str], texts: Sequence[str], count: int, kept: Callable[[], int]
) -> Peer:
    """Let some tell their evening, then others a half of it, and pull the plug."""
    users = range(USER, USER + count)
    half = texts[: len(texts) - len(TEXTS) + ANSWERS]
    async with Canned() as api:
        async with running(api, *command, api.url) as bot:
            done = await api.ask(evenings(users, texts), window=max(1, count * 4 // 5))
            await asyncio.sleep(0.5)
            before = kept()
            last = range(USER + count, USER + count + KILLED)
            await api.ask(evenings(last, half), window=1)
            bot.process.kill()
            await bot.process.wait()
        lost = KILLED * ANSWERS - (kept() - before)
    return Peer(done.per_second, lost)


def told_ours(folder: str) -> int:
    """How many answers the database holds."""
    with closing(sqlite3.connect(Path(folder) / "small-steps.db")) as database:
        return int(database.execute("SELECT count(*) FROM answer").fetchone()[0])


def told_theirs(file: Path) -> int:
    """How many answers of open check-ins the pickle holds."""
    users = pickle.loads(file.read_bytes())["user_data"]  # noqa: S301 - our own file
    return sum(len(of.get("today", ())) for of in users.values())


def rounds(count: int) -> list[dict[str, Peer]]:
    """Measure several rounds, each with fresh copies."""
    found = []
    with prepared(EVERYONE) as folder, tempfile.TemporaryDirectory() as place:
        original, mine = Path(place) / "people.pickle", Path(place) / "mine.pickle"
        pickled(original)
        for _ in range(count):
            shutil.copy(original, mine)
            ours = folder()
            theirs = ("-m", "tests.benchmarks.common", str(mine))
            durable = ("-m", "tests.benchmarks.durable", ours)
            common = measure(theirs, EVENINGS["common"], THEIRS, partial(told_theirs, mine))
            own = measure(durable, EVENINGS["ours"], OURS, partial(told_ours, ours))
            found.append({"common": asyncio.run(common), "ours": asyncio.run(own)})
    return found


def lines(found: Sequence[dict[str, Peer]]) -> list[Measured]:
    """Write the lines of the table."""
    theirs, ours = ([each[name] for each in found] for name in ("common", "ours"))
    common = {
        name: median(getattr(one, name) for one in theirs) for name in ("per_second", "lost")
    }
    ratios = [each["ours"].per_second / each["common"].per_second for each in found]
    speed = f"{median(one.per_second for one in ours):.0f}/s, {common['per_second']:.1f}/s"
    told = KILLED * ANSWERS
    return [
        Measured("(p) steps beside the common bot, 1,000 people's weeks", ratios, speed, "≥ 200"),
        Measured(
            f"(p) of {told} confirmed answers lost by a kill",
            [one.lost for one in ours],
            f"the common bot {common['lost']:.0f}",
            "≤ 0",
        ),
    ]


if __name__ == "__main__":
    print(table(lines(rounds(int(sys.argv[1]) if len(sys.argv) > 1 else 3))))
