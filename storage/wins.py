"""Wins: small steps worth keeping, and the milestones among them; all but the day is sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import Column, Index, Text, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import in_place, readable, readable_one
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx
from storage.types import DayType, in_utc


class WinRow(Row, table=True):
    """A win of a day."""

    __tablename__ = "win"
    __table_args__ = (Index(None, "user_id", "day"), CLUSTERED)

    user_id: int = Field(sa_column=owner())
    id: str = Field(sa_column=Column(Text, primary_key=True))
    day: date = Field(sa_column=Column(DayType, nullable=False))
    text: bytes = Field(sa_column=Column(Sealed("win.text"), nullable=False))


@dataclass(frozen=True, slots=True)
class Win:
    """A win; `at` is when it was told, now if it is not said."""

    id: str
    day: date
    text: str
    milestone: bool = False
    at: datetime | None = None
    message_id: int | None = None
    """The person's message that said it: an edit of it changes the win."""


WIN = table_of(WinRow)
_OWN = WIN.c.user_id == bindparam("user")

_ADD = Prepared(insert(WIN), "user_id", "id", "day", "text")
_REMOVE = Prepared(delete(WIN).where(_OWN, WIN.c.id == bindparam("win")))
_FOUND = select(WIN.c.id, WIN.c.day, WIN.c.text)
_GET = Prepared(_FOUND.where(_OWN, WIN.c.id == bindparam("win")))
_BETWEEN = Prepared(
    _FOUND.where(_OWN, WIN.c.day >= bindparam("first"), WIN.c.day <= bindparam("last"))
)
_PAGE = Prepared(
    _FOUND.where(_OWN, WIN.c.id > bindparam("after")).order_by(WIN.c.id).limit(bindparam("most"))
)


def add(tx: Tx, user_id: int, win: Win) -> Win:
    """Keep a win."""
    content = [win.text, win.milestone, in_utc(win.at or tx.now).isoformat(), win.message_id]
    told = Plaintext(content, tx.key(user_id), win.id)
    _ADD.run(tx, user_id=user_id, id=win.id, day=win.day, text=told)
    return win


def remove(tx: Tx, user_id: int, win_id: str) -> bool:
    """Take a win back; False if there was none."""
    return _REMOVE.count(tx, user=user_id, win=win_id) > 0


def get(tx: Tx, user_id: int, win_id: str) -> Win | None:
    """The win, if it is this person's."""
    row = _GET.one(tx, user=user_id, win=win_id)
    return readable_one(tx, user_id, row, partial(_opened, tx, user_id), _place)


def between(tx: Tx, user_id: int, first: date, last: date) -> list[Win]:
    """Wins from the first day to the last, both included, oldest first."""
    rows = _BETWEEN.all(tx, user=user_id, first=first, last=last)
    found = readable(tx, user_id, rows, partial(_opened, tx, user_id), _place)
    return sorted(found, key=lambda win: (win.day, win.at or tx.now, win.id))


def page(tx: Tx, user_id: int, after: str, most: int) -> list[Win | DamagedRow]:
    """At most so many wins by their ids, from the one after that id on; "" is before all."""
    rows = _PAGE.all(tx, user=user_id, after=after, most=most)
    return in_place(tx, user_id, rows, partial(_opened, tx, user_id), _place)


def _place(row: Found) -> DamagedRow:
    win_id, day, _ = row
    return DamagedRow("win.text", win_id, day)


def _opened(tx: Tx, user_id: int, row: Found) -> Win:
    win_id, day, sealed = row
    text, milestone, at, *message = tx.open(user_id, sealed, win_id)
    return Win(win_id, day, text, milestone, datetime.fromisoformat(at), *message)
