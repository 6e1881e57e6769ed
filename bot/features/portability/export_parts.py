"""As much of an export as one file that /import takes may hold, and where the next part begins.

Nearly everybody's fits into one. The goals, questions and choices stand in every part, so that
each can be brought back by itself, in any order.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from bot.features.portability import export
from bot.features.portability.belongings import Belongings, Packed, Page, Whole
from bot.features.portability.bounds import (
    PART_BYTES,
    PART_OBJECTS,
    PART_QUESTIONS,
    PART_THINGS,
)
from bot.features.portability.export_csv import as_csv
from bot.features.portability.export_json import as_json, written
from bot.features.portability.export_names import OTHER, SCALE, Written
from bot.features.portability.pages import PageEnd


@dataclass(frozen=True, slots=True)
class ExportPart:
    """A file, and where what is not in it begins; None when nothing is left."""

    content: bytes
    following: PageEnd | None


@dataclass(slots=True)
class _Room:
    """What is left of one file."""

    size: int
    objects: int = PART_OBJECTS
    things: int = PART_THINGS
    questions: set[str] = field(default_factory=set)

    def take(self, told: Written, copies: int = 1) -> bool:
        """Make room for one thing; False where none is left."""
        words = written(told)
        asked = self.questions.union(
            told.get("answers", ()), told.get(OTHER, ()), told.get("skipped", ())
        )
        self.size -= len(words.encode()) * copies
        self.objects -= (words.count("{") + words.count("[")) * copies
        self.things -= 1
        if min(self.size, self.objects, self.things) < 0 or len(asked) > PART_QUESTIONS:
            return False
        self.questions = asked
        return True


@dataclass(frozen=True, slots=True)
class _Thing:
    """A day, a note, a win or an entry: where it is, its rows, and how it is told."""

    place: PageEnd
    rows: Page
    told: Written
    copies: int = 1


def made(
    packed: Packed, kind: str, by_the_way: Collection[str], most: int = PART_BYTES
) -> ExportPart:
    """The next file of a kind, made of what was packed; runs in another process."""
    of, following = _fitting(packed, most)
    told = export.document(of, packed.at)
    content = as_json(told) if kind == "json" else as_csv(told, by_the_way)
    return ExportPart(content, following)


def _fitting(packed: Packed, most: int) -> tuple[Belongings, PageEnd | None]:
    """What one file may hold of what was packed, one thing at least, and where that ends."""
    always = packed.always()
    room = _Room(most)
    taken: list[Page] = []
    last: PageEnd | None = None
    for page in packed.opened():
        for thing in _things(page, always):
            if not room.take(thing.told, thing.copies) and taken:
                return Belongings.of(taken, always), last
            taken.append(thing.rows)
            last = thing.place
    return Belongings.of(taken, always), None if packed.is_end else last


def _things(page: Page, always: Whole) -> Iterator[_Thing]:
    yield from _days(page, always)
    for note in page.get("notes", ()):
        yield _Thing(PageEnd("notes", note.id), {"notes": [note]}, export.note(note))
    for win in page.get("wins", ()):
        yield _Thing(PageEnd("wins", win.id), {"wins": [win]}, export.win(win))
    for entry in page.get("entries", ()):
        rows = {"entries": [entry]}
        # A questionnaire stands in two lists.
        copies = 2 if getattr(entry, "kind", None) == SCALE else 1
        yield _Thing(PageEnd("entries", entry.id), rows, export.entry(entry), copies)


def _days(page: Page, always: Whole) -> Iterator[_Thing]:
    rows: dict[str, dict[str, list[object]]] = {}
    for name in ("answers", "check_ins"):
        for one in page.get(name, ()):
            day = rows.setdefault(one.day.isoformat(), {"answers": [], "check_ins": []})
            day[name].append(one)
    if rows:
        days = {name: page.get(name, ()) for name in ("answers", "check_ins")}
        for told in export.check_ins(Belongings.of([days], always)):
            yield _Thing(PageEnd("days", told["date"]), rows[told["date"]], told)
