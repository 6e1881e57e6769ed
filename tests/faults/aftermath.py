"""Taking odd files in, and living on with them: every command, every button, the nudges of days.

It is the bot's own front door, store and schedule, without Telegram. Nothing may raise, whatever
was taken in; what is exported comes back; an import that is taken back leaves nothing behind.
"""

import json
import logging
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from bot.app.attachments import Attachments
from bot.app.chart_worker import ChartFailed, ChartWorker, examine
from bot.clock import FrozenClock
from bot.core.attachments import MakerDeps
from bot.core.deps import Deps
from bot.core.registry import Registry
from bot.dispatch import nudges
from bot.features import FEATURES
from bot.features.portability import export
from bot.incoming import Document
from bot.places import search as place_search
from bot.places.matches import find_zone
from storage import erase, people, reminders
from storage.outbox import Message
from storage.store import Store, Tx
from tests.faults.life_after import Effort, Life
from tests.faults.odd_files import NOW, OddFiles
from tests.faults.storm import Loud

T = TypeVar("T")
DAYS = 8  # that someone lives on with what was taken in
MOST_DUE = 8  # of one day


@dataclass
class Figures:
    """What became of the files."""

    seed: int
    files: int = 0
    refused: int = 0
    done: int = 0
    """Things that somebody did."""
    seconds: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)
    """Where something went wrong, and what was done; each place once."""
    places: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """Say the figures."""
        told = (
            f"{self.files} people (seed {self.seed}) in {self.seconds:.0f} s, {self.refused} "
            f"files refused; {self.done} things done; {len(self.faults)} faults"
        )
        faults = self.faults.items()
        return [told, *(f"FAULT {self.places[key]} x {key}\n  {what}" for key, what in faults)]


class InWords(ChartWorker):
    """Sends words for every picture: what it shows is made all the same."""

    async def picture(self, kind: Any, view: Any) -> bytes:
        raise ChartFailed


async def at_once(work: Callable[..., T], *args: object) -> T:
    """Do in this process what the bot does in another."""
    return work(*args)


