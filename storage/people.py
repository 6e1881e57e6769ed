"""People who said yes, and how they want to be spoken to."""

from dataclasses import astuple, dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Column, Integer, Text, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.errors import StorageError
from storage.statements import Prepared
from storage.tables import STRICT, Row, table_of
from storage.tx import Tx
from storage.types import Big, ClockTime, Day, Flag, UTCDateTime


class PersonRow(Row, table=True):
    """A person; plain, because nudges need it without opening anything."""

    __tablename__ = "person"
    __table_args__ = (STRICT,)

    id: int = Field(sa_column=Column(Big, primary_key=True, autoincrement=False))
    chat_id: int = Field(sa_column=Column(Big, nullable=False))
    language: str = Field(sa_column=Column(Text, nullable=False))
    timezone: str = Field(sa_column=Column(Text, nullable=False))
    day_ends_at: time = Field(sa_column=Column(ClockTime, nullable=False))
    consent_version: str = Field(sa_column=Column(Text, nullable=False))
    consented_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    created_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    reachable: bool = Field(sa_column=Column(Flag, nullable=False))
    paused_until: date | None = Field(sa_column=Column(Day))
    follow_up: bool = Field(sa_column=Column(Flag, nullable=False))
    follow_up_minutes: int = Field(sa_column=Column(Integer, nullable=False))
    sleep_in_morning: bool = Field(sa_column=Column(Flag, nullable=False))
    same_as_usual: bool = Field(sa_column=Column(Flag, nullable=False))
    quiet_offered_on: date | None = Field(sa_column=Column(Day))
    country: str | None = Field(sa_column=Column(Text))


@dataclass(frozen=True, slots=True)
class Person:
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
    quiet_offered_on: date | None = None
    country: str | None = None


PERSON = table_of(PersonRow)
_COLUMNS = [PERSON.c[name] for name in Person.__dataclass_fields__]
_NAMES = tuple(Person.__dataclass_fields__)

_GET = Prepared(select(*_COLUMNS).where(PERSON.c.id == bindparam("id")))
_ADD = Prepared(insert(PERSON), *_NAMES)
_OWN = PERSON.c.id == bindparam("user")
_SET = {
    name: Prepared(update(PERSON).where(_OWN).values({name: bindparam("new_value")}))
    for name in _NAMES
}


def get(tx: Tx, user_id: int) -> Person | None:
    """The person, if they are one of ours."""
    return tx.known(PERSON.name, user_id, "self", lambda: _get(tx, user_id))


def _get(tx: Tx, user_id: int) -> Person | None:
    row = _GET.one(tx, id=user_id)
    return Person(*row) if row else None


def add(tx: Tx, person: Person) -> Person:
    """A new person, with a key of their own."""
    if get(tx, person.id) is not None:
        raise StorageError("This person is there already.")
    tx.new_key(person.id)
    _ADD.run(tx, **dict(zip(_NAMES, astuple(person), strict=True)))
    return person


def change(tx: Tx, user_id: int, **fields: Any) -> None:
    """Set some of the person's fields; an unknown field is refused."""
    for name, value in fields.items():
        _SET[name].run(tx, user=user_id, new_value=value)


def all_ids(tx: Tx) -> list[int]:
    """Everyone."""
    return list(tx.connection.execute(select(PERSON.c.id).order_by(PERSON.c.id)).scalars())
