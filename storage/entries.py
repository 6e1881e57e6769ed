"""Entries: dated things told outside the daily check-in, sealed whole.

One table serves every kind (a moment of the day, a questionnaire, a look-back, a note to self …):
what an entry holds is the caller's JSON, and a new kind needs no migration. Of which kind it is,
is sealed with it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeAlias

from pydantic import JsonValue
from sqlalchemy import Column, Index, Text, bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import in_place, readable, readable_one
from storage.names import Name
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx
from storage.types import DayType, UTCDateTime

KIND = Name("entry.kind")
_PASSES = text("kept_until IS NOT NULL")


class EntryRow(Row, table=True):
    """An entry. Its day is plain, so that nudges and pictures find it without opening others.

    `kept_until`: when it is to go by itself; most stay until somebody takes them away.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index(None, "user_id", "kind", "day"),
        Index(None, "kept_until", sqlite_where=_PASSES, postgresql_where=_PASSES),
        CLUSTERED,
    )

    user_id: int = Field(sa_column=owner())
    id: str = Field(sa_column=Column(Text, primary_key=True))
    kind: str = Field(sa_column=Column(KIND, nullable=False))
    day: date = Field(sa_column=Column(DayType, nullable=False))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    content: bytes = Field(sa_column=Column(Sealed("entry.content"), nullable=False))
    kept_until: datetime | None = Field(sa_column=Column(UTCDateTime))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: when it was told (`at`), which local day it is about, and what it says."""

    id: str
    kind: str
    day: date
    at: datetime
    content: dict[str, JsonValue]


Span: TypeAlias = tuple[str, date, date]
"""A kind of entries, from the first day to the last."""

ENTRY = table_of(EntryRow)
_NAMES = tuple(Entry.__dataclass_fields__)
_FOUND = select(ENTRY.c.id, ENTRY.c.day, ENTRY.c.at, ENTRY.c.content)
_OWN = ENTRY.c.user_id == bindparam("user")
_KIND = ENTRY.c.kind == bindparam("which")

_ADD = Prepared(insert(ENTRY), "user_id", *_NAMES, "kept_until")
_GET = Prepared(_FOUND.where(_OWN, ENTRY.c.id == bindparam("entry")))
_BETWEEN = Prepared(
    _FOUND.where(
        _OWN, _KIND, ENTRY.c.day >= bindparam("first"), ENTRY.c.day <= bindparam("last")
    ).order_by(ENTRY.c.day, ENTRY.c.at, ENTRY.c.id)
)
_LATEST = Prepared(
    _FOUND.where(_OWN, _KIND).order_by(ENTRY.c.at.desc(), ENTRY.c.id.desc()).limit(1)
)
_EVERY = Prepared(_FOUND.where(_OWN).order_by(ENTRY.c.day, ENTRY.c.at, ENTRY.c.id))
_PAGE = Prepared(
    _FOUND.add_columns(ENTRY.c.kind)
    .where(_OWN, ENTRY.c.id > bindparam("after"))
    .order_by(ENTRY.c.id)
    .limit(bindparam("most"))
)
_CHANGE = Prepared(
    update(ENTRY)
    .where(_OWN, ENTRY.c.id == bindparam("entry"))
    .values(content=bindparam("new_content"), day=bindparam("on"))
)
_PAST = Prepared(
    select(ENTRY.c.user_id, ENTRY.c.id)
    .where(ENTRY.c.kept_until < bindparam("now"))
    .order_by(ENTRY.c.kept_until)
    .limit(bindparam("most"))
)
_REMOVE = Prepared(delete(ENTRY).where(_OWN, ENTRY.c.id == bindparam("entry")))


def add(
    tx: Tx,
    user_id: int,
    kind: str,
    day: date,
    content: dict[str, JsonValue],
    *,
    kept_until: datetime | None = None,
) -> Entry:
    """Keep a new entry, told now."""
    entry = Entry(tx.new_id(), kind, day, tx.now, content)
    return put(tx, user_id, entry, kept_until=kept_until)


def put(tx: Tx, user_id: int, entry: Entry, *, kept_until: datetime | None = None) -> Entry:
    """Keep an entry as it is, as when it comes back from an export; until an instant, if given."""
    _ADD.run(
        tx,
        user_id=user_id,
        id=entry.id,
        kind=KIND.of(tx, user_id, entry.kind),
        day=entry.day,
        at=entry.at,
        content=_told(tx, user_id, entry),
        kept_until=kept_until,
    )
    return entry


def get(tx: Tx, user_id: int, entry_id: str) -> Entry | None:
    """The entry, if it is this person's."""
    return _if_any(tx, user_id, _GET.one(tx, user=user_id, entry=entry_id))


