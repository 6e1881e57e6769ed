"""Tens of thousands of random updates, plausible and hostile, through the whole bot.

    python -m tests.faults.storm --updates 50000 --seed 1

Nothing may raise; every update ends done, or parked because it makes no sense; and afterwards
each of these people can fill in a day as if nothing had been.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.playground.people import TelegramUser
from bot.playground.wire import Json
from storage import inbox, people
from storage.transaction import Tx
from tests.faults.weather import act, bent
from tests.support.town import ALICE, Town, does, settled_in

PEOPLE, STRANGERS = 8, 3
BATCH = 40
GROUP = -1001
# What Telegram may refuse where an update spoke of messages and chats that are not there.
EXPECTED = (
    "not modified",
    "not found",
    "blocked",
    "can't be",
    "too old",
    "kicked",
    "not specified",
    "wrong file identifier",
)
ON_PURPOSE = {"Unparsable"}


@dataclass
class Storm:
    """The figures of a storm."""

    seed: int
    updates: int = 0
    seconds: float = 0.0
    repeats: int = 0
    bent: set[int] = field(default_factory=set)
    parked: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    faults: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Say the figures."""
        return [
            f"{self.updates} updates (seed {self.seed}) in {self.seconds:.0f} s: "
            f"{len(self.bent)} bent out of shape, {self.repeats} repeated",
            f"  parked {dict(self.parked)}, all others done; {self.sent} calls made; "
            f"faults {len(self.faults)}",
            *(f"  FAULT: {fault}" for fault in self.faults[:30]),
        ]


class Loud(logging.Handler):
    """Keeps what the bot complains about, but for updates that make no sense."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it; what Telegram refuses is looked at by itself."""
        fault = str(getattr(record, "fault", ""))
        if "Telegram rejects" not in record.getMessage() and not fault.startswith(
            tuple(ON_PURPOSE)
        ):
            self.heard.append(f"{record.name}: {record.getMessage()} {fault}")


