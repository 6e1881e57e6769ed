"""Goals in the person's words; everything about a goal but its number is sealed."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from sqlalchemy import Column, Integer, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.damage import readable, readable_one
from storage.sealed import DamagedRow, Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import CLUSTERED, Row, Value, owner, table_of
from storage.transaction import Tx

MOST_GOALS = 500  # of one person, rested and reached ones too; nobody meets it who does not try


class GoalRow(Row, table=True):
    """A goal, numbered per person; a number is used again only where nothing speaks of it."""

    __tablename__ = "goal"
    __table_args__ = (CLUSTERED,)

    user_id: int = Field(sa_column=owner())
    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    content: bytes = Field(sa_column=Column(Sealed("goal.content"), nullable=False))


class Goal(NamedTuple):
    """A goal. `number` 0 means not stored yet; `days` () means any day."""

    number: int
    title: str
    horizon: str
    times_per_week: int | None
    days: tuple[int, ...]
    until: date | None
    towards: int | None
    status: str
    created: date
    changed: date
    once: bool = False


GOAL = table_of(GoalRow)
_EVERY = "all"
DAMAGED = "goal.content"
_FOUND = select(GOAL.c.number, GOAL.c.content)
_OWN = GOAL.c.user_id == bindparam("user")

_LIST = Prepared(_FOUND.where(_OWN).order_by(GOAL.c.number))
_GET = Prepared(_FOUND.where(_OWN, GOAL.c.number == bindparam("which")))
_LAST = Prepared(select(func.coalesce(func.max(GOAL.c.number), 0)).where(_OWN))
_ADD = Prepared(insert(GOAL), "user_id", "number", "content")
_REMOVE = Prepared(delete(GOAL).where(_OWN, GOAL.c.number == bindparam("which")))
_CHANGE = Prepared(
    update(GOAL)
    .where(_OWN, GOAL.c.number == bindparam("which"))
    .values(content=bindparam("new_content"))
)


def list_(tx: Tx, user_id: int) -> list[Goal]:
    """All goals of the person, oldest first, whatever became of them."""
    return list(tx.cached(GOAL.name, user_id, _EVERY, lambda: _all(tx, user_id)))


def get(tx: Tx, user_id: int, number: int) -> Goal | None:
    """The goal with this number."""
    row = _GET.one(tx, user=user_id, which=number)
    return readable_one(tx, user_id, row, partial(_goal, tx, user_id), _place)


def add(tx: Tx, user_id: int, goal: Goal) -> int:
    """Store a new goal and say which number it got."""
    last = _LAST.one(tx, user=user_id)
    number = (last[0] if last else 0) + 1
    told = _told(tx, user_id, goal._replace(number=number))
    _ADD.run(tx, user_id=user_id, number=number, content=told)
    return number


def put(tx: Tx, user_id: int, goal: Goal) -> None:
    """Keep a goal as it is under its own number, as when it comes back from an export."""
    remove(tx, user_id, goal.number)
    _ADD.run(tx, user_id=user_id, number=goal.number, content=_told(tx, user_id, goal))


def remove(tx: Tx, user_id: int, number: int) -> bool:
    """Drop a goal of which nothing speaks, or no longer; False if there was none."""
    return _REMOVE.count(tx, user=user_id, which=number) > 0


def change(tx: Tx, user_id: int, number: int, *, on: date, **fields: Value) -> Goal | None:
    """Set some of the goal's fields as of a day, and give the goal as it is now."""
    before = get(tx, user_id, number)
    if before is None:
        return None
    after = before._replace(**fields, changed=on)
    _CHANGE.run(tx, user=user_id, which=number, new_content=_told(tx, user_id, after))
    return after


def learn(tx: Tx, user_id: int, rows: Iterable[Found]) -> None:
    """Take the person's rows as read, oldest first."""
    tx.put(GOAL.name, user_id, _EVERY, _readable(tx, user_id, rows))


def _all(tx: Tx, user_id: int) -> list[Goal]:
    return _readable(tx, user_id, _LIST.all(tx, user=user_id))


def _readable(tx: Tx, user_id: int, rows: Iterable[Found]) -> list[Goal]:
    return readable(tx, user_id, rows, partial(_goal, tx, user_id), _place)


def _place(row: Found) -> DamagedRow:
    return DamagedRow(DAMAGED, str(row[0]))


def _told(tx: Tx, user_id: int, goal: Goal) -> Plaintext:
    content = {
        "title": goal.title,
        "horizon": goal.horizon,
        "times": goal.times_per_week,
        "days": goal.days,
        "until": goal.until.isoformat() if goal.until else None,
        "towards": goal.towards,
        "status": goal.status,
        "once": goal.once,
        "created": goal.created.isoformat(),
        "changed": goal.changed.isoformat(),
    }
    return Plaintext(content, tx.key(user_id), f"{user_id}/{goal.number}")


def _goal(tx: Tx, user_id: int, row: Found) -> Goal:
    number, sealed = row
    content = tx.open(user_id, sealed, f"{user_id}/{number}")
    return Goal(
        number=number,
        title=content["title"],
        horizon=content["horizon"],
        times_per_week=content["times"],
        days=tuple(content["days"]),
        until=date.fromisoformat(content["until"]) if content["until"] else None,
        towards=content["towards"],
        status=content["status"],
        created=date.fromisoformat(content["created"]),
        changed=date.fromisoformat(content["changed"]),
        once=content["once"],
    )
