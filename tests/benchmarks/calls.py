"""How many Python functions one press, one `/week` and one evening nudge call.

    python -m tests.benchmarks.calls

Counted with `sys.setprofile` inside one transaction, so the figures are the same on every machine.
The database's own work and the drawing of the picture are not in it.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.app.app import App
from bot.core import callback_data
from bot.demo.demo import make_up
from bot.dispatch import nudges, updates
from bot.features import days
from bot.features.week import caption, data, view
from bot.incoming import Commanded, Content, Incoming, Pressed, Said
from storage import conversations, reminders
from storage.store import Tx
from tests.support.town import ALICE, Town, settled_in

EVENING = "evening"


def counted(work: Callable[[], object]) -> int:
    """Count the Python calls of some work."""
    calls = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def _nudge(app: App, tx: Tx) -> int:
    reminders.set_due(tx, ALICE, EVENING, tx.now)
    return counted(lambda: nudges.sweep(tx, app.deps))


def _press(app: App, tx: Tx) -> int:
    conversation = conversations.newest(tx, ALICE)
    assert conversation is not None
    answer = callback_data.reply(conversation.id, "mood", callback_data.Verb.ANSWER, "7")
    return counted(lambda: updates.handle(tx, app.deps, _from_alice(tx, Pressed(answer, 1, "q"))))


def _week(app: App, tx: Tx) -> int:
    turn = updates.handle(tx, app.deps, _from_alice(tx, Said("a note", 1)))

    def asks() -> None:
        updates.handle(tx, app.deps, _from_alice(tx, Commanded("week", "", 1)))
        read = data.read(turn, "week", days.latest(turn))
        shown = view.picture(read)
        caption.caption(read), view.rows(read, shown, cut=False)

    return counted(asks)


def _from_alice(tx: Tx, what: Content) -> Incoming:
    return Incoming(1, ALICE, ALICE, True, "en", "Alice", tx.now, what)


async def calls() -> dict[str, int]:
    """Count the calls of each, after eight weeks of a made-up life."""
    with tempfile.TemporaryDirectory(prefix="small-steps-calls-") as folder:
        async with Town(Path(folder)) as town:
            await settled_in(town, town.person(ALICE, "Alice"))
            await town.app.store.write(partial(make_up, deps=town.app.deps, user_id=ALICE))
            await town.until(town.clock.now() + timedelta(hours=22))
            store, found = town.app.store, {}
            for name, work in WORKS.items():
                # The first time some things are looked up for good.
                with suppress(TakenBack):
                    await store.write(partial(_taken_back, partial(work, town.app)))
                found[name] = await store.write(partial(work, town.app))
            return found


class TakenBack(Exception):
    """This was only to warm up."""


def _taken_back(work: Callable[[Tx], int], tx: Tx) -> None:
    work(tx)
    raise TakenBack


WORKS: dict[str, Callable[[App, Tx], int]] = {
    "an evening nudge": _nudge,
    "a press": _press,
    "/week, without drawing": _week,
}


def main() -> int:
    """Count and print."""
    for name, n in asyncio.run(calls()).items():
        print(f"{name}: {n} calls")
    return 0


if __name__ == "__main__":
    sys.exit(main())
