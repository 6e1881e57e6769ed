"""The outbox's table and statements."""

from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Text,
    bindparam,
    case,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.sealed import Sealed
from storage.statements import Prepared
from storage.tables import STRICT, Row, table_of
from storage.types import Big, Flag, UTCDateTime

_IS_PENDING = text("state = 'pending'")
_IS_SENDING = text("state = 'sending'")
_IS_OPEN = text("state IN ('pending', 'sending')")
# What can hold up others: being sent, or put off after a try. Few rows ever, so a new message
# does not pay for the index.
_IS_TRIED = text("tries > 0 AND state IN ('pending', 'sending')")


class OutboxRow(Row, table=True):
    """A message owed. `own_key`: sealed with the person's key, else with the system's."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_id", "id", unique=True),
        Index(
            "ix_outbox_pending",
            "priority",
            "position",
            sqlite_where=_IS_PENDING,
            postgresql_where=_IS_PENDING,
        ),
        Index(
            "ix_outbox_chat",
            "chat_id",
            "position",
            sqlite_where=_IS_TRIED,
            postgresql_where=_IS_TRIED,
        ),
        Index(
            "ix_outbox_talk",
            "talk",
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index(
            "ix_outbox_lease",
            "lease_until",
            sqlite_where=_IS_SENDING,
            postgresql_where=_IS_SENDING,
        ),
        STRICT,
    )

    position: int = Field(sa_column=Column(Big, primary_key=True))
    id: str = Field(sa_column=Column(Text, nullable=False))
    chat_id: int = Field(sa_column=Column(Big, nullable=False))
    user_id: int | None = Field(sa_column=Column(Big))
    priority: int = Field(sa_column=Column(Integer, nullable=False))
    method: str = Field(sa_column=Column(Text, nullable=False))
    payload: bytes | None = Field(sa_column=Column(Sealed("outbox.payload")))
    own_key: bool = Field(sa_column=Column(Flag, nullable=False))
    talk: str | None = Field(sa_column=Column(Text))
    silent: bool = Field(sa_column=Column(Flag, nullable=False))
    unless: str | None = Field(sa_column=Column(Text))
    expires_at: datetime | None = Field(sa_column=Column(UTCDateTime))
    not_before: datetime | None = Field(sa_column=Column(UTCDateTime))
    state: str = Field(sa_column=Column(Text, nullable=False))
    tries: int = Field(sa_column=Column(Integer, nullable=False))
    doubts: int = Field(sa_column=Column(Integer, nullable=False))
    begun: int = Field(sa_column=Column(Integer, nullable=False, server_default="0"))
    lease_until: datetime | None = Field(sa_column=Column(UTCDateTime))
    reason: str | None = Field(sa_column=Column(Text))
    message_id: int | None = Field(sa_column=Column(Big))
    at: datetime = Field(sa_column=Column(UTCDateTime, nullable=False))


OUTBOX = table_of(OutboxRow)
NAMES = (
    "id",
    "position",
    "chat_id",
    "user_id",
    "priority",
    "method",
    "payload",
    "talk",
    "silent",
    "unless",
    "expires_at",
    "not_before",
    "state",
    "tries",
    "doubts",
    "begun",
)
_FOUND = select(*(OUTBOX.c[name] for name in NAMES), OUTBOX.c.own_key)
_ID = OUTBOX.c.id == bindparam("which")
_EARLIER = OUTBOX.alias("earlier")
_OTHER = OUTBOX.alias("other")
_NOW = bindparam("now", type_=UTCDateTime())

ADD = Prepared(
    insert(OUTBOX).values(state="pending", tries=0, doubts=0).returning(OUTBOX.c.position),
    "id",
    "chat_id",
    "user_id",
    "priority",
    "method",
    "payload",
    "own_key",
    "talk",
    "silent",
    "unless",
    "expires_at",
    "not_before",
    "at",
)
GET = Prepared(_FOUND.where(_ID))
_HELD_BACK = exists(
    select(1)
    .select_from(_EARLIER)
    .where(
        _EARLIER.c.chat_id == OUTBOX.c.chat_id,
        _EARLIER.c.position < OUTBOX.c.position,
        _EARLIER.c.priority <= OUTBOX.c.priority,
        text("earlier.tries > 0 AND earlier.state IN ('pending', 'sending')"),
        or_(text("earlier.state = 'sending'"), _EARLIER.c.not_before > _NOW),
    )
)
PENDING = Prepared(
    _FOUND.where(
        text("outbox.state = 'pending'"),
        or_(OUTBOX.c.not_before.is_(None), OUTBOX.c.not_before <= _NOW),
        ~_HELD_BACK,
    )
    .order_by(OUTBOX.c.priority, OUTBOX.c.position)
    .limit(bindparam("most"))
)
WAITING = Prepared(
    select(OUTBOX.c.id).where(OUTBOX.c.chat_id == bindparam("chat"), _IS_PENDING).limit(1)
)
UNSETTLED = Prepared(
    select(OUTBOX.c.id)
    .where(
        OUTBOX.c.chat_id == bindparam("chat"),
        _IS_OPEN,
        OUTBOX.c.talk == bindparam("of_talk"),
        OUTBOX.c.method.startswith("send"),
    )
    .order_by(OUTBOX.c.position)
    .limit(1)
)
CHAT = Prepared(select(OUTBOX.c.chat_id).where(_ID))
BUSY = Prepared(
    select(_OTHER.c.id).where(
        _ID,
        _OTHER.c.chat_id == OUTBOX.c.chat_id,
        text("other.tries > 0 AND other.state IN ('pending', 'sending')"),
        text("other.state = 'sending'"),
    )
)
CLAIM = Prepared(
    update(OUTBOX)
    .where(_ID, _IS_PENDING)
    .values(state="sending", tries=OUTBOX.c.tries + 1, lease_until=bindparam("until"))
)
# Free is also what is held beyond `until`: by a clock that ran ahead, for nobody holds it longer.
BEGIN = Prepared(
    update(OUTBOX)
    .where(
        _ID,
        _IS_PENDING,
        or_(
            OUTBOX.c.lease_until.is_(None),
            OUTBOX.c.lease_until <= _NOW,
            OUTBOX.c.lease_until > bindparam("until", type_=UTCDateTime()),
        ),
    )
    .values(begun=OUTBOX.c.begun + 1, lease_until=bindparam("until", type_=UTCDateTime()))
    .returning(OUTBOX.c.begun)
)
END = Prepared(
    update(OUTBOX)
    .where(_ID, _IS_OPEN)
    .values(
        begun=0,
        lease_until=case(
            (_IS_PENDING, bindparam("free", type_=UTCDateTime())), else_=OUTBOX.c.lease_until
        ),
    )
)
SETTLE = Prepared(
    update(OUTBOX)
    .where(_ID)
    .values(
        state=bindparam("new_state"),
        payload=bindparam("blank"),
        unless=null(),
        reason=bindparam("why"),
        message_id=func.coalesce(bindparam("got", type_=Big), OUTBOX.c.message_id),
        lease_until=bindparam("free"),
        at=_NOW,
    )
    .returning(OUTBOX.c.user_id, OUTBOX.c.talk)
)
# Not only from sending: the only sender there is need not claim what it sends at once.
_BACK = update(OUTBOX).where(_ID, _IS_OPEN)
LATER = Prepared(
    _BACK.values(
        state="pending",
        tries=case((OUTBOX.c.tries == 0, 1), else_=OUTBOX.c.tries),
        not_before=bindparam("until"),
        lease_until=bindparam("free"),
    )
)
ONCE_MORE = Prepared(
    _BACK.values(state="pending", silent=True, doubts=1, lease_until=bindparam("free"))
)
FORGET = Prepared(delete(OUTBOX).where(_ID))
DEAD = Prepared(
    select(OUTBOX.c.id)
    .where(_IS_SENDING, OUTBOX.c.lease_until < _NOW)
    .order_by(OUTBOX.c.lease_until)
    .with_for_update(skip_locked=True)
)
SOONER = Prepared(
    update(OUTBOX)
    .where(_IS_PENDING, OUTBOX.c.not_before > bindparam("latest"))
    .values(not_before=bindparam("at"))
)
LET_GO = Prepared(
    update(OUTBOX)
    .where(_IS_SENDING, OUTBOX.c.lease_until > bindparam("latest"))
    .values(lease_until=bindparam("at"))
)
PURGE = Prepared(
    delete(OUTBOX).where(
        text("state NOT IN ('pending', 'sending')"), OUTBOX.c.at < bindparam("before")
    )
)
COUNTS = Prepared(select(OUTBOX.c.state, func.count()).group_by(OUTBOX.c.state))
