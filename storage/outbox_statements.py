"""What is asked of the outbox's table."""

from sqlalchemy import (
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

from storage.outbox_table import IS_OPEN, IS_PENDING, IS_SENDING, OUTBOX
from storage.statements import Prepared
from storage.types import Big, UTCDateTime

NAMES = (
    "id",
    "position",
    "chat_id",
    "user_id",
    "priority",
    "method",
    "payload",
    "conversation",
    "silent",
    "unless",
    "expires_at",
    "not_before",
    "state",
    "tries",
    "doubts",
    "begun",
)
OUTBOX_FOUND = select(*(OUTBOX.c[name] for name in NAMES), OUTBOX.c.own_key)
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
    "conversation",
    "silent",
    "unless",
    "expires_at",
    "not_before",
    "at",
)
GET = Prepared(OUTBOX_FOUND.where(_ID))
NUMBER = Prepared(select(OUTBOX.c.message_id).where(_ID))
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
IS_FREE = (
    text("outbox.state = 'pending'"),
    or_(OUTBOX.c.not_before.is_(None), OUTBOX.c.not_before <= _NOW),
    ~_HELD_BACK,
)
PENDING = Prepared(
    OUTBOX_FOUND.where(*IS_FREE)
    .order_by(OUTBOX.c.priority, OUTBOX.c.position)
    .limit(bindparam("most"))
)
WAITING = Prepared(
    select(OUTBOX.c.id).where(OUTBOX.c.chat_id == bindparam("chat"), IS_PENDING).limit(1)
)
UNSETTLED = Prepared(
    select(OUTBOX.c.id)
    .where(
        OUTBOX.c.chat_id == bindparam("chat"),
        IS_OPEN,
        OUTBOX.c.conversation == bindparam("of_conversation"),
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
    .where(_ID, IS_PENDING)
    .values(state="sending", tries=OUTBOX.c.tries + 1, lease_until=bindparam("until"))
)
BEGIN = Prepared(
    update(OUTBOX)
    .where(_ID, IS_PENDING)
    .values(begun=OUTBOX.c.begun + 1)
    .returning(OUTBOX.c.begun)
)
END = Prepared(update(OUTBOX).where(_ID, IS_OPEN).values(begun=0))
SETTLE = Prepared(
    update(OUTBOX)
    .where(_ID)
    .values(
        state=bindparam("new_state"),
        payload=null(),
        unless=null(),
        reason=bindparam("why"),
        message_id=func.coalesce(bindparam("got", type_=Big), OUTBOX.c.message_id),
        lease_until=null(),
        at=_NOW,
    )
)
# Not only from sending: the only sender there is need not claim what it sends at once.
_BACK = update(OUTBOX).where(_ID, IS_OPEN)
LATER = Prepared(
    _BACK.values(
        state="pending",
        tries=case((OUTBOX.c.tries == 0, 1), else_=OUTBOX.c.tries),
        not_before=bindparam("until"),
        lease_until=null(),
    )
)
ONCE_MORE = Prepared(_BACK.values(state="pending", silent=True, doubts=1, lease_until=null()))
FORGET = Prepared(delete(OUTBOX).where(_ID, OUTBOX.c.user_id.is_(None)))
DEAD = Prepared(
    select(OUTBOX.c.id)
    .where(IS_SENDING, OUTBOX.c.lease_until < _NOW)
    .order_by(OUTBOX.c.lease_until)
    .with_for_update(skip_locked=True)
)
SOONER = Prepared(
    update(OUTBOX)
    .where(IS_PENDING, OUTBOX.c.not_before > bindparam("latest"))
    .values(not_before=bindparam("at"))
)
LET_GO = Prepared(
    update(OUTBOX)
    .where(IS_SENDING, OUTBOX.c.lease_until > bindparam("latest"))
    .values(lease_until=bindparam("at"))
)
# Positions grow with time, so what is old lies together at the low end: it is walked in windows.
_WINDOW = (
    select(OUTBOX.c.position, OUTBOX.c.at)
    .where(OUTBOX.c.position > bindparam("after", type_=Big))
    .order_by(OUTBOX.c.position)
    .limit(bindparam("most"))
    .subquery()
)
WINDOW = Prepared(select(func.max(_WINDOW.c.position), func.min(_WINDOW.c.at)))
PURGE = Prepared(
    delete(OUTBOX).where(
        OUTBOX.c.position > bindparam("after", type_=Big),
        OUTBOX.c.position <= bindparam("last", type_=Big),
        text("state NOT IN ('pending', 'sending')"),
        OUTBOX.c.at < bindparam("before"),
    )
)
PENDING_COUNT, SENDING_COUNT = (
    Prepared(
        select(func.count()).select_from(
            select(OUTBOX.c.position).where(state).limit(bindparam("most")).subquery()
        )
    )
    for state in (IS_PENDING, IS_SENDING)
)
