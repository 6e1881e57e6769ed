"""The inbox's table and statements."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Text,
    bindparam,
    delete,
    func,
    null,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.people import PERSON
from storage.sealed import Sealed
from storage.statements import Prepared
from storage.tables import STRICT, Row, table_of
from storage.types import Big, Flag, UTCDateTime

# Spelled out, not bound: SQLite uses a partial index only if it can see the same words.
_IS_NEW = text("state = 'new'")


class InboxRow(Row, table=True):
    """An update. `own_key`: sealed with the person's key, else with the system's."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(None, "chat_id", "update_id", sqlite_where=_IS_NEW, postgresql_where=_IS_NEW),
        STRICT,
    )

    update_id: int = Field(sa_column=Column(Big, primary_key=True, autoincrement=False))
    chat_id: int = Field(sa_column=Column(Big, nullable=False))
    user_id: int | None = Field(sa_column=Column(Big))
    raw: bytes | None = Field(sa_column=Column(Sealed("inbox.raw")))
    own_key: bool = Field(sa_column=Column(Flag, nullable=False))
    state: str = Field(sa_column=Column(Text, nullable=False))
    tries: int = Field(sa_column=Column(Integer, nullable=False))
    reason: str | None = Field(sa_column=Column(Text))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))


INBOX = table_of(InboxRow)
_ID = INBOX.c.update_id == bindparam("update")

ADD = Prepared(
    insert(INBOX).values(state="new", tries=0).on_conflict_do_nothing(),
    "update_id",
    "chat_id",
    "user_id",
    "raw",
    "own_key",
    "at",
)
# Whom it is from is read with it: nearly every update needs the person.
NEXT = Prepared(
    select(
        INBOX.c.update_id,
        INBOX.c.chat_id,
        INBOX.c.user_id,
        INBOX.c.raw,
        INBOX.c.own_key,
        INBOX.c.tries,
        INBOX.c.at,
        PERSON.c.chat_id,
        PERSON.c.content,
    )
    .join_from(INBOX, PERSON, PERSON.c.id == INBOX.c.user_id, isouter=True)
    .where(INBOX.c.chat_id == bindparam("chat"), _IS_NEW)
    .order_by(INBOX.c.update_id)
    .limit(2)
)
SETTLE = Prepared(
    update(INBOX)
    .where(_ID)
    .values(state=bindparam("new_state"), raw=null(), reason=bindparam("why"))
)
FIRST = Prepared(
    select(INBOX.c.update_id, INBOX.c.user_id)
    .where(INBOX.c.chat_id == bindparam("chat"), _IS_NEW, INBOX.c.update_id <= bindparam("newest"))
    .order_by(INBOX.c.update_id)
    .limit(1)
)
FAILED = Prepared(
    update(INBOX).where(_ID).values(tries=INBOX.c.tries + 1).returning(INBOX.c.tries)
)
OUTLIVED = Prepared(update(INBOX).where(_ID).values(tries=INBOX.c.tries - 1))
FORGET = Prepared(
    update(INBOX).where(_ID).values(chat_id=bindparam("nowhere"), user_id=bindparam("nobody"))
)
WAITING = Prepared(select(INBOX.c.chat_id).where(_IS_NEW).group_by(INBOX.c.chat_id))
LEFT = Prepared(
    select(INBOX.c.chat_id, func.max(INBOX.c.update_id), func.max(INBOX.c.tries))
    .where(_IS_NEW)
    .group_by(INBOX.c.chat_id)
)
PASSED = Prepared(
    select(INBOX.c.update_id)
    .where(INBOX.c.update_id >= bindparam("update"), INBOX.c.at < bindparam("before"))
    .order_by(INBOX.c.update_id)
    .limit(1)
)
_IS_OVER = (INBOX.c.state != bindparam("but"), INBOX.c.at < bindparam("before"))
# Numbers grow with time, so what is old lies together at the low end: it is walked in windows.
_WINDOW = (
    select(INBOX.c.update_id, INBOX.c.at)
    .where(INBOX.c.update_id > bindparam("after", type_=Big))
    .order_by(INBOX.c.update_id)
    .limit(bindparam("most"))
    .subquery()
)
WINDOW = Prepared(select(func.max(_WINDOW.c.update_id), func.min(_WINDOW.c.at)))
_IN_WINDOW = (
    INBOX.c.update_id > bindparam("after", type_=Big),
    INBOX.c.update_id <= bindparam("last", type_=Big),
)
LAST = Prepared(select(func.max(INBOX.c.update_id)).where(*_IN_WINDOW, *_IS_OVER))
PURGE = Prepared(
    delete(INBOX).where(
        INBOX.c.update_id > bindparam("after", type_=Big),
        INBOX.c.update_id < bindparam("last", type_=Big),
        *_IS_OVER,
    )
)
FREE = Prepared(delete(INBOX).where(_ID, *_IS_OVER))
IS_WAITING = Prepared(select(INBOX.c.update_id).where(_ID, _IS_NEW))
NEW_COUNT = Prepared(
    select(func.count()).select_from(
        select(INBOX.c.update_id).where(_IS_NEW).limit(bindparam("most")).subquery()
    )
)
OLDEST = Prepared(select(func.min(INBOX.c.at)).where(_IS_NEW))
