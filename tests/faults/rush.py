"""A thousand people check in at once, and ten thousand reminders are due in one minute.

    python -m tests.faults.rush --people 1000 --reminders 10000

The real process against the loopback server. The reminders go out at Telegram's pace of thirty
messages a second, so the second part takes seven minutes; people talk to the bot meanwhile.
"""

import argparse
import sys
import tempfile
import time as seconds
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from storage import people, reminders
from storage.reminders import Reminder
from storage.transaction import Tx
from tests.faults.crowd import buttons_of
from tests.faults.rush_record import Checked, Reminded
from tests.faults.test_race import somebody
from tests.faults.town import CrashTown, resident

NINE = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)  # in Riga
FIRST, WRITER, FLOODER = 1, 1_000_001, 2_000_001
WRITERS = 20
TAPS = (("mood", 7), ("sleep", 8), ("quality", 4))
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
A_SECOND = 30  # what Telegram takes


def settle(town: CrashTown, numbers: Sequence[int], due: datetime | None = None) -> None:
    """Let these people have lived here for some days, each with an evening reminder if due."""

    def move_in(tx: Tx) -> None:
        for number in numbers:
            tx.new_key(number)
            people.add(tx, somebody(number))
            if due is not None:
                wish = Reminder(number, "evening", time(21), EVERY_DAY, due, enabled=True)
                reminders.put(tx, wish)

    with town.opened() as write:
        write(move_in)
    town.server.ask("people", {"id": numbers[0], "count": len(numbers)})


@dataclass
class CheckIns:
    """Everybody asks for the check-in at the same moment, and answers as soon as asked."""

    town: CrashTown
    record: Checked
    seen: int = 0
    asked_at: dict[int, float] = field(default_factory=dict)
    steps: dict[int, int] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)

    def run(self, count: int, flood: int) -> None:
        """Check in; somebody else floods the bot meanwhile."""
        everybody = range(FIRST, FIRST + count)
        began = seconds.monotonic()
        self.seen = newest(self.town)
        noise = [says(FLOODER, f"a note of some length, number {n}") for n in range(flood)]
        self.act([*noise, *(says(number, "/checkin") for number in everybody)])
        self.town.until(lambda: self.watch() or len(self.done) == count, "all have checked in")
        self.record.seconds = seconds.monotonic() - began

    def act(self, acts: list[dict[str, Any]]) -> None:
        """Let people act at the same moment."""
        if acts:
            self.asked_at |= {act["person"]: seconds.monotonic() for act in acts}
            self.town.server.ask("act", {"acts": acts})

    def watch(self) -> None:
        """Answer what is asked."""
        acts = []
        for effect in self.town.server.ask("ledger", since=self.seen):
            self.seen = effect["number"]
            number = effect["chat_id"]
            if number == FLOODER:
                self.record.flooded += effect["method"] == "sendMessage"
                continue
            if (act := self.next_act(number, effect)) is not None:
                self.record.waits.append(seconds.monotonic() - self.asked_at[number])
                if self.steps[number] == 1:
                    self.record.order.append(number)
                    self.record.flooded_before.append(self.record.flooded)
                acts.append(act)
        self.act([act for act in acts if act])

    def next_act(self, number: int, effect: dict[str, Any]) -> dict[str, Any] | None:
        """What the person does now: a tap, nothing more ({}), or nothing new (None)."""
        step = self.steps.get(number, 0)
        if step == len(TAPS):
            if "Noted" not in effect["text"] or number in self.done:
                return None
            self.done.add(number)
            return {}
        name, value = TAPS[step]
        offered = [data.split("|") for _, data in buttons_of(effect["markup"])]
        conversation = next((d[1] for d in offered if d[0] == "1t" and d[2] == name), None)
        if conversation is None:
            return None
        self.steps[number] = step + 1
        data = f"1t|{conversation}|{name}|=|{value}"
        return {
            "person": number,
            "do": "taps",
            "with": {"data": data, "message": effect["message_id"]},
        }


