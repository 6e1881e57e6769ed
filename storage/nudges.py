"""Nudges: the record of what was claimed or left out, once per person, slot and local date."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Column, Text, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.statements import Prepared
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.tx import Tx
from storage.types import Day, UTCDateTime

CLAIMED = "claimed"
DROPPED = "dropped"


class NudgeRow(Row, table=True):
    """A slot that was claimed; the primary key is what keeps a nudge from coming twice."""

    __tablename__ = "nudge"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    day: date = Field(sa_column=Column(Day, primary_key=True))
    slot: str = Field(sa_column=Column(Text, primary_key=True))
    state: str = Field(sa_column=Column(Text, nullable=False))
    reason: str | None = Field(sa_column=Column(Text))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))


@dataclass(frozen=True, slots=True)
class Nudge:
    """What became of a slot: claimed, and the outbox has its nudge; or dropped for a reason."""

    day: date
    slot: str
    state: str
    reason: str | None
    at: datetime


NUDGE = table_of(NudgeRow)
_OWN = NUDGE.c.user_id == bindparam("user")
_FOUND = select(*(NUDGE.c[name] for name in Nudge.__dataclass_fields__))

_CLAIM = Prepared(
    insert(NUDGE).values(state=CLAIMED).on_conflict_do_nothing(), "user_id", "day", "slot", "at"
)
_SETTLE = Prepared(
    update(NUDGE)
    .where(_OWN, NUDGE.c.day == bindparam("on"), NUDGE.c.slot == bindparam("which"))
    .values(state=bindparam("new_state"), reason=bindparam("why"), at=bindparam("now"))
)
_OF_DAY = Prepared(_FOUND.where(_OWN, NUDGE.c.day == bindparam("on")).order_by(NUDGE.c.at))
_BETWEEN = Prepared(
    _FOUND.where(
        _OWN, NUDGE.c.day >= bindparam("first"), NUDGE.c.day <= bindparam("last")
    ).order_by(NUDGE.c.day, NUDGE.c.at)
)
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
    return _CLAIM.run(tx, user_id=user_id, day=day, slot=slot, at=tx.now) == 1


def dropped(tx: Tx, user_id: int, slot: str, day: date, reason: str) -> None:
    """The nudge was left out on purpose, and why: a word, never the person's own."""
    values = {"new_state": DROPPED, "why": reason, "now": tx.now}
    _SETTLE.run(tx, user=user_id, which=slot, on=day, **values)


def state(tx: Tx, user_id: int, slot: str, day: date) -> Nudge | None:
    """What became of the slot."""
    return next((nudge for nudge in of_day(tx, user_id, day) if nudge.slot == slot), None)


def of_day(tx: Tx, user_id: int, day: date) -> list[Nudge]:
    """Every slot of the day that was claimed."""
    return list(tx.known(NUDGE.name, user_id, day, lambda: _day(tx, user_id, day)))


def between(tx: Tx, user_id: int, first: date, last: date) -> list[Nudge]:
    """Nudges from the first day to the last, both included."""
    return [Nudge(*row) for row in _BETWEEN.all(tx, user=user_id, first=first, last=last)]


def ahead(tx: Tx, user_id: int, now: datetime) -> list[Nudge]:
    """Nudges recorded at an instant that has not come: the clock was wrong then."""
    return [Nudge(*row) for row in _AHEAD.all(tx, user=user_id, now=now)]


def free(tx: Tx, user_id: int, slot: str, day: date) -> None:
    """Forget that the slot was taken: it can be claimed again."""
    _FREE.run(tx, user=user_id, which=slot, on=day)


def purge(tx: Tx, user_id: int, before: date, *, kept: int) -> int:
    """Drop nudges of days before the given one; how many.

    So many of the newest stay, however old they look: the clock that says so may run ahead, and
    a claim that is gone is a nudge that comes twice.
    """
    return _PURGE.run(tx, user=user_id, before=before, kept=kept)


def _day(tx: Tx, user_id: int, day: date) -> tuple[Nudge, ...]:
    return tuple(Nudge(*row) for row in _OF_DAY.all(tx, user=user_id, on=day))