class Weather:
    """A town in a storm."""

    def __init__(self, town: Town, storm: Storm) -> None:
        self.town = town
        self.storm = storm
        self.dice = Random(storm.seed)  # noqa: S311 - a seeded test
        self.everybody = [town.person(ALICE + n, f"<b>{n}") for n in range(PEOPLE + STRANGERS)]
        self.past: list[Json] = []
        self.known: set[int] = set()
        push = town.playground.updates.push

        def bend(update: Json, **more: Any) -> None:
            if self.bending and self.dice.random() < 0.12:
                update = bent(self.dice, update)
                storm.bent.add(update["update_id"])
            self.past = [*self.past[-200:], update]
            push(update, **more)

        self.bending = False
        town.playground.updates.push = bend

    async def rages(self, updates: int) -> None:
        """Blow until so many updates have come."""
        for person in self.everybody[:PEOPLE]:
            await settled_in(self.town, person)
        self.everybody[0].adds_bot_to_group(GROUP)
        first = self.town.playground.updates.next_id
        while (came := self.town.playground.updates.next_id - first) < updates:
            await self.gust(min(BATCH, updates - came))
        self.storm.updates = came

    async def gust(self, acts: int) -> None:
        """Many things at once, and then some time passes."""
        self.bending = True
        for _ in range(acts):
            if self.past and self.dice.random() < 0.03:
                self.storm.repeats += 1
                self.town.playground.updates.push(self.dice.choice(self.past[-40:]), line=0)
            act(self.dice, self.dice.choice(self.everybody), self.everybody)
        self.bending = False
        try:
            await self.town.settle()
        except TimeoutError:
            left = list(self.town.playground.updates.pending.values())
            connection = self.town.app.receiver.connection.state
            raise AssertionError(
                f"it never comes to rest ({connection}): {left[:3]!r:.2000}"
            ) from None
        self.note_refusals()
        await self.town.app.store.read(self.look_up)
        hours = self.dice.choice((0, 0, 0, 0, 1, 5)) * self.dice.random()
        await self.town.later(minutes=1, hours=hours)
        self.town.playground.ledger.effects.clear()

    def note_refusals(self) -> None:
        """Telegram refuses only what the update itself made impossible."""
        ledger = self.town.playground.ledger
        for one in ledger.refusals:
            if not any(words in one.description for words in EXPECTED):
                self.storm.faults.append(f"{one.method}: {one.description}")
        self.storm.faults += self.town.playground.complaints
        ledger.refusals.clear()
        ledger.complaints.clear()

    async def is_over(self) -> None:
        """See that everybody can go on, and how every update ended."""
        self.storm.sent = sum(self.town.playground.ledger.calls.values())
        for person in self.everybody:
            person.unblocks()
            await self.town.settle()
            try:
                await self.fills_in_a_day(person)
            except (LookupError, AssertionError) as fault:
                self.storm.faults.append(f"{person.id} cannot go on: {fault}")
        await self.town.app.store.read(self.look_up)

    async def fills_in_a_day(self, person: TelegramUser) -> None:
        """Answer the three questions, and pass over whatever one has added oneself."""
        if await self.town.app.store.read(lambda tx: people.get(tx, person.id)) is None:
            await settled_in(self.town, person)
        day = date(2026, 2, 2) + timedelta(days=person.id - ALICE)
        await does(self.town, person, "/cancel", f"/day {day}")
        for _ in range(30):
            if any(f"Noted for {day:%a} {day.day} Feb" in kept.words for kept in person.heard):
                return
            data, message = self.next_tap(person)
            person.taps(data, message)
            await self.town.settle()
        raise AssertionError(f"the day has no end: {person.last.words!r:.200}")

    def next_tap(self, person: TelegramUser) -> tuple[str, int]:
        """The best answer to the newest question, or the way past it."""
        for kept in reversed(person.heard):
            rows = kept.message.get("reply_markup", {}).get("inline_keyboard", [])
            offered = [one.get("callback_data", "") for row in rows for one in row]
            answers = [data for data in offered if "|=|" in data]
            skips = [data for data in offered if "|s|" in data]
            if any(f"|{q}|=|" in data for q in ("mood", "sleep", "quality") for data in answers):
                return answers[-1], kept.message["message_id"]
            if skips or answers:
                return (skips or answers)[0], kept.message["message_id"]
        raise LookupError(f"nothing to press under {person.last.words!r:.200}")

    def look_up(self, tx: Tx) -> None:
        """How the updates ended so far, by the database, which forgets them after three days."""
        storm = self.storm
        rows = tx.driver.execute(
            "SELECT update_id, state, reason FROM inbox WHERE state <> 'done'"
        )
        for number, state, reason in rows.fetchall():
            if number in self.known:
                continue
            self.known.add(number)
            storm.parked[reason or state] += 1
            if state != inbox.PARKED or reason not in ON_PURPOSE or number not in storm.bent:
                storm.faults.append(f"update {number} is {state}: {reason}")


async def blow(updates: int, seed: int, folder: Path) -> Storm:
    """Let a storm blow through a town of its own."""
    storm, loud = Storm(seed), Loud()
    began = time.monotonic()
    logging.getLogger().addHandler(loud)
    try:
        async with Town(folder) as town:
            weather = Weather(town, storm)
            await weather.rages(updates)
            await weather.is_over()
    finally:
        logging.getLogger().removeHandler(loud)
    storm.faults += loud.heard
    storm.seconds = time.monotonic() - began
    return storm


def main() -> int:
    """Run from the command line; 1 when anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.storm", description=__doc__)
    parser.add_argument("--updates", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="small-steps-storm-") as folder:
        storm = asyncio.run(blow(chosen.updates, chosen.seed, Path(folder)))
    sys.stdout.write("\n".join(storm.lines()) + "\n")
    return 1 if storm.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
