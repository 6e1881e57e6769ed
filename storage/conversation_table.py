"""The conversations' table and statements."""

from datetime import date, datetime

from sqlalchemy import (
    Column,
    Index,
    Text,
    TextClause,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.names import Name
from storage.outbox_table import IS_OPEN, OUTBOX
from storage.sealed import Sealed
from storage.statements import Prepared
from storage.tables import STRICT, Row, table_of
from storage.types import Big, DayType, Flag, UTCDateTime

FLOW = Name("conversation.flow")
# Spelled out, not bound: SQLite uses a partial index only if it can see the same words.
_IS_OPEN, _IS_CLOSED = text("closed IS FALSE"), text("closed IS TRUE")


class ConversationRow(Row, table=True):
    """One run of a flow. People have conversations before they are persons of ours."""

    __tablename__ = "conversation"
    __table_args__ = (
        Index(None, "user_id", "touched_at", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
        Index(None, "user_id", "day", "flow"),
        Index(
            "ix_conversation_closed",
            "user_id",
            "touched_at",
            sqlite_where=_IS_CLOSED,
            postgresql_where=_IS_CLOSED,
        ),
        STRICT,
    )

    user_id: int = Field(sa_column=Column(Big, primary_key=True, autoincrement=False))
    id: str = Field(sa_column=Column(Text, primary_key=True))
    flow: str = Field(sa_column=Column(FLOW, nullable=False))
    day: date | None = Field(sa_column=Column(DayType))
    state: bytes = Field(sa_column=Column(Sealed("conversation.state"), nullable=False))
    message_id: int | None = Field(sa_column=Column(Big))
    touched_at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))
    closed: bool = Field(sa_column=Column(Flag, nullable=False))


CONVERSATION = table_of(ConversationRow)
NAMES = ("id", "user_id", "flow", "day", "state", "message_id", "touched_at", "closed")
_OWN = (
    CONVERSATION.c.user_id == bindparam("user"),
    CONVERSATION.c.id == bindparam("conversation"),
)
_EVERY = select(*(CONVERSATION.c[name] for name in NAMES))
_RECENT = _EVERY.order_by(CONVERSATION.c.touched_at.desc()).limit(bindparam("most"))

GET = Prepared(_EVERY.where(*_OWN))
_OTHER = CONVERSATION.alias("other")
_CLOSED_LAST = (
    select(func.max(_OTHER.c.touched_at))
    .where(_OTHER.c.user_id == bindparam("user"), _IS_CLOSED)
    .scalar_subquery()
)
# Whoever answers in words needs to know it: their answer stands below all that was said.
_ON_ITS_WAY = exists(
    select(1)
    .select_from(OUTBOX)
    .where(OUTBOX.c.conversation == CONVERSATION.c.id, OUTBOX.c.method.startswith("send"), IS_OPEN)
)
LATEST = Prepared(
    _RECENT.add_columns(_CLOSED_LAST, _ON_ITS_WAY).where(
        CONVERSATION.c.user_id == bindparam("user"), _IS_OPEN
    )
)
NEWEST = Prepared(_RECENT.where(CONVERSATION.c.user_id == bindparam("user")))
OF_DAY = Prepared(
    _RECENT.where(
        CONVERSATION.c.user_id == bindparam("user"),
        CONVERSATION.c.day == bindparam("day"),
        CONVERSATION.c.flow == bindparam("flow"),
    )
)
OF_FLOW = Prepared(
    _RECENT.where(
        CONVERSATION.c.user_id == bindparam("user"), CONVERSATION.c.flow == bindparam("flow")
    )
)
DAYS_SINCE = Prepared(
    select(CONVERSATION.c.day)
    .where(
        CONVERSATION.c.user_id == bindparam("user"),
        CONVERSATION.c.touched_at >= bindparam("since"),
        CONVERSATION.c.day.is_not(None),
    )
    .distinct()
)
OPEN = Prepared(insert(CONVERSATION), *NAMES)
SAVE = Prepared(
    update(CONVERSATION)
    .where(*_OWN)
    .values(
        state=bindparam("new_state"),
        message_id=bindparam("new_message"),
        touched_at=bindparam("now"),
        closed=bindparam("is_closed"),
    )
)
SAVE_SAME = Prepared(
    update(CONVERSATION)
    .where(*_OWN)
    .values(
        message_id=bindparam("new_message"),
        touched_at=bindparam("now"),
        closed=bindparam("is_closed"),
    )
)
STATE = Prepared(update(CONVERSATION).where(*_OWN).values(state=bindparam("new_state")))
MESSAGE = Prepared(update(CONVERSATION).where(*_OWN).values(message_id=bindparam("new_message")))
CLOSE = Prepared(update(CONVERSATION).where(*_OWN).values(closed=bindparam("is_closed")))
AHEAD = Prepared(
    select(CONVERSATION.c.id)
    .where(
        CONVERSATION.c.user_id == bindparam("user"), CONVERSATION.c.touched_at > bindparam("now")
    )
    .order_by(CONVERSATION.c.touched_at.desc())
)
SET_BACK = Prepared(update(CONVERSATION).where(*_OWN).values(touched_at=bindparam("at")))
_NEWER = CONVERSATION.alias("newer")


def _purge(which: TextClause) -> Prepared:
    """Drop old ones, but for the newest: a subselect that finds none compares as unknown."""
    first_kept = (
        select(_NEWER.c.touched_at)
        .where(_NEWER.c.user_id == bindparam("user"), which)
        .order_by(_NEWER.c.touched_at.desc())
        .offset(bindparam("kept"))
        .limit(1)
        .scalar_subquery()
    )
    return Prepared(
        delete(CONVERSATION).where(
            CONVERSATION.c.user_id == bindparam("user"),
            which,
            CONVERSATION.c.touched_at < bindparam("before"),
            CONVERSATION.c.touched_at < first_kept,
        )
    )


PURGE_CLOSED, PURGE_OPEN = _purge(_IS_CLOSED), _purge(_IS_OPEN)
