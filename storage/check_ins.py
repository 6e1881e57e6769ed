"""Check-ins: one per person and day, open until completed; all but the day is sealed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import Column, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import in_place, readable, readable_one
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, Value, owner, table_of
from storage.transaction import Tx
from storage.types import DayType, in_utc


class CheckInRow(Row, table=True):
    """A day's check-in; what was answered is in `answer`."""

    __tablename__ = "check_in"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    day: date = Field(sa_column=Column(DayType, primary_key=True))
    content: bytes = Field(sa_column=Column(Sealed("check_in.content"), nullable=False))


class CheckIn(NamedTuple):
    """A day's check-in."""

    day: date
    opened_at: datetime
    completed_at: datetime | None
    as_usual: bool
    for_therapy: bool


_BEFORE = "before"
_AT_FIRST = {"completed_at": None, "as_usual": False, "for_therapy": False}

CHECK_IN = table_of(CheckInRow)
_FOUND = select(CHECK_IN.c.day, CHECK_IN.c.content)
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
_OPEN = Prepared(insert(CHECK_IN).on_conflict_do_nothing(), "user_id", "day", "content")
_CHANGE = Prepared(update(CHECK_IN).where(*_DAY).values(content=bindparam("new_content")))
_PUT = Prepared(insert(CHECK_IN), "user_id", "day", "content")
_REMOVE = Prepared(delete(CHECK_IN).where(*_DAY))
_LAST_BEFORE = Prepared(
    select(func.max(CHECK_IN.c.day)).where(_OWN, CHECK_IN.c.day < bindparam("on"))
)


def touch(tx: Tx, user_id: int, day: date, **fields: Value) -> None:
    """Open the day's check-in if it is not, and set the given fields.

    Fields: completed_at, as_usual, for_therapy.
    """
    known: CheckIn | None = tx.peek(CHECK_IN.name, user_id, day)
    if known is None:
        opened = CheckIn(day, tx.now, **{**_AT_FIRST, **fields})
        if _OPEN.count(tx, user_id=user_id, day=day, content=_told(tx, user_id, opened)):
            tx.put(CHECK_IN.name, user_id, day, opened)
            return
        known = get(tx, user_id, day)
    if known is None:
        # There is one that does not open: with a new one in its place the day goes on.
        known, fields = opened, {**_AT_FIRST, **fields}
    if fields:
        changed = known._replace(**fields)
        _CHANGE.run(tx, user=user_id, on=day, new_content=_told(tx, user_id, changed))
        # What was just written need not be read again.
        tx.put(CHECK_IN.name, user_id, day, changed)


def put(tx: Tx, user_id: int, known: CheckIn) -> None:
    """Keep a check-in as it is, as when it comes back from an export."""
    _PUT.run(tx, user_id=user_id, day=known.day, content=_told(tx, user_id, known))


def remove(tx: Tx, user_id: int, day: date) -> bool:
    """Drop a day's check-in, not what was answered; False if there was none."""
    return _REMOVE.count(tx, user=user_id, on=day) > 0


def get(tx: Tx, user_id: int, day: date) -> CheckIn | None:
    """The day's check-in."""
    return tx.cached(CHECK_IN.name, user_id, day, lambda: _get(tx, user_id, day))


def learn(tx: Tx, user_id: int, day: date, rows: Sequence[Found]) -> None:
    """Take the day's row as read, or that there is none."""
    tx.put(CHECK_IN.name, user_id, day, _if_any(tx, user_id, rows[0] if rows else None))


def _get(tx: Tx, user_id: int, day: date) -> CheckIn | None:
    return _if_any(tx, user_id, _GET.one(tx, user=user_id, on=day))


def _if_any(tx: Tx, user_id: int, row: Found | None) -> CheckIn | None:
    return readable_one(tx, user_id, row, partial(_opened, tx, user_id), partial(_place, user_id))


def _place(user_id: int, row: Found) -> DamagedRow:
    return DamagedRow("check_in.content", f"{user_id}/{row[0]}", row[0])


def last_before(tx: Tx, user_id: int, day: date) -> date | None:
    """The last day with a check-in before this one."""

    def read() -> date | None:
        row = _LAST_BEFORE.one(tx, user=user_id, on=day)
        return row[0] if row else None

    return tx.cached(CHECK_IN.name, user_id, (_BEFORE, day), read)


def prefetch_last_before(tx: Tx, user_id: int, day: date) -> None:
    """Ask for what last_before() will be asked for soon."""

    def ask() -> Callable[[], date | None]:
        rows = _LAST_BEFORE.ask(tx, user=user_id, on=day)
        return lambda: rows()[0][0]

    tx.prefetch(CHECK_IN.name, user_id, (_BEFORE, day), ask)


def between(tx: Tx, user_id: int, first: date, last: date) -> list[CheckIn]:
    """Check-ins from the first day to the last, both included."""
    rows = _BETWEEN.all(tx, user=user_id, first=first, last=last)
    return readable(tx, user_id, rows, partial(_opened, tx, user_id), partial(_place, user_id))


def page(tx: Tx, user_id: int, after: date, most: int) -> list[CheckIn | DamagedRow]:
    """At most so many check-ins, of the days after that one."""
    rows = _PAGE.all(tx, user=user_id, after=after, most=most)
    return in_place(tx, user_id, rows, partial(_opened, tx, user_id), partial(_place, user_id))


def _told(tx: Tx, user_id: int, known: CheckIn) -> Plaintext:
    completed = in_utc(known.completed_at).isoformat() if known.completed_at else None
    content = {
        "opened_at": in_utc(known.opened_at).isoformat(),
        "completed_at": completed,
        "as_usual": known.as_usual,
        "for_therapy": known.for_therapy,
    }
    return Plaintext(content, tx.key(user_id), f"{user_id}/{known.day}")


def _opened(tx: Tx, user_id: int, row: Found) -> CheckIn:
    day, sealed = row
    content = tx.open(user_id, sealed, f"{user_id}/{day}")
    completed = content["completed_at"]
    return CheckIn(
        day,
        datetime.fromisoformat(content["opened_at"]),
        datetime.fromisoformat(completed) if completed else None,
        as_usual=content["as_usual"],
        for_therapy=content["for_therapy"],
    )
