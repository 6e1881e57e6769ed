"""Open conversations: the answers so far are the only state; they are sealed, as is the flow."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Index, Text, TextClause, bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.names import Name
from storage.sealed import Plaintext, Sealed
from storage.statements import Prepared
from storage.statements import Row as Found
from storage.tables import STRICT, Row, table_of
from storage.transaction import Tx
from storage.types import Big, DayType, Flag, UTCDateTime

FLOW = Name("conversation.flow")
# Spelled out, not bound: SQLite uses a partial index only if it can see the same words.
_IS_OPEN, _IS_CLOSED = text("closed IS FALSE"), text("closed IS TRUE")
_LAST = "latest"
_TOUCHED = "touched"  # the one that was touched last of all, closed ones included
A_MOMENT = timedelta(milliseconds=1)
A_WHILE = timedelta(seconds=30)  # to which it is known when a conversation was touched


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


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with its state, a JSON object."""

    id: str
    user_id: int
    flow: str
    day: date | None
    state: dict[str, Any]
    message_id: int | None
    touched_at: datetime
    closed: bool = False


TALK = table_of(ConversationRow)
_NAMES = tuple(Conversation.__dataclass_fields__)
_OWN = (TALK.c.user_id == bindparam("user"), TALK.c.id == bindparam("talk"))
_EVERY = select(*(TALK.c[name] for name in _NAMES))
_RECENT = _EVERY.order_by(TALK.c.touched_at.desc()).limit(bindparam("most"))

_GET = Prepared(_EVERY.where(*_OWN))
_LATEST = Prepared(_RECENT.where(TALK.c.user_id == bindparam("user"), _IS_OPEN))
_NEWEST = Prepared(_RECENT.where(TALK.c.user_id == bindparam("user")))
_OF_DAY = Prepared(
    _RECENT.where(
        TALK.c.user_id == bindparam("user"),
        TALK.c.day == bindparam("day"),
        TALK.c.flow == bindparam("flow"),
    )
)
_OF_FLOW = Prepared(
    _RECENT.where(TALK.c.user_id == bindparam("user"), TALK.c.flow == bindparam("flow"))
)
_DAYS_SINCE = Prepared(
    select(TALK.c.day)
    .where(
        TALK.c.user_id == bindparam("user"),
        TALK.c.touched_at >= bindparam("since"),
        TALK.c.day.is_not(None),
    )
    .distinct()
)
_OPEN = Prepared(insert(TALK), *_NAMES)
_SAVE = Prepared(
    update(TALK)
    .where(*_OWN)
    .values(
        state=bindparam("new_state"),
        message_id=bindparam("new_message"),
        touched_at=bindparam("now"),
        closed=bindparam("is_closed"),
    )
)
_SAVE_SAME = Prepared(
    update(TALK)
    .where(*_OWN)
    .values(
        message_id=bindparam("new_message"),
        touched_at=bindparam("now"),
        closed=bindparam("is_closed"),
    )
)
_STATE = Prepared(update(TALK).where(*_OWN).values(state=bindparam("new_state")))
_MESSAGE = Prepared(update(TALK).where(*_OWN).values(message_id=bindparam("new_message")))
_CLOSE = Prepared(update(TALK).where(*_OWN).values(closed=bindparam("is_closed")))
_AHEAD = Prepared(
    select(TALK.c.id)
    .where(TALK.c.user_id == bindparam("user"), TALK.c.touched_at > bindparam("now"))
    .order_by(TALK.c.touched_at.desc())
)
_SET_BACK = Prepared(update(TALK).where(*_OWN).values(touched_at=bindparam("at")))
_NEWER = TALK.alias("newer")


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
        delete(TALK).where(
            TALK.c.user_id == bindparam("user"),
            which,
            TALK.c.touched_at < bindparam("before"),
            TALK.c.touched_at < first_kept,
        )
    )


_PURGE_CLOSED, _PURGE_OPEN = _purge(_IS_CLOSED), _purge(_IS_OPEN)


def get(tx: Tx, user_id: int, talk_id: str) -> Conversation | None:
    """The conversation, if it is this person's."""
    return _talk(tx, _GET.one(tx, user=user_id, talk=talk_id))


def latest(tx: Tx, user_id: int, touched_after: datetime) -> Conversation | None:
    """The open conversation touched last, if that was after the given instant."""

    def read() -> Conversation | None:
        return _talk(tx, _LATEST.one(tx, user=user_id, most=1))

    found = tx.known(TALK.name, user_id, _LAST, read)
    return found if found is not None and found.touched_at > touched_after else None


def newest(tx: Tx, user_id: int) -> Conversation | None:
    """The conversation touched last, open or closed."""
    return _talk(tx, _NEWEST.one(tx, user=user_id, most=1))


def recent(tx: Tx, user_id: int, most: int) -> list[Conversation]:
    """The conversations touched last, open or closed, newest first."""
    rows = _NEWEST.all(tx, user=user_id, most=most)
    return [talk for row in rows if (talk := _talk(tx, row)) is not None]


