"""What a file may speak of that is stored already: its days, its ids, and what says the same.

All that is stored may be far more than one file. Only this of it is laid beside the file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from bot.features.portability.belongings import Page
from bot.features.portability.import_models import ImportedEntry, ImportedNote, ImportedWin
from storage.entries import Entry
from storage.notes import Note
from storage.sealed import DamagedRow
from storage.wins import Win

Mark = tuple[str, bytes]  # a kind, and a few bytes that things which say the same have alike


def second(at: datetime) -> datetime:
    """The instant as a file has it."""
    return at.replace(microsecond=0)


def _mark(kind: str, *about: str) -> Mark:
    return kind, blake2b("\0".join(about).encode(), digest_size=8).digest()


def note_mark(at: datetime, text: str) -> Mark:
    """Of a note: when it was written, and its words."""
    return _mark("note", second(at).isoformat(), text)


def win_mark(day: date, text: str) -> Mark:
    """Of a win: its day and its words."""
    return _mark("win", day.isoformat(), text)


def entry_mark(kind: str, at: datetime) -> Mark:
    """Of an entry: what it says speaks of goals by other numbers in a file, so it is left out."""
    return _mark("entry", kind, second(at).isoformat())


@dataclass(frozen=True, slots=True)
class Sought:
    """Days, ids and marks of a file."""

    days: frozenset[date]
    ids: frozenset[str]
    marks: frozenset[Mark]

    def of(self, page: Page) -> Page:
        """Leave out of a page what the file does not speak of."""
        return {name: [one for one in rows if self._has(one)] for name, rows in page.items()}

    def _has(self, one: object) -> bool:
        match one:
            case DamagedRow():
                return False  # what a file says of it takes its place
            case Note(id=id, at=at, text=text):
                return id in self.ids or note_mark(at, text) in self.marks
            case Win(id=id, day=day, text=text):
                return id in self.ids or win_mark(day, text) in self.marks
            case Entry(id=id, kind=kind, at=at):
                return id in self.ids or entry_mark(kind, at) in self.marks
            case _:
                return getattr(one, "day", None) in self.days


def sought(
    days: Iterable[date],
    journal: Sequence[ImportedNote],
    wins: Sequence[ImportedWin],
    entries: Sequence[ImportedEntry],
) -> Sought:
    """What the parts of a file may speak of."""
    things: list[ImportedNote | ImportedWin | ImportedEntry] = [*journal, *wins, *entries]
    return Sought(
        days=frozenset(days),
        ids=frozenset(one.id for one in things if one.id),
        marks=frozenset(
            (
                *(note_mark(one.at, one.text) for one in journal),
                *(win_mark(one.date, one.text) for one in wins),
                *(entry_mark(one.kind, one.at) for one in entries),
            )
        ),
    )
