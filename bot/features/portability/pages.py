"""Reading what is stored about a person page by page, so that nobody waits for it.

Days come first, each with all its answers, then notes, wins and entries. A place is where a page
ended: the chapter, and the day or the id. Goals and trackers are read after all that speaks of
them: what is added in between would else be spoken of and not be there. They are few.
"""

import pickle
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, TypeAlias

from bot.features.portability.belongings import (
    DAMAGED,
    Belongings,
    Packed,
    Page,
    StoredCount,
    TooMuch,
    Whole,
)
from bot.features.portability.import_match import Named
from bot.features.portability.kinds import Kinds, of_this_chat
from bot.features.portability.sought import Sought
from storage import (
    answers,
    check_ins,
    damage,
    entries,
    goals,
    notes,
    people,
    preferences,
    reminders,
    trackers,
    wins,
)
from storage.store import Store
from storage.transaction import Tx

PAGE = 500  # rows, some 10 ms of the one database thread
# Bytes of what a file is laid beside. It holds the days and the things of that file, no others.
MOST_BESIDE = 24 * 1024 * 1024


class PageEnd(NamedTuple):
    """Where a page ends."""

    chapter: str
    key: str


Found = tuple[
    Page, str
]  # some rows, and the key of the last; nothing is left where there are none


def _days(tx: Tx, user_id: int, after: str) -> Found:
    since = date.fromisoformat(after) if after else date.min
    told = answers.page(tx, user_id, since, PAGE)
    opened = check_ins.page(tx, user_id, since, PAGE)
    ends = [rows[-1].day for rows in (told, opened if len(opened) == PAGE else ()) if rows]
    last = min(ends) if ends else date.max
    some = [one for one in told if one.day <= last]
    begun = [one for one in opened if one.day <= last]
    page: Page = {"answers": some, "check_ins": begun}
    days = [rows[-1].day for rows in page.values() if rows]
    return page, max(days).isoformat() if days else after


def _things(
    name: str, read: Callable[[Tx, int, str, int], Sequence[Named]]
) -> Callable[[Tx, int, str], Found]:
    def page(tx: Tx, user_id: int, after: str) -> Found:
        rows = read(tx, user_id, after, PAGE)
        return {name: rows}, rows[-1].id if rows else after

    return page


Chapters: TypeAlias = Mapping[str, Callable[[Tx, int, str], Found]]


def _chapters(kinds: Kinds) -> Chapters:
    here = of_this_chat(kinds)
    return {
        "days": _days,
        "notes": _things("notes", notes.page),
        "wins": _things("wins", wins.page),
        "entries": _things("entries", partial(entries.page, but=here)),
    }


def collect(tx: Tx, user_id: int, kinds: Kinds) -> Belongings | None:
    """Read everything about a person at once; None for a stranger."""
    if people.get(tx, user_id) is None:
        return None
    return Belongings.of(_every_page(tx, user_id, _chapters(kinds)), _whole(tx, user_id))


def _every_page(tx: Tx, user_id: int, chapters: Chapters) -> Iterator[Page]:
    for read in chapters.values():
        page, after = read(tx, user_id, "")
        while any(page.values()):
            yield page
            page, after = read(tx, user_id, after)


async def pack(
    store: Store, user_id: int, kinds: Kinds, *, after: PageEnd | None = None, most: int
) -> Packed | None:
    """Read on from a place until so many bytes are together; None for a stranger."""
    packed: list[bytes] = []
    size, is_end = 0, True
    async for page in _pages(store, user_id, _chapters(kinds), after):
        if page is None:
            return None
        if size >= most:
            is_end = False
            break
        packed.append(pickle.dumps(page))
        size += len(packed[-1])
    last = await store.read(partial(_packed_whole, user_id))
    return Packed(last[0], tuple(packed), last[1], is_end=is_end) if last else None


async def pack_beside(store: Store, user_id: int, sought: Sought, kinds: Kinds) -> Packed | None:
    """Read all that a file may speak of, and count the rest; None for a stranger."""
    packed: list[bytes] = []
    size, tally = 0, StoredCount()
    async for page in _pages(store, user_id, _chapters(kinds), None):
        if page is None:
            return None
        tally.count(page)
        packed.append(pickle.dumps(sought.of(page)))
        size += len(packed[-1])
        if size > MOST_BESIDE:
            raise TooMuch
    last = await store.read(partial(_packed_whole, user_id))
    return Packed(last[0], tuple(packed), last[1], tally) if last else None


async def _pages(
    store: Store, user_id: int, chapters: Chapters, after: PageEnd | None
) -> AsyncIterator[Page | None]:
    """Read page after page, letting others in after each; None if the person has left."""
    names = list(chapters)
    for name in names[names.index(after.chapter) if after else 0 :]:
        key = after.key if after and after.chapter == name else ""
        more = True
        while more:
            found = await store.read(partial(_page, user_id, chapters[name], key))
            if found is None:
                yield None
                return
            page, key = found
            more = any(page.values())
            if more:
                yield page


def _page(user_id: int, read: Callable[[Tx, int, str], Found], after: str, tx: Tx) -> Found | None:
    return None if people.get(tx, user_id) is None else read(tx, user_id, after)


def _packed_whole(user_id: int, tx: Tx) -> tuple[datetime, bytes] | None:
    if people.get(tx, user_id) is None:
        return None
    return tx.now, pickle.dumps(_whole(tx, user_id))


def _whole(tx: Tx, user_id: int) -> Whole:
    found: dict[str, object] = {
        "person": people.get(tx, user_id),
        "reminders": reminders.of(tx, user_id),
        "goals": goals.list_(tx, user_id),
        "trackers": trackers.list_(tx, user_id),
        "preferences": preferences.all_(tx, user_id),
    }
    lost = [
        *damage.known(tx, user_id, goals.DAMAGED),
        *damage.known(tx, user_id, trackers.DAMAGED),
    ]
    return {**found, DAMAGED: lost}
