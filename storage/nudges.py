"""Nudges: the record of what was claimed or left out, once per person, slot and local date.

Which slot it was and what became of it is sealed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import Column, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import readable, readable_one
from storage.names import Name
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx
from storage.types import DayType, UTCDateTime

CLAIMED = "claimed"
DROPPED = "dropped"
SLOT = Name("nudge.slot")


class NudgeRow(Row, table=True):
    """A slot that was claimed; the primary key is what keeps a nudge from coming twice."""

    __tablename__ = "nudge"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    day: date = Field(sa_column=Column(DayType, primary_key=True))
    slot: str = Field(sa_column=Column(SLOT, primary_key=True))
    content: bytes = Field(sa_column=Column(Sealed("nudge.content"), nullable=False))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))


@dataclass(frozen=True, slots=True)
class NudgeSlot:
    """What became of a slot: claimed, and the outbox has its nudge; or dropped for a reason."""

    day: date
    slot: str
    state: str
    reason: str | None
    at: datetime


NUDGE = table_of(NudgeRow)
_OWN = NUDGE.c.user_id == bindparam("user")
_FOUND = select(NUDGE.c.day, NUDGE.c.slot, NUDGE.c.content, NUDGE.c.at)

_CLAIM = Prepared(
    insert(NUDGE).on_conflict_do_nothing(), "user_id", "day", "slot", "content", "at"
)
_SETTLE = Prepared(
    update(NUDGE)
    .where(_OWN, NUDGE.c.day == bindparam("on"), NUDGE.c.slot == bindparam("which"))
    .values(content=bindparam("new_content"), at=bindparam("now"))
)
_OF_DAY = Prepared(_FOUND.where(_OWN, NUDGE.c.day == bindparam("on")).order_by(NUDGE.c.at))
_AHEAD = Prepared(_FOUND.where(_OWN, NUDGE.c.at > bindparam("now")).order_by(NUDGE.c.at))
_FREE = Prepared(
    delete(NUDGE).where(_OWN, NUDGE.c.day == bindparam("on"), NUDGE.c.slot == bindparam("which"))
)
_NEWER = NUDGE.alias("newer")
_FIRST_KEPT = (
    select(_NEWER.c.day)
    .where(_NEWER.c.user_id == bindparam("user"))
    .order_by(_NEWER.c.day.desc())
    .offset(bindparam("kept"))
    .limit(1)
    .scalar_subquery()
)
# Where there are no more than those, the subselect is NULL and nothing compares with it.
_PURGE = Prepared(
    delete(NUDGE).where(_OWN, NUDGE.c.day < bindparam("before"), NUDGE.c.day < _FIRST_KEPT)
)


def claim(tx: Tx, user_id: int, slot: str, day: date) -> bool:
    """Take the slot of the day; False if it was taken before, by whomever."""
    row = _row(tx, user_id, NudgeSlot(day, slot, CLAIMED, None, tx.now))
    return _CLAIM.count(tx, user_id=user_id, day=day, at=tx.now, **row) == 1


def dropped(tx: Tx, user_id: int, slot: str, day: date, reason: str) -> None:
    """The nudge was left out on purpose, and why: a word, never the person's own."""
    row = _row(tx, user_id, NudgeSlot(day, slot, DROPPED, reason, tx.now))
    _SETTLE.run(
        tx, user=user_id, which=row["slot"], on=day, new_content=row["content"], now=tx.now
    )


def state(tx: Tx, user_id: int, slot: str, day: date) -> NudgeSlot | None:
    """What became of the slot."""
    named = SLOT.of(tx, user_id, slot)
    rows = tx.cached(NUDGE.name, user_id, day, lambda: _OF_DAY.all(tx, user=user_id, on=day))
    row = next((row for row in rows if row[1] == named), None)
    return readable_one(tx, user_id, row, partial(_opened, tx, user_id), _damaged)


def prefetch(tx: Tx, user_id: int, day: date) -> None:
    """Ask for what state() will be asked for soon."""
    tx.prefetch(NUDGE.name, user_id, day, lambda: _OF_DAY.ask(tx, user=user_id, on=day))


def ahead(tx: Tx, user_id: int, now: datetime) -> list[NudgeSlot]:
    """Nudges recorded at an instant that has not come: the clock was wrong then."""
    rows = _AHEAD.all(tx, user=user_id, now=now)
    return readable(tx, user_id, rows, partial(_opened, tx, user_id), _damaged)


def free(tx: Tx, user_id: int, slot: str, day: date) -> None:
    """Forget that the slot was taken: it can be claimed again."""
    _FREE.run(tx, user=user_id, which=SLOT.of(tx, user_id, slot), on=day)


def purge(tx: Tx, user_id: int, before: date, *, kept: int) -> int:
    """Drop nudges of days before the given one; how many.

    So many of the newest stay, however old they look: the clock that says so may run ahead, and
    a claim that is gone is a nudge that comes twice.
    """
    return _PURGE.count(tx, user=user_id, before=before, kept=kept)


def _row(tx: Tx, user_id: int, nudge: NudgeSlot) -> dict[str, object]:
    """Its slot and content as they are stored."""
    named = SLOT.of(tx, user_id, nudge.slot)
    content = [nudge.slot, nudge.state, nudge.reason]
    told = Plaintext(content, tx.key(user_id), f"{user_id}/{nudge.day}/{named}")
    return {"slot": named, "content": told}


def _damaged(row: Found) -> DamagedRow:
    return DamagedRow("nudge.content", row[1], row[0])


def _opened(tx: Tx, user_id: int, row: Found) -> NudgeSlot:
    day, named, sealed, at = row
    slot, what, reason = tx.open(user_id, sealed, f"{user_id}/{day}/{named}")
    return NudgeSlot(day, slot, what, reason, at)