@dataclass
class Reminders:
    """All reminders are due; a few people talk all the while."""

    town: CrashTown
    record: Reminded
    seen: int = 0
    asked: dict[int, tuple[float, int]] = field(default_factory=dict)
    written: int = 0

    def run(self, count: int) -> None:
        """Let the minute come, and wait until everyone is reminded."""
        self.seen = newest(self.town)
        self.sample()
        self.town.clock.travel(NINE + timedelta(seconds=1))
        self.town.server.ask("limit", {"per_second": A_SECOND})
        began = sampled = written = seconds.monotonic()
        patience = began + 60 + count / 10
        while len(self.record.nudges) < count:
            if seconds.monotonic() > patience:
                raise AssertionError(f"only {len(self.record.nudges)} of {count} are reminded")
            self.watch()
            if seconds.monotonic() > written + 0.5:
                written = seconds.monotonic()
                self.write()
            if seconds.monotonic() > sampled + 1.0:
                sampled = seconds.monotonic()
                self.sample()
            seconds.sleep(0.01)
        self.record.seconds = seconds.monotonic() - began
        self.town.until(lambda: self.watch() or not self.asked, "whoever talks has an answer")
        self.sample()
        self.record.too_fast = self.town.server.ask("counts")["too_fast"]

    def write(self) -> None:
        """Let somebody who waits for nothing say something."""
        number = WRITER + self.written % WRITERS
        if number in self.asked:
            return
        self.written += 1
        self.asked[number] = (seconds.monotonic(), len(self.record.nudges))
        self.town.server.ask("act", says(number, f"a note of some length, number {self.written}"))

    def watch(self) -> None:
        """Count who is reminded, and how long answers take in seconds and in nudges."""
        asked = seconds.monotonic()
        effects = self.town.server.ask("ledger", since=self.seen)
        self.record.slowest_look = max(self.record.slowest_look, seconds.monotonic() - asked)
        for effect in effects:
            self.seen = effect["number"]
            self.record.silent += effect["silent"]
            if effect["method"] != "sendMessage":
                continue
            number = effect["chat_id"]
            if number < WRITER:
                self.record.nudges[number] += 1
            elif number in self.asked:
                at, nudges = self.asked.pop(number)
                self.record.waits.append(seconds.monotonic() - at)
                self.record.overtaken.append(len(self.record.nudges) - nudges)

    def sample(self) -> None:
        """Look at the process from outside, and at what it holds in hand."""
        self.record.memory.append(resident(self.town.pid))
        report = self.town.report() or {}
        self.record.in_hand.append(int(report.get("messages_in_hand", 0)))


def says(number: int, text: str) -> dict[str, Any]:
    """Somebody writes."""
    return {"person": number, "do": "says", "with": {"text": text}}


def newest(town: CrashTown) -> int:
    """The number of the last thing that happened."""
    return max((effect["number"] for effect in town.server.ask("ledger")), default=0)


@contextmanager
def a_town() -> Iterator[CrashTown]:
    """A town in which it is almost nine in the evening, and whose bot is not running."""
    with (
        tempfile.TemporaryDirectory(prefix="small-steps-rush-") as folder,
        CrashTown(Path(folder), webhook=False) as town,
    ):
        town.clock.travel(NINE - timedelta(minutes=1))
        yield town


def check_in(count: int, *, flood: int = 200, plain: bool = False) -> Checked:
    """So many people check in at once."""
    record = Checked(count)
    with a_town() as town:
        settle(town, range(FIRST, FIRST + count))
        settle(town, [FLOODER])
        town.begin(plain=plain)
        town.until(town.report, "the bot runs")
        CheckIns(town, record).run(count, flood)
        town.until(lambda: not (town.report() or {}).get("inbox", {}).get("new"), "all is handled")
        record.memory = resident(town.pid)
        town.end()
        record.look_up(town.database)
    return record


def remind(count: int, *, plain: bool = False) -> Reminded:
    """So many reminders are due in the same minute."""
    record = Reminded(count)
    with a_town() as town:
        settle(town, range(FIRST, FIRST + count), NINE)
        settle(town, range(WRITER, WRITER + WRITERS))
        town.begin(plain=plain, unhurried=True)
        town.until(town.report, "the bot runs")
        Reminders(town, record).run(count)
        town.end()
    return record


def main() -> int:
    """Run from the command line; 1 when anyone was left out."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.rush", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--reminders", type=int, default=10_000)
    chosen = parser.parse_args()
    bad = 0
    for do, count in ((check_in, chosen.people), (remind, chosen.reminders)):
        if count:
            record: Checked | Reminded = do(count, plain=True)
            sys.stdout.write("\n".join(record.lines()) + "\n")
            sys.stdout.flush()
            bad += len(record.faults)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
