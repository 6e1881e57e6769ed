"""Check-ins: one per person and day, open until completed."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.statements import Prepared
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.tx import Tx
from storage.types import Day, Flag, UTCDateTime


class CheckInRow(Row, table=True):
    """A day's check-in; what was answered is in `answer`."""

    __tablename__ = "check_in"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    day: date = Field(sa_column=Column(Day, primary_key=True))
    opened_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    completed_at: datetime | None = Field(sa_column=Column(UTCDateTime))
    as_usual: bool = Field(sa_column=Column(Flag, nullable=False))
    for_therapy: bool = Field(sa_column=Column(Flag, nullable=False))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A day's check-in."""

    day: date
    opened_at: datetime
    completed_at: datetime | None
    as_usual: bool
    for_therapy: bool


CHECK_IN = table_of(CheckInRow)
_FOUND = select(*(CHECK_IN.c[name] for name in CheckIn.__dataclass_fields__))
_OWN = CHECK_IN.c.user_id == bindparam("user")

_DAY = (_OWN, CHECK_IN.c.day == bindparam("on"))

_GET = Prepared(_FOUND.where(*_DAY))
_BETWEEN = Prepared(
    _FOUND.where(
        _OWN, CHECK_IN.c.day >= bindparam("first"), CHECK_IN.c.day <= bindparam("last")
    ).order_by(CHECK_IN.c.day)
)
_PAGE = Prepared(
    _FOUND.where(_OWN, CHECK_IN.c.day > bindparam("after"))
    .order_by(CHECK_IN.c.day)
    .limit(bindparam("most"))
)
_OPEN = Prepared(
    insert(CHECK_IN).values(as_usual=False, for_therapy=False).on_conflict_do_nothing(),
    "user_id",
    "day",
    "opened_at",
)
_SET = {
    name: Prepared(update(CHECK_IN).where(*_DAY).values({name: bindparam("new_value")}))
    for name in ("completed_at", "as_usual", "for_therapy")
}
_PUT = Prepared(insert(CHECK_IN), "user_id", *CheckIn.__dataclass_fields__)
_REMOVE = Prepared(delete(CHECK_IN).where(*_DAY))
_LAST_BEFORE = Prepared(
    select(func.max(CHECK_IN.c.day)).where(_OWN, CHECK_IN.c.day < bindparam("on"))
)


def touch(tx: Tx, user_id: int, day: date, **fields: Any) -> None:
    """Open the day's check-in if it is not, and set the given fields.

    Fields: completed_at, as_usual, for_therapy.
    """
    known: CheckIn | None = tx.recall(CHECK_IN.name, user_id, day)
    if known is None and _OPEN.run(tx, user_id=user_id, day=day, opened_at=tx.now):
        known = CheckIn(day, tx.now, None, as_usual=False, for_therapy=False)
    for name, value in fields.items():
        _SET[name].run(tx, user=user_id, on=day, new_value=value)
    if known is not None:
        # What was just written need not be read again.
        tx.note(CHECK_IN.name, user_id, day, replace(known, **fields))


def put(tx: Tx, user_id: int, known: CheckIn) -> None:
    """Keep a check-in as it is, as when it comes back from an export."""
    values = {name: getattr(known, name) for name in CheckIn.__dataclass_fields__}
    _PUT.run(tx, user_id=user_id, **values)


def remove(tx: Tx, user_id: int, day: date) -> bool:
    """Drop a day's check-in, not what was answered; False if there was none."""
    return _REMOVE.run(tx, user=user_id, on=day) > 0


def get(tx: Tx, user_id: int, day: date) -> CheckIn | None:
    """The day's check-in."""
    return tx.known(CHECK_IN.name, user_id, day, lambda: _get(tx, user_id, day))


def _get(tx: Tx, user_id: int, day: date) -> CheckIn | None:
    row = _GET.one(tx, user=user_id, on=day)
    return CheckIn(*row) if row else None


def last_before(tx: Tx, user_id: int, day: date) -> date | None:
    """The last day with a check-in before this one."""
    row = _LAST_BEFORE.one(tx, user=user_id, on=day)
    return row[0] if row else None


def between(tx: Tx, user_id: int, first: date, last: date) -> list[CheckIn]:
    """Check-ins from the first day to the last, both included."""
    return [CheckIn(*row) for row in _BETWEEN.all(tx, user=user_id, first=first, last=last)]


def page(tx: Tx, user_id: int, after: date, most: int) -> list[CheckIn]:
    """At most so many check-ins, of the days after that one."""
    return [CheckIn(*row) for row in _PAGE.all(tx, user=user_id, after=after, most=most)]
