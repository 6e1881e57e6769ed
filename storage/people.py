"""People who said yes, and how they want to be spoken to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from pydantic import JsonValue
from sqlalchemy import Column, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.errors import StorageError
from storage.sealed import Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import STRICT, Row, Value, table_of
from storage.transaction import Tx
from storage.types import Big


class PersonRow(Row, table=True):
    """A person. Plain is only where to write to them, so that they can also be erased there."""

    __tablename__ = "person"
    __table_args__ = (STRICT,)

    id: int = Field(sa_column=Column(Big, primary_key=True, autoincrement=False))
    chat_id: int = Field(sa_column=Column(Big, nullable=False))
    content: bytes = Field(sa_column=Column(Sealed("person.content"), nullable=False))


@dataclass(frozen=True, slots=True)
class EarlierClock:
    """The zone and the end of the day that somebody lived by until an instant."""

    until: datetime
    timezone: str
    day_ends_at: time


class Person(NamedTuple):
    """A person and their choices."""

    id: int
    chat_id: int
    language: str
    timezone: str
    day_ends_at: time
    consent_version: str
    consented_at: datetime
    created_at: datetime
    reachable: bool = True
    paused_until: date | None = None
    follow_up: bool = True
    follow_up_minutes: int = 60
    sleep_in_morning: bool = False
    same_as_usual: bool = True
    country: str | None = None
    silent_since: date | None = None
    """The day of the first evening question that was not answered, while nothing came since."""
    unanswered: int = 0
    """How many evening questions went unanswered since."""
    asked_on: date | None = None
    """The day of the last of them."""
    earlier_clocks: tuple[EarlierClock, ...] = ()
    """What they lived by before, the oldest first: which day an instant was is told by these."""
    in_sight: tuple[JsonValue, ...] = ()
    """The buttons that were shown last, as whoever shows them writes them."""


PERSON = table_of(PersonRow)
_SELF, _ROW = "self", "row"
_PLAIN = ("id", "chat_id")
_SEALED = tuple(name for name in Person._fields if name not in _PLAIN)
# JSON knows no times: these are written as text.
_WRITTEN = {
    "day_ends_at": time.fromisoformat,
    "consented_at": datetime.fromisoformat,
    "created_at": datetime.fromisoformat,
    "paused_until": date.fromisoformat,
    "silent_since": date.fromisoformat,
    "asked_on": date.fromisoformat,
}
MOST_CLOCKS = 400  # nobody moves more often; the oldest would go first

_GET = Prepared(
    select(PERSON.c.id, PERSON.c.chat_id, PERSON.c.content).where(PERSON.c.id == bindparam("id"))
)
_ADD = Prepared(insert(PERSON), "id", "chat_id", "content")
_CHANGE = Prepared(
    update(PERSON)
    .where(PERSON.c.id == bindparam("user"))
    .values(chat_id=bindparam("new_chat"), content=bindparam("new_content"))
)


def get(tx: Tx, user_id: int) -> Person | None:
    """The person, if they are one of ours."""
    return tx.cached(PERSON.name, user_id, _SELF, partial(_get, tx, user_id))


def learn(tx: Tx, user_id: int, row: Sequence[object]) -> None:
    """Take the person's chat and content as read, still closed; None where nobody is."""
    tx.put(PERSON.name, user_id, _ROW, (user_id, *row))


def _get(tx: Tx, user_id: int) -> Person | None:
    row = tx.peek(PERSON.name, user_id, _ROW) or _GET.one(tx, id=user_id)
    return None if row is None or row[-1] is None else _opened(tx, row)


def add(tx: Tx, person: Person) -> Person:
    """A new person, with a key of their own."""
    if _GET.one(tx, id=person.id) is not None:
        raise StorageError("This person is there already.")
    tx.new_key(person.id)
    _ADD.run(tx, id=person.id, chat_id=person.chat_id, content=_told(tx, person))
    return person


def change(tx: Tx, user_id: int, **fields: Value) -> Person | None:
    """Set some of the person's fields, and give the person as they are now.

    An unknown field is refused. Another zone or end of the day leaves the one before in
    `earlier_clocks`, unless that is set too.
    """
    before = get(tx, user_id)
    if before is None:
        return None
    after = before._replace(**fields)
    moved = (before.timezone, before.day_ends_at) != (after.timezone, after.day_ends_at)
    if moved and "earlier_clocks" not in fields:
        passed = EarlierClock(tx.now, before.timezone, before.day_ends_at)
        known = (*before.earlier_clocks, passed)[-MOST_CLOCKS:]
        after = after._replace(earlier_clocks=known)
    _CHANGE.run(tx, user=user_id, new_chat=after.chat_id, new_content=_told(tx, after))
    # What was just written need not be read again.
    tx.put(PERSON.name, user_id, _SELF, after)
    return after


def all_ids(tx: Tx) -> list[int]:
    """Everyone."""
    return list(tx.connection.execute(select(PERSON.c.id).order_by(PERSON.c.id)).scalars())


def _told(tx: Tx, person: Person) -> Plaintext:
    content = {name: getattr(person, name) for name in _SEALED}
    for name in _WRITTEN:
        if content[name] is not None:
            content[name] = content[name].isoformat()
    if person.earlier_clocks:
        content["earlier_clocks"] = [
            [one.until.isoformat(), one.timezone, one.day_ends_at.isoformat()]
            for one in person.earlier_clocks
        ]
    return Plaintext(content, tx.key(person.id), str(person.id))


def _opened(tx: Tx, row: Found) -> Person:
    user_id, chat_id, sealed = row
    content = tx.open(user_id, sealed, str(user_id))
    content.pop("quiet_offered_on", None)  # of an earlier way to write less
    for name, read in _WRITTEN.items():
        if content.get(name) is not None:
            content[name] = read(content[name])
    if clocks := content.pop("earlier_clocks", ()):
        content["earlier_clocks"] = tuple(
            EarlierClock(datetime.fromisoformat(until), zone, time.fromisoformat(ends))
            for until, zone, ends in clocks
        )
    content["in_sight"] = tuple(content.get("in_sight", ()))
    return Person(user_id, chat_id, **content)