class Aftermath:
    """The bot without Telegram, and people who come one after the other."""

    def __init__(self, store: Store, clock: FrozenClock, seed: int, pace: Effort) -> None:
        self.store = store
        self.clock = clock
        self.pace = pace
        self.figures = Figures(seed)
        self.deps = Deps(registry=Registry(FEATURES), search=find_zone, zone_at=place_search.at)
        self.files: dict[str, bytes] = {}
        draw, look = InWords().drawn, partial(at_once, examine)
        maker_deps = MakerDeps(store, self.deps, at_once, self._fetch, draw, self.owed, look)
        self.attachments = Attachments(store, self.deps.registry.makers(maker_deps))
        self.loud = Loud()

    def owed(self, message: Message) -> None:
        """Take the next part of an export: nobody here tells so much."""
        raise AssertionError(message.method)

    async def _fetch(self, file_id: str, _most: int) -> bytes:
        return self.files[file_id]

    def did(self) -> None:
        """Count a thing that somebody did."""
        self.figures.done += 1

    def note(self, life: Life, fault: BaseException) -> None:
        """Note where something broke, once for each place."""
        frames = traceback.extract_tb(fault.__traceback__)
        own = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames][-3:]
        key = f"{type(fault).__name__} in {own[-1]}"
        way = f"person {life.id}: {' '.join(life.way)}"
        self.figures.places[key] += 1
        self.figures.faults.setdefault(key, f"{way}\n  {str(fault)[:600]} {' < '.join(own[::-1])}")

    async def passes(self, files: int, first: int = 0) -> Figures:
        """Let so many people come, each with a file or two, and go."""
        logging.getLogger().addHandler(self.loud)
        begun = time.monotonic()
        try:
            for number in range(first, first + files):
                dice = Random(f"{self.figures.seed}-{number}")  # noqa: S311 - a seeded test
                await self.comes_and_goes(Life(self, 1000 + number, dice))
                self.figures.files += 1
        finally:
            logging.getLogger().removeHandler(self.loud)
            self.figures.seconds = time.monotonic() - begun
        return self.figures

    async def comes_and_goes(self, life: Life) -> None:
        """Someone agrees, takes files in, lives on for days, and erases everything."""
        self.clock.travel(NOW)
        self.loud.heard.clear()
        for part in (self.whole_life, self.goes):
            try:
                await part(life)
            except Exception as fault:  # noqa: BLE001 - noted, and shown at the end
                self.note(life, fault)
        for heard in self.loud.heard:
            self.figures.places[heard] += 1
            self.figures.faults.setdefault(heard, f"person {life.id}: {' '.join(life.way)}")

    async def goes(self, life: Life) -> None:
        """Say goodbye; whatever became of them, nobody else meets what they left."""
        life.way = ["/delete"]

        def away(tx: Tx) -> None:
            if people.get(tx, life.id) is not None:
                life.presses(tx, life.keys(life.says(tx, "/delete"))[0])
            erase.person(tx, life.id)

        await self.store.write(away)

    async def whole_life(self, life: Life) -> None:
        """Take in one file, or one over the other, and look at everything on several days."""
        write, dice = self.store.write, life.dice
        parts: list[tuple[str, Callable[[], Awaitable[Any]]]] = [
            ("begins", lambda: write(life.begins)),
            *[("takes a file in", lambda: self.takes_in(life))] * dice.choice((1, 1, 2)),
            ("sends the export back", lambda: self.comes_back(life)),
        ]
        if self.pace.pressed:
            parts += [
                ("looks around", lambda: write(life.looks_around)),
                ("fills a day in", lambda: write(life.fills_in)),
                ("lives on", lambda: self.days_pass(life)),
                ("looks around days later", lambda: write(life.looks_around)),
                ("takes all back", lambda: write(life.takes_all_back)),
                ("sends the export back again", lambda: self.comes_back(life)),
            ]
        for way, part in parts:
            life.way = [way]
            await part()

    async def takes_in(self, life: Life) -> None:
        """Send a file and take it in, as it stands or over what is there."""
        had = await self.store.read(life.exported)
        file = OddFiles(life.dice, NOW.date()).make()
        keys = await self.sends(life, json.dumps(file).encode())
        if not keys:
            self.figures.refused += 1
            return
        choice = life.dice.choice([key for key in keys if "import.no" not in key])
        undo, *_ = await self.chooses(life, choice)
        await self.chooses(life, undo)
        left = await self.store.read(life.exported)
        assert left == had, "the import left something behind"
        again = await self.sends(life, json.dumps(file).encode())
        await self.chooses(life, next(key for key in again if key.startswith(choice[:10])))

    async def chooses(self, life: Life, key: str) -> list[str]:
        """Press a button that starts work on a file; the buttons under what came of it."""
        turn = await self.store.write(lambda tx: life.presses(tx, key))
        return await self.answers(turn.replies)

    async def comes_back(self, life: Life) -> None:
        """Whatever is exported now is all here already."""
        data = await self.store.read(lambda tx: export.as_json(life.exported(tx)))
        keys = await self.sends(life, data)
        found = await self.store.read(lambda tx: life.differs(tx, data)) if keys else ""
        assert not keys, f"an export is not what it was made of: {found}"

    async def sends(self, life: Life, data: bytes) -> list[str]:
        """Send a file; the buttons under what is said about it."""
        name = f"{life.id}.json"
        self.files[name] = data
        sent = Document(name, name, len(data), 1)
        turn = await self.store.write(lambda tx: life.does(tx, sent))
        return await self.answers(turn.replies)

    async def answers(self, said: list[Message]) -> list[str]:
        """The buttons under what is said about a file."""
        found: list[str] = []
        for message in said:
            if "attachment" in message.payload:
                made = await self.attachments.prepare(message)
                assert made is not None, "nothing is said about the file"
                rows = (made[1].get("reply_markup") or {}).get("inline_keyboard", ())
                found += [button["callback_data"] for row in rows for button in row]
        return found

    async def days_pass(self, life: Life) -> None:
        """Let everything that is due come, and press what comes with it."""
        until = self.clock.now() + timedelta(days=DAYS)
        for _ in range(DAYS * MOST_DUE):
            due = await self.store.read(partial(_next_due, life.id))
            if due is None or due > until:
                break
            self.clock.travel(max(due, self.clock.now()))
            life.way = [f"what is due at {due:%a %H:%M}"]
            _, turns = await self.store.write(partial(nudges.sweep, deps=self.deps))
            for turn in turns:
                await self.store.write(partial(life.meets, turn.replies))
        self.clock.travel(until)


def _next_due(user_id: int, tx: Tx) -> datetime | None:
    due = [r.next_due_at for r in reminders.of(tx, user_id) if r.next_due_at is not None]
    return min(due, default=None)
