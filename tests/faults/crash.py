"""Kills the running bot again and again, and shows that nothing told is lost and nothing doubled.

    python -m tests.faults.crash --kills 1000 --seed 1

People talk to the bot, evenings come, and the bot dies: at a random moment, or at a named place
between two steps (tests/faults/points.py). Polling and webhook take turns of many lives each.
"""

import argparse
import math
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.faults.audit import compare, whole_file
from tests.faults.crowd import Somebody
from tests.faults.points import COMMON, HALF_DRAWN, POLLING, RARE, WEBHOOK
from tests.faults.tally import Tally
from tests.faults.town import PATIENCE, CrashTown, NeverHappened
from tests.support.evening import QUESTION

START = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
RIGA = ZoneInfo("Europe/Riga")
PEOPLE = 6
LIVES = 8  # in a round; after it everybody is waited for
EACH_KIND = 3  # rounds, after which every kind of death has come, and somebody has left
FIRST_UPDATE = 100_000_001
LEASE = timedelta(seconds=61)
PICTURES = {2: "bot", 3: "chart worker"}  # in which of six rounds who dies over a picture
NUDGE = QUESTION  # a follow-up, or a question asked again, has words above it


class CrashRun:
    """One town, killed again and again."""

    waits = 0.0  # how many of those killed at any moment are waited for until they run

    def __init__(self, town: CrashTown, tally: Tally) -> None:
        self.town = town
        self.tally = tally
        self.dice = Random(tally.seed)  # noqa: S311 - a seeded test
        self.people: list[Somebody] = []
        self.evenings: list[tuple[date, set[int]]] = []
        self.seen = 0
        self.nudged: dict[tuple[int, date], list[bool]] = {}
        self.kept: set[int] = set()

    def go(self, kills: int, minutes: float = math.inf) -> None:
        """Run until so many kills or minutes, then wait for everybody and compare."""
        began = time.monotonic()
        try:
            self.rounds(kills, began + minutes * 60)
            self.town.end(signal.SIGTERM)
        except NeverHappened as fault:
            self.tally.stuck.append(str(fault))
            self.town.end_all()
        self.settle_accounts()
        self.tally.seconds = time.monotonic() - began

    def rounds(self, kills: int, over: float) -> None:
        """Let people live and the bot die, and wait for everybody after every few lives."""
        self.town.clock.travel(START)
        for _ in range(PEOPLE):
            self.join()
        number = 0
        while self.tally.kills < kills and time.monotonic() < over:
            number += 1
            if number % 2 == 0:
                self.evening()
            if number % 5 == 2:
                self.join(leaves=True)
            for _ in range(LIVES):
                if self.tally.kills < kills:
                    self.one_life()
            if number % 6 in PICTURES:
                self.life_of_a_picture(PICTURES[number % 6])
            self.rest(pictures=number % 12 == EACH_KIND)

    def join(self, *, leaves: bool = False) -> None:
        """Somebody new comes."""
        number = 101 + len(self.people)
        self.town.server.ask("people", {"id": number, "started": False})
        first = self.town.clock.now().astimezone(RIGA).date()
        dice = Random(self.tally.seed * 1000 + number)  # noqa: S311 - a seeded test
        self.people.append(Somebody(number, self.town.server, dice, first, leaves))

    def evening(self) -> None:
        """Make it a little after nine in the evening while the bot is down."""
        now = self.town.clock.now().astimezone(RIGA)
        nine = now.replace(hour=21, minute=0, second=5, microsecond=0)
        if nine <= now:
            nine = (now + timedelta(days=1)).replace(hour=21, minute=0, second=5, microsecond=0)
        self.town.clock.travel(nine.astimezone(UTC))
        here = {p.id for p in self.people if p.joined and not p.gone}
        self.evenings.append((nine.date(), here))
        for person in self.people:
            person.free = False  # words typed just now could be meant for two questions
            person.slept = max(person.chat, default=0)
            if person.id in here and self.dice.random() < 0.5:
                person.tonight = nine.date()

    def one_life(self) -> None:
        """Start the bot, let people talk, and kill it."""
        place, patience = self.choose_place()
        plain = self.tally.kills % 100 == LIVES
        after = self.dice.choice((1, 1, 1, 2, 3, 5))
        self.town.begin(die_at=place, after=after, plain=plain)
        runs = bool(self.waits) and self.dice.random() < self.waits
        # It may take seconds until everything is there, on a busy machine.
        if plain or place or runs:
            self.town.until(lambda: self.town.report() or not self.town.alive, "the bot runs")
        self.live(patience)
        died = not self.town.alive
        gently = not died and self.dice.random() < 0.05
        self.town.end(signal.SIGTERM if gently else signal.SIGKILL)
        self.tally.ends += gently
        self.tally.kills += not gently
        if not gently:
            self.tally.places[place if died else "any moment"] += 1
        self.look_into_copy()

    def live(self, patience: float, enough: Callable[[], object] = lambda: False) -> None:
        """Let people talk for so many seconds, until the bot dies, or until it is enough."""
        over = time.monotonic() + patience
        while time.monotonic() < over and self.town.alive and not enough():
            self.watch()
            time.sleep(0.01)

    def life_of_a_picture(self, victim: str) -> None:
        """Ask for a picture, and kill the bot or its chart worker while it is half drawn."""
        asks = next((p for p in self.people if p.joined and not p.gone and not p.leaves), None)
        if asks is None:
            return
        self.town.begin(die_at=HALF_DRAWN, victim=victim)
        pictures = len(asks.files)
        asks.wants_picture = True
        self.live(PATIENCE, lambda: len(asks.files) > pictures)
        chart_worker = self.town.chart_worker()
        struck = chart_worker is not None and (victim == "chart worker" or not self.town.alive)
        self.tally.drawings[victim] += struck
        self.tally.places[HALF_DRAWN] += struck and victim == "bot"
        self.town.end()
        self.tally.kills += 1
        self.look_into_copy()
        if chart_worker is not None and not self.town.ends_soon(chart_worker):
            self.tally.orphans.append(f"a drawing process outlived the {victim}")

    def choose_place(self) -> tuple[str, float]:
        """Choose where the bot dies, and how many seconds it may take to get there."""
        if self.dice.random() < 0.4:
            return "", self.dice.uniform(0.05, 0.45)
        places = (*COMMON, *(WEBHOOK if self.town.webhook else POLLING))
        if any(not p.joined or (p.leaves and not p.gone) for p in self.people):
            places += RARE
        new = [place for place in places if not self.tally.places[place]]
        return self.dice.choice(new or places), 0.8

    def watch(self) -> None:
        """Let everybody see what is new, and act."""
        effects = self.town.server.ask("ledger", since=self.seen)
        by_id = {person.id: person for person in self.people}
        for effect in effects:
            self.seen = effect["number"]
            person = by_id.get(effect["chat_id"])
            if person is not None:
                person.sees(effect)
                self.note_nudge(person, effect)
        for person in self.people:
            person.step()

    def note_nudge(self, person: Somebody, effect: dict[str, Any]) -> None:
        """Keep a record of every evening nudge that arrived."""
        text = effect["text"]
        if effect["method"] == "sendMessage" and text.startswith(NUDGE):
            at = datetime.fromisoformat(effect["at"]).astimezone(RIGA) - timedelta(hours=4)
            self.nudged.setdefault((person.id, at.date()), []).append(effect["silent"])

    def look_into_copy(self) -> None:
        """See that everything Telegram was told has arrived is in the database."""
        queue = self.town.server.ask("queue")
        has, verdict = self.town.copied(thorough=self.tally.kills % 10 == 0)
        if verdict != "ok":
            self.tally.torn.append(verdict)
        self.kept |= has  # handled updates are dropped after some days
        erased = {number for person in self.people for number in person.sent}
        issued = set(range(FIRST_UPDATE, queue["next_id"]))
        for number in sorted(issued - set(queue["pending"]) - self.kept - erased):
            self.kept.add(number)
            self.tally.unkept.append(f"update {number} is not kept")

    def rest(self, *, pictures: bool) -> None:
        """Let the bot live until everybody has what they wait for and nothing is owed."""
        for person in self.people:
            person.free = False
        self.town.clock.later(LEASE)
        self.town.begin()
        if pictures:
            asked = self.people[0]
            for command in ("/week", "/export"):
                asked.says(command)
        try:
            self.town.until(
                self.is_quiet, "everybody has an answer", nap=0.02, goes_on=lambda: self.seen
            )
        except NeverHappened:
            self.tally.stuck += self.who_lacks_what()
            raise
        self.town.end(signal.SIGTERM)
        self.tally.ends += 1
        for person in self.people:
            person.free = True

    def who_lacks_what(self) -> list[str]:
        """Say of everybody who waits what for, and what the bot still has of theirs."""
        waiting = [person for person in self.people if not self.is_done(person)]
        pending = self.town.server.ask("queue")["pending"]
        return [
            *(person.story() for person in waiting),
            f"Telegram still has {pending}; health says {self.town.report()}",
            *self.town.state_of({person.id for person in waiting}),
        ]

    def is_done(self, person: Somebody) -> bool:
        """Whether someone waits for nothing."""
        return (person.resting and person.tonight is None) or person.gone

    def is_quiet(self) -> bool:
        """Whether nothing is on its way in either direction."""
        self.watch()
        if not all(self.is_done(person) for person in self.people):
            return False
        report = self.town.report()
        if report is None or report.get("inbox", {}).get("new"):
            return False
        owed = report.get("outbox", {})
        late = report.get("reminder_late_seconds", 1.0) > 0
        pending = self.town.server.ask("queue")["pending"]
        return not (owed.get("pending") or owed.get("sending") or late or pending)

    def settle_accounts(self) -> None:
        """Compare everything."""
        tally = self.tally
        tally.findings = compare(self.town.opened(), self.people)
        tally.updates = self.town.server.ask("queue")["next_id"] - FIRST_UPDATE
        for day, here in self.evenings:
            for number in here:
                copies = self.nudged.get((number, day), [])
                tally.nudges += 1
                tally.missed += not copies
                audible = copies.count(False)
                tally.audible_doubles += max(0, audible - 1)
                tally.silent_copies += len(copies) - min(1, len(copies))
        for person in self.people:
            tally.aloud += person.said_twice_aloud()
            for file_id in person.files:
                tally.files += 1
                if not whole_file(self.town.server.file(file_id)):
                    tally.torn.append(f"file {file_id}")
        # Whoever is refused is told so by Telegram; in a town without trouble nothing is. Only a
        # press that met a slow start was answered there already, and its second answer is refused.
        tally.refused += [
            f"{one['method']}: {one['code']} {one['description']}"
            for one in self.town.server.ask("counts")["refusals"]
            if one["code"] not in {409}
            and not any(words in one["description"] for words in ("not modified", "too old"))
        ]


