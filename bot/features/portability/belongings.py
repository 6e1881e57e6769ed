"""Everything that is stored about one person, as plain values on their way to another process."""

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
from storage.trackers import Tracker
from storage.wins import Win

OF_AN_IMPORT = "import."  # entries that only an import under way needs begin so
FILE, UNDO = f"{OF_AN_IMPORT}file", f"{OF_AN_IMPORT}undo"
PART = f"{UNDO}.part"
# What belongs to one chat alone: a line taken out of the plan, which message is its copy, for a
# day that words of danger brought the card, and for two which message something was taken from.
PLAN_REMOVED, PLAN_COPY = "plan removed", "plan copy"
HELP_SHOWN = "help.shown"
FROM_MESSAGE, UNDONE = "from message", "undone"
HERE_ONLY = frozenset(
    {FILE, UNDO, PART, PLAN_REMOVED, PLAN_COPY, HELP_SHOWN, FROM_MESSAGE, UNDONE}
)

Page: TypeAlias = Mapping[str, Sequence[Any]]  # names of Belongings, what was read of each
Whole: TypeAlias = Mapping[str, Any]  # what is of no page
# Chapter by chapter everything is read; within one, in this order it is told.
ORDER = {
    "answers": attrgetter("day"),
    "check_ins": attrgetter("day"),
    "notes": attrgetter("day", "at", "id"),
    "wins": attrgetter("day", "at", "id"),
    "entries": attrgetter("day", "at", "id"),
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
        self.kinds.update(entry.kind for entry in page.get("entries", ()))
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

    @classmethod
    def of(cls, pages: Iterable[Page], whole: Whole) -> Self:
        """Put pages together, each part in its order, with what is always read as a whole."""
        read = list(pages)
        parts: Whole = {
            name: sorted(chain.from_iterable(page.get(name, ()) for page in read), key=order)
            for name, order in ORDER.items()
        }
        return cls(**whole, **parts)


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
