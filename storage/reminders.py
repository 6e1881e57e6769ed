"""Reminders: a local wish (time, weekdays) and the one instant at which it is due next."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import Column, Index, Text, bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.statements import Prepared
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.tx import Tx
from storage.types import ClockTime, Flag, UTCDateTime, Weekdays

_PLANNED = text("next_due_at IS NOT NULL")


class ReminderRow(Row, table=True):
    """A reminder. One that is off has no next_due_at, so the index holds only what can be due."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index(None, "next_due_at", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        CLUSTERED,
    )

    user_id: int = Field(sa_column=owner())
    kind: str = Field(sa_column=Column(Text, primary_key=True))
    at: time | None = Field(sa_column=Column(ClockTime))
    days: str = Field(sa_column=Column(Weekdays, nullable=False))
    next_due_at: datetime | None = Field(sa_column=Column(UTCDateTime))
    enabled: bool = Field(sa_column=Column(Flag, nullable=False))


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
_NAMES = tuple(Reminder.__dataclass_fields__)
_FOUND = select(*(REMINDER.c[name] for name in _NAMES))
_OWN = (REMINDER.c.user_id == bindparam("user"), REMINDER.c.kind == bindparam("which"))

_OF = Prepared(_FOUND.where(_OWN[0]).order_by(REMINDER.c.kind))
_INSERT = insert(REMINDER)
_PUT = Prepared(
    _INSERT.on_conflict_do_update(
        index_elements=[REMINDER.c.user_id, REMINDER.c.kind],
        set_={name: _INSERT.excluded[name] for name in ("at", "days", "next_due_at", "enabled")},
    ),
    *_NAMES,
)
_DUE = Prepared(
    _FOUND.where(REMINDER.c.next_due_at <= bindparam("now"))
    .order_by(REMINDER.c.next_due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_SET_DUE = Prepared(
    update(REMINDER)
    .where(*_OWN, REMINDER.c.enabled == bindparam("on"))
    .values(next_due_at=bindparam("due"))
)
_REMOVE = Prepared(delete(REMINDER).where(*_OWN))


def get(tx: Tx, user_id: int, kind: str) -> Reminder | None:
    """The person's reminder of this kind."""
    return next((reminder for reminder in _all(tx, user_id) if reminder.kind == kind), None)


def of(tx: Tx, user_id: int) -> list[Reminder]:
    """All reminders of the person."""
    return list(_all(tx, user_id))


def _all(tx: Tx, user_id: int) -> tuple[Reminder, ...]:
    def read() -> tuple[Reminder, ...]:
        return tuple(Reminder(*row) for row in _OF.all(tx, user=user_id))

    return tx.known(REMINDER.name, user_id, "all", read)


def put(tx: Tx, reminder: Reminder) -> None:
    """Make or replace the reminder; one that is off is never due."""
    due = reminder.next_due_at if reminder.enabled else None
    _PUT.run(
        tx,
        user_id=reminder.user_id,
        kind=reminder.kind,
        at=reminder.at,
        days=reminder.days,
        next_due_at=due,
        enabled=reminder.enabled,
    )


def due(tx: Tx, now: datetime, limit: int) -> list[Reminder]:
    """Reminders due by now, longest due first; they are ours until the transaction ends.

    Other processes skip them meanwhile. Give each its next instant with set_due in the same
    transaction, which must be a write, or it comes again.
    """
    return [Reminder(*row) for row in _DUE.all(tx, now=now, most=limit)]


def set_due(tx: Tx, user_id: int, kind: str, at: datetime | None) -> None:
    """When the reminder is due next; None is never. One that is off stays off."""
    _SET_DUE.run(tx, user=user_id, which=kind, due=at, on=True)


def remove(tx: Tx, user_id: int, kind: str) -> bool:
    """Drop the reminder; False if there was none."""
    return _REMOVE.run(tx, user=user_id, which=kind) > 0