def run(kills: int, seed: int, *, webhook: bool) -> Tally:
    """Kill a town so many times."""
    tally = Tally(seed, "webhook" if webhook else "polling")
    with (
        tempfile.TemporaryDirectory(prefix="small-steps-crash-") as folder,
        CrashTown(Path(folder), webhook=webhook) as town,
    ):
        CrashRun(town, tally).go(kills)
    return tally


def main() -> int:
    """CrashRun from the command line; 1 when anything was lost, doubled or torn."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1, help="on one PostgreSQL")
    parser.add_argument("--stops", action="store_true", help="and stop some for a while")
    parser.add_argument(
        "--moves", action="store_true", help="and have some erased and brought back"
    )
    parser.add_argument("--minutes", type=float, default=math.inf, help="kill no longer than that")
    parser.add_argument("--log", type=Path, help="keep there what several processes log")
    chosen = parser.parse_args()
    if chosen.processes > 1:
        return _with_several(chosen)
    bad = 0
    for webhook in (False, True):
        tally = run(chosen.kills // 2, chosen.seed, webhook=webhook)
        sys.stdout.write("\n".join(tally.lines()) + "\n")
        sys.stdout.flush()
        bad += len(tally.faults)
    return 1 if bad else 0


def _with_several(chosen: argparse.Namespace) -> int:
    from tests.faults import several

    with tempfile.TemporaryDirectory(prefix="small-steps-crash-") as folder:
        town = several.TownPlan(
            chosen.processes, Path(folder), chosen.log, chosen.stops, chosen.moves
        )
        tally = several.run(chosen.kills, chosen.seed, town, chosen.minutes)
    sys.stdout.write("\n".join(tally.lines()) + "\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
