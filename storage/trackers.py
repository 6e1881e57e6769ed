"""Trackers: the questions a person has added to their check-in. What they ask is sealed.

Answers stay in `answer` under the tracker's id, so a tracker can rest, come back or go without its
history.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Integer, Text, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.answers import ANSWER
from storage.sealed import Sealed, Told
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.tx import Tx
from storage.types import Day, Flag


class TrackerRow(Row, table=True):
    """A tracker; its place orders the questions of a check-in."""

    __tablename__ = "tracker"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    id: str = Field(sa_column=Column(Text, primary_key=True))
    place: int = Field(sa_column=Column(Integer, nullable=False))
    active: bool = Field(sa_column=Column(Flag, nullable=False))
    created: date = Field(sa_column=Column(Day, nullable=False))
    content: bytes = Field(sa_column=Column(Sealed("tracker.content"), nullable=False))


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker; `content` is the caller's JSON (label, kind, bounds, days, part of the day …)."""

    id: str
    place: int
    active: bool
    created: date
    content: dict[str, Any]


TRACKER = table_of(TrackerRow)
_NAMES = tuple(Tracker.__dataclass_fields__)
_FOUND = select(*(TRACKER.c[name] for name in _NAMES))
_OWN = TRACKER.c.user_id == bindparam("user")
_ONE = (_OWN, TRACKER.c.id == bindparam("which"))

_LIST = Prepared(_FOUND.where(_OWN).order_by(TRACKER.c.place, TRACKER.c.id))
_GET = Prepared(_FOUND.where(*_ONE))
_LAST = Prepared(select(func.coalesce(func.max(TRACKER.c.place), 0)).where(_OWN))
_ADD = Prepared(insert(TRACKER), "user_id", *_NAMES)
_CHANGE = Prepared(
    update(TRACKER)
    .where(*_ONE)
    .values(
        place=bindparam("new_place"),
        active=bindparam("is_active"),
        content=bindparam("new_content"),
    )
)
_REMOVE = Prepared(delete(TRACKER).where(*_ONE))
_FORGET = Prepared(
    delete(ANSWER).where(
        ANSWER.c.user_id == bindparam("user"), ANSWER.c.step == bindparam("which")
    )
)


def list_(tx: Tx, user_id: int) -> list[Tracker]:
    """All trackers of the person in their order, resting ones included."""
    return [_tracker(tx, user_id, row) for row in _LIST.all(tx, user=user_id)]


def get(tx: Tx, user_id: int, tracker_id: str) -> Tracker | None:
    """The tracker with this id, if it is this person's."""
    row = _GET.one(tx, user=user_id, which=tracker_id)
    return _tracker(tx, user_id, row) if row else None


def add(tx: Tx, user_id: int, tracker_id: str, created: date, content: dict[str, Any]) -> Tracker:
    """Add a tracker after the others."""
    last = _LAST.one(tx, user=user_id)
    tracker = Tracker(tracker_id, (last[0] if last else 0) + 1, True, created, content)  # noqa: FBT003
    return put(tx, user_id, tracker)


def put(tx: Tx, user_id: int, tracker: Tracker) -> Tracker:
    """Keep a tracker as it is, as when it comes back from an export."""
    _ADD.run(
        tx,
        user_id=user_id,
        id=tracker.id,
        place=tracker.place,
        active=tracker.active,
        created=tracker.created,
        content=_told(tx, user_id, tracker.id, tracker.content),
    )
    return tracker


def change(
    tx: Tx,
    user_id: int,
    tracker_id: str,
    *,
    place: int | None = None,
    active: bool | None = None,
    **content: Any,
) -> Tracker | None:
    """Set place, rest or some of the content; the tracker as it is now."""
    before = get(tx, user_id, tracker_id)
    if before is None:
        return None
    after = Tracker(
        id=before.id,
        place=before.place if place is None else place,
        active=before.active if active is None else active,
        created=before.created,
        content={**before.content, **content},
    )
    _CHANGE.run(
        tx,
        user=user_id,
        which=tracker_id,
        new_place=after.place,
        is_active=after.active,
        new_content=_told(tx, user_id, tracker_id, after.content),
    )
    return after


def remove(tx: Tx, user_id: int, tracker_id: str, *, with_history: bool) -> bool:
    """Drop a tracker, and with it what was answered only if that is wished."""
    if with_history:
        _FORGET.run(tx, user=user_id, which=tracker_id)
    return _REMOVE.run(tx, user=user_id, which=tracker_id) > 0


def _told(tx: Tx, user_id: int, tracker_id: str, content: dict[str, Any]) -> Told:
    return Told(content, tx.key(user_id), f"{user_id}/{tracker_id}")


def _tracker(tx: Tx, user_id: int, row: Found) -> Tracker:
    tracker_id, place, active, created, content = row
    opened = content.open(tx.key(user_id), f"{user_id}/{tracker_id}")
    return Tracker(tracker_id, place, active, created, opened)