def of_day(tx: Tx, user_id: int, flow: str, day: date) -> Conversation | None:
    """The newest conversation of this flow about this day, open or closed."""
    named = FLOW.of(tx, user_id, flow)
    return _talk(tx, _OF_DAY.one(tx, user=user_id, flow=named, day=day, most=1))


def of_flow(tx: Tx, user_id: int, flow: str, most: int) -> list[Conversation]:
    """The newest conversations of this flow, open or closed, newest first."""
    rows = _OF_FLOW.all(tx, user=user_id, flow=FLOW.of(tx, user_id, flow), most=most)
    return [talk for row in rows if (talk := _talk(tx, row)) is not None]


def days_since(tx: Tx, user_id: int, since: datetime) -> set[date]:
    """The days that conversations touched since then are about."""
    return {day for (day,) in _DAYS_SINCE.all(tx, user=user_id, since=since)}


def open_(tx: Tx, talk: Conversation) -> Conversation:
    """A new conversation."""
    values = {name: getattr(talk, name) for name in _NAMES}
    named = FLOW.of(tx, talk.user_id, talk.flow)
    _OPEN.run(tx, **values | {"flow": named, "state": _told(tx, talk)})
    return talk


def save(tx: Tx, talk: Conversation, *, known: Conversation | None = None) -> None:
    """Keep the state, the message, and whether it is closed; it counts as touched now.

    `known` is the conversation as it was read: an unchanged state is not sealed anew, and one
    that was the last to be touched anyway, a moment ago, is left as it is.
    """
    last = _if_last(tx, talk)
    same = known is not None and known.state == talk.state
    touched = tx.recall(TALK.name, talk.user_id, _TOUCHED)
    if same and last is not None and touched == talk.id and _just_touched(tx, last, talk):
        return
    changed = {
        "user": talk.user_id,
        "talk": talk.id,
        "new_message": talk.message_id,
        "now": tx.now,
        "is_closed": talk.closed,
    }
    if same:
        _SAVE_SAME.run(tx, **changed)
    else:
        _SAVE.run(tx, **changed, new_state=_told(tx, talk))
    if last is not None and not talk.closed:
        # The one touched last is so now all the more; it need not be read and opened again.
        tx.note(TALK.name, talk.user_id, _LAST, replace(talk, touched_at=tx.now))
        tx.note(TALK.name, talk.user_id, _TOUCHED, talk.id)


def _if_last(tx: Tx, talk: Conversation) -> Conversation | None:
    """The conversation as it is on disk, if it is known to be the last that was touched."""
    last: Conversation | None = tx.recall(TALK.name, talk.user_id, _LAST)
    is_last = last is not None and last.id == talk.id and last.touched_at <= tx.now
    return last if is_last else None


def _just_touched(tx: Tx, last: Conversation, talk: Conversation) -> bool:
    unchanged = (last.message_id, last.closed) == (talk.message_id, talk.closed)
    return unchanged and tx.now - last.touched_at < A_WHILE


def set_state(tx: Tx, talk: Conversation) -> None:
    """Keep the state alone; it does not count as touched."""
    _STATE.run(tx, user=talk.user_id, talk=talk.id, new_state=_told(tx, talk))


def set_message(tx: Tx, user_id: int, talk_id: str, message_id: int | None) -> None:
    """Remember which message shows the conversation."""
    _MESSAGE.run(tx, user=user_id, talk=talk_id, new_message=message_id)


def close(tx: Tx, user_id: int, talk_id: str) -> None:
    """The conversation is over; it can still be read."""
    _CLOSE.run(tx, user=user_id, talk=talk_id, is_closed=True)


def touched_by(tx: Tx, user_id: int, now: datetime) -> None:
    """No conversation was touched later than now; which came after which stays as it was.

    One that was touched while the clock ran ahead would catch every word until then.
    """
    for back, (talk_id,) in enumerate(_AHEAD.all(tx, user=user_id, now=now)):
        _SET_BACK.run(tx, user=user_id, talk=talk_id, at=now - back * A_MOMENT)


def purge(tx: Tx, user_id: int, before: datetime, *, kept: int) -> int:
    """Drop conversations last touched before the instant; how many.

    So many of the newest stay, open ones and closed ones each, however old they look: the clock
    that says so may run ahead.
    """
    found = {"user": user_id, "before": before, "kept": kept}
    return _PURGE_CLOSED.run(tx, **found) + _PURGE_OPEN.run(tx, **found)


def _told(tx: Tx, talk: Conversation) -> Plaintext:
    return Plaintext([talk.flow, talk.state], tx.key(talk.user_id), talk.id)


def _talk(tx: Tx, row: Found | None) -> Conversation | None:
    if row is None:
        return None
    talk_id, user_id, _, day, sealed, message_id, touched_at, closed = row
    flow, state = sealed.open(tx.opener(user_id), talk_id)
    return Conversation(talk_id, user_id, flow, day, state, message_id, touched_at, closed)
