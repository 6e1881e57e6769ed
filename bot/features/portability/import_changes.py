"""What an import would change: the things of a file that are new, and those that are here already.

Nothing of it is written yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from bot import local_time
from bot.features.portability.belongings import Belongings, StoredCount
from bot.features.portability.import_read import ImportFile
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note
from storage.trackers import Tracker
from storage.wins import Win

T = TypeVar("T")


@dataclass(slots=True)
class PlannedChange(Generic[T]):
    """What is new, and what is stored in another way: (as it is, as the file has it)."""

    new: list[T] = field(default_factory=list)
    other: list[tuple[T, T]] = field(default_factory=list)

    def add(self, known: T | None, wanted: T) -> None:
        """Sort one thing of the file in."""
        if known is None:
            self.new.append(wanted)
        elif known != wanted:
            self.other.append((known, wanted))

    def wanted(self, *, over: bool) -> Iterable[T]:
        """All that is to be kept: what is new, and with `over` what is here in another way."""
        return (*self.new, *(wanted for _, wanted in (self.other if over else ())))


@dataclass(slots=True)
class Plan:
    """All that would change, and whether the settings of the file would be taken over."""

    told: ImportFile
    held: Belongings
    now: datetime
    tally: StoredCount
    goals: PlannedChange[Goal] = field(default_factory=PlannedChange)
    trackers: PlannedChange[Tracker] = field(default_factory=PlannedChange)
    answers: PlannedChange[Answer] = field(default_factory=PlannedChange)
    check_ins: PlannedChange[CheckIn] = field(default_factory=PlannedChange)
    notes: PlannedChange[Note] = field(default_factory=PlannedChange)
    wins: PlannedChange[Win] = field(default_factory=PlannedChange)
    entries: PlannedChange[Entry] = field(default_factory=PlannedChange)

    @property
    def changes(self) -> tuple[PlannedChange[Any], ...]:
        """All that is sorted in."""
        return (
            self.goals,
            self.trackers,
            self.answers,
            self.check_ins,
            self.notes,
            self.wins,
            self.entries,
        )

    @property
    def anything_new(self) -> bool:
        """Whether something is not here yet."""
        return any(change.new for change in self.changes)

    @property
    def others(self) -> int:
        """How many things are here, but not as the file has them."""
        return sum(len(change.other) for change in self.changes)

    @property
    def fresh(self) -> bool:
        """Whether nothing was told here before, so that settings come along."""
        return not (self.tally.told or self.held.goals)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return local_time.zone(self.held.person.timezone)
