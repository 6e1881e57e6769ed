"""What a rush showed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import TypeVar

from bot.telegram.sender import IN_MEMORY
from storage import answers
from storage.transaction import Tx
from tests.faults.audit import opened

N = TypeVar("N", int, float)
TODAY = date(2026, 11, 24)
TOLD = {"mood": 7, "sleep": 8.0, "quality": 4}
# So many updates may be in hand at once and end in any order: two batches, and the queues at work.
OUT_OF_TURN = 2 * 100 + 64
# KiB that may come on top: first for keys and statements, within limits; then hardly any.
FIRST_GROWTH, LATER_GROWTH = 64 * 1024, 8 * 1024


def nearly_all(figures: Sequence[N]) -> N:
    """What ninety-nine of a hundred do not exceed."""
    return sorted(figures)[(len(figures) - 1) * 99 // 100]


@dataclass
class Checked:
    """Everybody checked in."""

    count: int
    seconds: float = 0.0
    memory: int = 0
    waits: list[float] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    flooded: int = 0
    flooded_before: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def out_of_turn(self) -> int:
        """By how many later ones somebody was overtaken at most."""
        place = {number: at for at, number in enumerate(sorted(self.order))}
        return max(at - place[number] for at, number in enumerate(self.order))

    def look_up(self, database: Path) -> None:
        """Compare with the database what everybody told."""

        def compare(tx: Tx) -> None:
            for number in range(1, self.count + 1):
                told = {step: a.value for step, a in answers.of_day(tx, number, TODAY).items()}
                sleep = told.get("sleep")
                plain = told | ({"sleep": sleep["hours"]} if isinstance(sleep, dict) else {})
                if plain != TOLD:
                    self.wrong.append(f"{number} told {TOLD}, kept {plain}")

        with opened(database) as write:
            write(compare)

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        late = self.out_of_turn > OUT_OF_TURN
        return [*self.wrong, *(["somebody waited behind others"] if late else [])]

    def lines(self) -> list[str]:
        """Say the figures."""
        return [
            f"{self.count} people checked in at once: {self.seconds:.1f} s, "
            f"{4 * self.count / self.seconds:.0f} updates a second",
            f"  a step: {median(self.waits):.2f} s (median), {max(self.waits):.2f} s (longest); "
            f"overtaken by {self.out_of_turn} at most; {self.memory / 1024:.0f} MiB",
            *(f"  FAULT: {fault}" for fault in self.faults[:20]),
        ]


@dataclass
class Reminded:
    """Everybody was reminded."""

    count: int
    seconds: float = 0.0
    nudges: Counter[int] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    overtaken: list[int] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    in_hand: list[int] = field(default_factory=list)
    too_fast: int = 0
    silent: int = 0
    slowest_look: float = 0.0

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        third = len(self.memory) // 3
        twice = [f"{number} was reminded {n} times" for number, n in self.nudges.items() if n != 1]
        found = {
            "memory grew": max(self.memory) - self.memory[0] > FIRST_GROWTH,
            "memory went on growing": max(self.memory) - self.memory[third] > LATER_GROWTH,
            "too much in memory": max(self.in_hand) > IN_MEMORY + 20,
            "answers waited behind nudges": nearly_all(self.overtaken) > 30,
        }
        return [*twice, *(name for name, is_so in found.items() if is_so)]

    def lines(self) -> list[str]:
        """Say the figures."""
        quarters = [self.memory[len(self.memory) * n // 4] / 1024 for n in range(4)]
        course = ", ".join(f"{one:.0f}" for one in (*quarters, self.memory[-1] / 1024))
        return [
            f"{self.count} reminders due in one minute: {self.seconds:.0f} s, "
            f"{(self.count + len(self.waits)) / self.seconds:.1f} messages a second",
            f"  {len(self.waits)} live answers: {median(self.waits):.2f} s (median), "
            f"{nearly_all(self.waits):.2f} s (99 of 100), {max(self.waits):.2f} s (longest), "
            f"behind {nearly_all(self.overtaken)} nudges (99 of 100), "
            f"{max(self.overtaken)} at most",
            f"  memory at the start, at each quarter and at the end: {course} MiB, at most "
            f"{max(self.memory) / 1024:.0f}",
            f"  {max(self.in_hand)} messages in hand at most; refused as too fast "
            f"{self.too_fast}; silent repeats {self.silent}; the server itself took up to "
            f"{self.slowest_look:.2f} s",
            *(f"  FAULT: {fault}" for fault in self.faults[:20]),
        ]
