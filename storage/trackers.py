"""Trackers: the questions a person has added to their check-in. All about them is sealed.

Answers stay in `answer` under the tracker's id, so a tracker can rest, come back or go without its
history.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter

from pydantic import JsonValue
from sqlalchemy import Column, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.answers import ANSWER, STEP
from storage.damage import readable, readable_one
from storage.names import Name
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, owner, table_of
from storage.transaction import Tx

ID = Name("tracker.id")
MOST_TRACKERS = 200  # of one person, retired ones too; nobody meets it who does not try


class TrackerRow(Row, table=True):
    """A tracker; its place orders the questions of a check-in."""

    __tablename__ = "tracker"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    id: str = Field(sa_column=Column(ID, primary_key=True))
    content: bytes = Field(sa_column=Column(Sealed("tracker.content"), nullable=False))


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker; `content` is the caller's JSON (label, kind, bounds, days, part of the day …)."""

    id: str
    place: int
    active: bool
    created: date
    content: dict[str, JsonValue]


TRACKER = table_of(TrackerRow)
_EVERY = "rows"
DAMAGED = "tracker.content"
_FOUND = select(TRACKER.c.id, TRACKER.c.content)
_OWN = TRACKER.c.user_id == bindparam("user")
_ONE = (_OWN, TRACKER.c.id == bindparam("which"))

_LIST = Prepared(_FOUND.where(_OWN))
_GET = Prepared(_FOUND.where(*_ONE))
_ADD = Prepared(insert(TRACKER), "user_id", "id", "content")
_CHANGE = Prepared(update(TRACKER).where(*_ONE).values(content=bindparam("new_content")))
_REMOVE = Prepared(delete(TRACKER).where(*_ONE))
_FORGET = Prepared(
    delete(ANSWER).where(
        ANSWER.c.user_id == bindparam("user"), ANSWER.c.step == bindparam("which")
    )
)


def list_(tx: Tx, user_id: int) -> list[Tracker]:
    """All trackers of the person in their order, resting ones included."""
    return list(tx.cached(TRACKER.name, user_id, _EVERY, lambda: _all(tx, user_id)))


def learn(tx: Tx, user_id: int, rows: Iterable[Found]) -> None:
    """Take the person's rows as read."""
    tx.put(TRACKER.name, user_id, _EVERY, _in_order(tx, user_id, rows))


def _all(tx: Tx, user_id: int) -> list[Tracker]:
    return _in_order(tx, user_id, _LIST.all(tx, user=user_id))


def _in_order(tx: Tx, user_id: int, rows: Iterable[Found]) -> list[Tracker]:
    found = readable(tx, user_id, rows, partial(_opened, tx, user_id), _damaged)
    return sorted(found, key=attrgetter("place", "id"))


def get(tx: Tx, user_id: int, tracker_id: str) -> Tracker | None:
    """The tracker with this id, if it is this person's."""
    row = _GET.one(tx, user=user_id, which=ID.of(tx, user_id, tracker_id))
    return readable_one(tx, user_id, row, partial(_opened, tx, user_id), _damaged)


def _damaged(row: Found) -> DamagedRow:
    return DamagedRow(DAMAGED, row[0])


def add(
    tx: Tx, user_id: int, tracker_id: str, created: date, content: dict[str, JsonValue]
) -> Tracker:
    """Add a tracker after the others."""
    last = max((tracker.place for tracker in list_(tx, user_id)), default=0)
    return put(
        tx, user_id, Tracker(tracker_id, last + 1, active=True, created=created, content=content)
    )


def put(tx: Tx, user_id: int, tracker: Tracker) -> Tracker:
    """Keep a tracker as it is, as when it comes back from an export."""
    named = ID.of(tx, user_id, tracker.id)
    _ADD.run(tx, user_id=user_id, id=named, content=_told(tx, user_id, named, tracker))
    return tracker


def change(
    tx: Tx,
    user_id: int,
    tracker_id: str,
    *,
    place: int | None = None,
    active: bool | None = None,
    **content: JsonValue,
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
    named = ID.of(tx, user_id, tracker_id)
    _CHANGE.run(tx, user=user_id, which=named, new_content=_told(tx, user_id, named, after))
    return after


def remove(tx: Tx, user_id: int, tracker_id: str, *, with_history: bool) -> bool:
    """Drop a tracker, and with it what was answered only if that is wished."""
    if with_history:
        _FORGET.run(tx, user=user_id, which=STEP.of(tx, user_id, tracker_id))
    return _REMOVE.count(tx, user=user_id, which=ID.of(tx, user_id, tracker_id)) > 0


def _told(tx: Tx, user_id: int, named: str, tracker: Tracker) -> Plaintext:
    told = {
        "id": tracker.id,
        "place": tracker.place,
        "active": tracker.active,
        "created": tracker.created.isoformat(),
        "content": tracker.content,
    }
    return Plaintext(told, tx.key(user_id), f"{user_id}/{named}")


def _opened(tx: Tx, user_id: int, row: Found) -> Tracker:
    named, sealed = row
    told = tx.open(user_id, sealed, f"{user_id}/{named}")
    return Tracker(
        id=told["id"],
        place=told["place"],
        active=told["active"],
        created=date.fromisoformat(told["created"]),
        content=told["content"],
    )
