"""Reminders: a local wish (time, weekdays) and the one instant at which it is due next.

The instant is plain, for the sweep looks for it in everybody's rows; what it is for is sealed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from operator import attrgetter

from sqlalchemy import Column, Index, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import readable
from storage.errors import Unreadable
from storage.names import Name, Pseudonym
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx
from storage.types import ClockTimeType, UTCDateTime

KIND = Name("reminder.kind")
PUT_OFF = timedelta(days=1)
_PLANNED = text("next_due_at IS NOT NULL")


class ReminderRow(Row, table=True):
    """A reminder. One that is off has no next_due_at, so the index holds only what can be due."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index(None, "next_due_at", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        CLUSTERED,
    )

    user_id: int = Field(sa_column=owner())
    kind: str = Field(sa_column=Column(KIND, primary_key=True))
    at: time | None = Field(sa_column=Column(ClockTimeType))
    next_due_at: datetime | None = Field(sa_column=Column(UTCDateTime))
    content: bytes = Field(sa_column=Column(Sealed("reminder.content"), nullable=False))


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder; `days` () means every day. Kinds: evening, morning, followup, snooze."""

    user_id: int
    kind: str
    at: time | None = None
    days: tuple[int, ...] = ()
    next_due_at: datetime | None = None
    enabled: bool = True


REMINDER = table_of(ReminderRow)
_NAMES = ("user_id", "kind", "at", "next_due_at", "content")
_FOUND = select(*(REMINDER.c[name] for name in _NAMES))
_OWN = (REMINDER.c.user_id == bindparam("user"), REMINDER.c.kind == bindparam("which"))

_EVERY = "all"
_OF = Prepared(_FOUND.where(_OWN[0]))
_INSERT = insert(REMINDER)
_PUT = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=[REMINDER.c.user_id, REMINDER.c.kind],
        set_={name: _INSERT.excluded[name] for name in ("at", "next_due_at", "content")},
    ),
    *_NAMES,
)
_DUE = Prepared(
    _FOUND.where(REMINDER.c.next_due_at <= bindparam("now"))
    .order_by(REMINDER.c.next_due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_SET_DUE = Prepared(update(REMINDER).where(*_OWN, _PLANNED).values(next_due_at=bindparam("due")))
_LATE = Prepared(
    select(func.min(REMINDER.c.next_due_at)).where(REMINDER.c.next_due_at <= bindparam("now"))
)
_REMOVE = Prepared(delete(REMINDER).where(*_OWN))


def get(tx: Tx, user_id: int, kind: str) -> Reminder | None:
    """The person's reminder of this kind."""
    return next((reminder for reminder in _all(tx, user_id) if reminder.kind == kind), None)


def of(tx: Tx, user_id: int) -> list[Reminder]:
    """All reminders of the person."""
    return list(_all(tx, user_id))


def prefetch(tx: Tx, user_id: int) -> None:
    """Ask for the person's reminders, which will be looked at soon."""

    def ask() -> Callable[[], tuple[Reminder, ...]]:
        rows = _OF.ask(tx, user=user_id)
        return lambda: _in_order(tx, user_id, rows())

    tx.prefetch(REMINDER.name, user_id, _EVERY, ask)


def _all(tx: Tx, user_id: int) -> tuple[Reminder, ...]:
    def read() -> tuple[Reminder, ...]:
        return _in_order(tx, user_id, _OF.all(tx, user=user_id))

    return tx.cached(REMINDER.name, user_id, _EVERY, read)


def _in_order(tx: Tx, user_id: int, rows: Sequence[Found]) -> tuple[Reminder, ...]:
    found = readable(tx, user_id, rows, partial(_opened, tx), _damaged)
    return tuple(sorted(found, key=attrgetter("kind")))


def put(tx: Tx, reminder: Reminder) -> None:
    """Make or replace the reminder; one that is off is never due."""
    named = KIND.of(tx, reminder.user_id, reminder.kind)
    content = [reminder.kind, sorted(set(reminder.days)), reminder.enabled]
    key = tx.key(reminder.user_id)
    _PUT.run(
        tx,
        user_id=reminder.user_id,
        kind=named,
        at=reminder.at,
        next_due_at=reminder.next_due_at if reminder.enabled else None,
        content=Plaintext(content, key, f"{reminder.user_id}/{named}"),
    )


def lot(tx: Tx, user_id: int, kind: str) -> int:
    """A number drawn for this reminder of this person, here and for good."""
    return int(KIND.of(tx, user_id, kind), 16)


def due(tx: Tx, now: datetime, limit: int) -> list[Reminder]:
    """Reminders due by now, longest due first; they are ours until the transaction ends.

    Other processes skip them meanwhile. Give each its next instant with set_due in the same
    transaction, which must be a write, or it comes again. One that does not open is put off for
    a day: it must not hold up everybody else.
    """
    found = []
    for row in _DUE.all(tx, now=now, most=limit):
        try:
            found.append(_opened(tx, row))
        except Unreadable:
            _SET_DUE.run(tx, user=row[0], which=Pseudonym(row[1]), due=now + PUT_OFF)
    return found


def set_due(tx: Tx, user_id: int, kind: str, at: datetime | None) -> None:
    """When a planned reminder is due next; None is never. One that is off stays off."""
    _SET_DUE.run(tx, user=user_id, which=KIND.of(tx, user_id, kind), due=at)


def remove(tx: Tx, user_id: int, kind: str) -> bool:
    """Drop the reminder; False if there was none."""
    return _REMOVE.count(tx, user=user_id, which=KIND.of(tx, user_id, kind)) > 0


def late_since(tx: Tx, now: datetime) -> datetime | None:
    """The instant of what is due by now and has waited longest."""
    row = _LATE.one(tx, now=now)
    return row[0] if row else None


def _damaged(row: Found) -> DamagedRow:
    return DamagedRow("reminder.content", row[1])


def _opened(tx: Tx, row: Found) -> Reminder:
    user_id, named, at, next_due_at, sealed = row
    kind, days, enabled = tx.open(user_id, sealed, f"{user_id}/{named}")
    return Reminder(user_id, kind, at, tuple(days), next_due_at, enabled)