def between(tx: Tx, user_id: int, kind: str, first: date, last: date) -> list[Entry]:
    """Entries of a kind from the first day to the last, both included, oldest first."""

    def read() -> list[Entry]:
        which = KIND.of(tx, user_id, kind)
        rows = _BETWEEN.all(tx, user=user_id, which=which, first=first, last=last)
        return _readable(tx, user_id, rows)

    return list(tx.cached(ENTRY.name, user_id, (kind, first, last), read))


def prefetch(tx: Tx, user_id: int, kind: str, first: date, last: date) -> None:
    """Ask for what between() will be asked for soon."""

    def ask() -> Callable[[], list[Entry]]:
        named = KIND.of(tx, user_id, kind)
        rows = _BETWEEN.ask(tx, user=user_id, which=named, first=first, last=last)
        return lambda: _readable(tx, user_id, rows())

    tx.prefetch(ENTRY.name, user_id, (kind, first, last), ask)


def learn(tx: Tx, user_id: int, read: Mapping[Span, Sequence[Found]]) -> None:
    """Take the rows of kinds between two days as read, oldest first; mostly there are none."""
    for span, rows in read.items():
        found = _readable(tx, user_id, rows) if rows else []
        tx.put(ENTRY.name, user_id, span, found)


def of_kind(tx: Tx, user_id: int, kind: str) -> list[Entry]:
    """All entries of a kind, oldest first."""
    return between(tx, user_id, kind, date.min, date.max)


def latest(tx: Tx, user_id: int, kind: str) -> Entry | None:
    """The entry of a kind that was told last."""
    row = _LATEST.one(tx, user=user_id, which=KIND.of(tx, user_id, kind))
    return _if_any(tx, user_id, row)


def every(tx: Tx, user_id: int) -> list[Entry]:
    """All entries of all kinds, for the export."""
    return _readable(tx, user_id, _EVERY.all(tx, user=user_id))


def page(
    tx: Tx, user_id: int, after: str, most: int, *, but: Iterable[str]
) -> list[Entry | DamagedRow]:
    """Some entries by their ids, from the one after that id on; "" is before all.

    None only when none is left. Of the kinds in `but` none is opened: they may be large.
    """
    closed = {KIND.of(tx, user_id, kind) for kind in but}
    while rows := _PAGE.all(tx, user=user_id, after=after, most=most):
        if some := [tuple(row) for *row, kind in rows if kind not in closed]:
            return in_place(tx, user_id, some, partial(_entry, tx, user_id), _place)
        after = rows[-1][0]
    return []


def change(
    tx: Tx, user_id: int, entry_id: str, *, day: date | None = None, **content: JsonValue
) -> Entry | None:
    """Set some of what an entry says, or its day; the entry as it is now."""
    before = get(tx, user_id, entry_id)
    if before is None:
        return None
    after = Entry(
        before.id, before.kind, day or before.day, before.at, {**before.content, **content}
    )
    told = _told(tx, user_id, after)
    _CHANGE.run(tx, user=user_id, entry=entry_id, new_content=told, on=after.day)
    return after


def remove(tx: Tx, user_id: int, entry_id: str) -> bool:
    """Take an entry back; False if there was none."""
    return _REMOVE.count(tx, user=user_id, entry=entry_id) > 0


def let_go(tx: Tx, most: int) -> int:
    """Drop entries, up to so many, that were to be kept until now; how many."""
    past = _PAST.all(tx, now=tx.now, most=most)
    for user_id, entry_id in past:
        remove(tx, user_id, entry_id)
    return len(past)


def _told(tx: Tx, user_id: int, entry: Entry) -> Plaintext:
    return Plaintext([entry.kind, entry.content], tx.key(user_id), entry.id)


def _if_any(tx: Tx, user_id: int, row: Found | None) -> Entry | None:
    return readable_one(tx, user_id, row, partial(_entry, tx, user_id), _place)


def _readable(tx: Tx, user_id: int, rows: Iterable[Found]) -> list[Entry]:
    return readable(tx, user_id, rows, partial(_entry, tx, user_id), _place)


def _place(row: Found) -> DamagedRow:
    entry_id, day, at, _ = row
    return DamagedRow("entry.content", entry_id, day, at)


def _entry(tx: Tx, user_id: int, row: Found) -> Entry:
    entry_id, day, at, sealed = row
    kind, content = tx.open(user_id, sealed, entry_id)
    return Entry(entry_id, kind, day, at, content)
