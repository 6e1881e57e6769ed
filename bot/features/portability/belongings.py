"""Everything that is stored about one person, read page by page, so that nobody waits for it."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any

from storage import (
    answers,
    check_ins,
    entries,
    goals,
    people,
    preferences,
    reminders,
    trackers,
    wins,
)
from storage import (
    notes as journal,
)
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note
from storage.people import Person
from storage.reminders import Reminder
from storage.store import Store
from storage.trackers import Tracker
from storage.transaction import Tx
from storage.wins import Win

PAGE = 500  # rows, some 10 ms of the one database thread
# Bytes. More than forty years of writing every day: a hundredth of what a flood would bring.
MOST = 24 * 1024 * 1024
OF_AN_IMPORT = "import."  # entries that only an import under way needs begin so
FILE, UNDO = f"{OF_AN_IMPORT}file", f"{OF_AN_IMPORT}undo"
PART = f"{UNDO}.part"
# What belongs to one chat alone: a line taken out of the plan, which message is its copy, and for
# a day that words of danger brought the card.
PLAN_REMOVED, PLAN_COPY = "plan removed", "plan copy"
HELP_SHOWN = "help.shown"
HERE_ONLY = frozenset({FILE, UNDO, PART, PLAN_REMOVED, PLAN_COPY, HELP_SHOWN})


class TooMuch(Exception):
    """More is stored about this person than is ever held in memory at once."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """All that is stored about one person, as plain values."""

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


@dataclass(frozen=True, slots=True)
class Packed:
    """The same on its way to another process, as of an instant."""

    at: datetime
    pages: tuple[bytes, ...]

    def open(self) -> Belongings:
        """Read what was packed here."""
        read = [pickle.loads(page) for page in self.pages]  # noqa: S301 - packed by pages below
        return _together(read)


@dataclass(frozen=True, slots=True)
class _Part:
    """What is read page by page: how, from where on, and in which order it is told."""

    page: Callable[[Tx, int, Any, int], Sequence[Any]]
    begin: Any
    key: Callable[[Any], Any]
    order: Callable[[Any], Any]


# Goals and trackers are read after all that speaks of them: what is added in between would else
# be spoken of and not be there. They are few.
_PARTS: Mapping[str, _Part] = {
    "answers": _Part(answers.page, date.min, attrgetter("day"), attrgetter("day")),
    "check_ins": _Part(check_ins.page, date.min, attrgetter("day"), attrgetter("day")),
    "notes": _Part(journal.page, "", attrgetter("id"), attrgetter("day", "at", "id")),
    "wins": _Part(wins.page, "", attrgetter("id"), attrgetter("day", "at", "id")),
    "entries": _Part(
        partial(entries.page, but=HERE_ONLY),
        "",
        attrgetter("id"),
        attrgetter("day", "at", "id"),
    ),
}

_Page = dict[str, Any]  # names of Belongings, and what was read of each


def collect(tx: Tx, user_id: int) -> Belongings | None:
    """Read everything about a person at once; None for a stranger."""
    if people.get(tx, user_id) is None:
        return None
    read = [part for name in _PARTS for part in _pages(tx, user_id, name)]
    return _together([*read, _rest(tx, user_id)])


async def pack(store: Store, user_id: int) -> Packed | None:
    """Read everything about a person, letting others in after each page; None for a stranger."""
    packed: list[bytes] = []
    size = 0
    for name, part in _PARTS.items():
        after, more = part.begin, True
        while more:
            page = await store.read(partial(_packed_page, user_id, name, after))
            if page is None:
                return None
            content, after, more = page
            packed.append(content)
            size += len(content)
            if size > MOST:
                raise TooMuch
    last = await store.read(partial(_packed_rest, user_id))
    return Packed(last[0], (*packed, last[1])) if last else None


def _packed_page(user_id: int, name: str, after: Any, tx: Tx) -> tuple[bytes, Any, bool] | None:
    if people.get(tx, user_id) is None:
        return None
    rows, following = _page(tx, user_id, name, after)
    return pickle.dumps({name: rows}), following, bool(rows)


def _packed_rest(user_id: int, tx: Tx) -> tuple[datetime, bytes] | None:
    if people.get(tx, user_id) is None:
        return None
    return tx.now, pickle.dumps(_rest(tx, user_id))


def _pages(tx: Tx, user_id: int, name: str) -> Iterator[_Page]:
    rows, after = _page(tx, user_id, name, _PARTS[name].begin)
    while rows:
        yield {name: rows}
        rows, after = _page(tx, user_id, name, after)


def _page(tx: Tx, user_id: int, name: str, after: Any) -> tuple[Sequence[Any], Any]:
    part = _PARTS[name]
    rows = part.page(tx, user_id, after, PAGE)
    return rows, part.key(rows[-1]) if rows else after


def _rest(tx: Tx, user_id: int) -> _Page:
    return {
        "person": people.get(tx, user_id),
        "reminders": reminders.of(tx, user_id),
        "goals": goals.list_(tx, user_id),
        "trackers": trackers.list_(tx, user_id),
        "preferences": preferences.all_(tx, user_id),
    }


def _together(read: Sequence[_Page]) -> Belongings:
    """Put the pages together, each part in its order; the last page holds what is whole."""
    *pages, rest = read
    parts: _Page = {
        name: sorted(chain.from_iterable(page.get(name, ()) for page in pages), key=part.order)
        for name, part in _PARTS.items()
    }
    return Belongings(**rest, **parts)
