"""Everything that is stored about one person, as plain values on their way to another process."""

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from operator import attrgetter
from typing import Any, Self, TypeAlias

from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note
from storage.people import Person
from storage.reminders import Reminder
from storage.sealed import DamagedRow
from storage.trackers import Tracker
from storage.wins import Win

Page: TypeAlias = Mapping[str, Sequence[Any]]  # names of Belongings, what was read of each
Whole: TypeAlias = Mapping[str, Any]  # what is of no page
DAMAGED = "damaged"  # of a page and of the whole: what does not open


def by_time(one: Any) -> tuple[date, datetime, str]:
    """Within a chapter things are told by when they were."""
    return one.day, one.at or datetime.min.replace(tzinfo=UTC), one.id


# Chapter by chapter everything is read; within one, in this order it is told.
ORDER: Mapping[str, Callable[[Any], Any]] = {
    "answers": attrgetter("day"),
    "check_ins": attrgetter("day"),
    "notes": by_time,
    "wins": by_time,
    "entries": by_time,
}


class TooMuch(Exception):
    """More is stored about this person than is ever held in memory at once."""


@dataclass(slots=True)
class StoredCount:
    """How much is stored, also of what was not brought along."""

    kinds: Counter[str] = field(default_factory=Counter)
    told: bool = False

    def count(self, page: Page) -> None:
        """Add what a page holds."""
        told = (one for one in page.get("entries", ()) if isinstance(one, Entry))
        self.kinds.update(entry.kind for entry in told)
        self.told = self.told or any(page.get(name) for name in ("answers", "notes", "entries"))


@dataclass(frozen=True, slots=True)
class Belongings:
    """All that is stored about one person, or a part of it."""

    person: Person
    reminders: Sequence[Reminder] = ()
    answers: Sequence[Answer] = ()
    check_ins: Sequence[CheckIn] = ()
    goals: Sequence[Goal] = ()
    notes: Sequence[Note] = ()
    wins: Sequence[Win] = ()
    entries: Sequence[Entry] = ()
    trackers: Sequence[Tracker] = ()
    preferences: Mapping[str, str] = field(default_factory=dict)
    damaged: Sequence[DamagedRow] = ()
    """Of any of them, what does not open."""

    @classmethod
    def of(cls, pages: Iterable[Page], whole: Whole) -> Self:
        """Put pages together, each part in its order, with what is always read as a whole."""
        read = list(pages)
        parts: dict[str, list[Any]] = {}
        damaged = list(whole.get(DAMAGED, ()))
        for name, order in ORDER.items():
            rows = list(chain.from_iterable(page.get(name, ()) for page in read))
            damaged += [one for one in rows if isinstance(one, DamagedRow)]
            told = (one for one in rows if not isinstance(one, DamagedRow))
            parts[name] = sorted(told, key=order)
        return cls(**{**whole, **parts, DAMAGED: damaged})

    def damaged_in(self, column: str) -> list[DamagedRow]:
        """Say what of one column does not open."""
        return [row for row in self.damaged if row.column == column]


@dataclass(frozen=True, slots=True)
class Packed:
    """Pages on their way to another process, as of an instant."""

    at: datetime
    pages: tuple[bytes, ...]
    whole: bytes
    tally: StoredCount = field(default_factory=StoredCount)
    is_end: bool = True
    """Whether nothing is stored beyond these pages."""

    def opened(self) -> list[Page]:
        """Read the pages, in the order in which they were packed."""
        return [pickle.loads(page) for page in self.pages]  # noqa: S301 - packed by pages.py

    def always(self) -> Whole:
        """Read what comes along with every page: the person, goals, trackers and choices."""
        found: Whole = pickle.loads(self.whole)  # noqa: S301 - packed by pages.py
        return found

    def open(self) -> Belongings:
        """Read everything that was packed."""
        return Belongings.of(self.opened(), self.always())

    def __len__(self) -> int:
        """How many bytes it is."""
        return sum(map(len, self.pages)) + len(self.whole)
