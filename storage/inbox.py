"""The inbox: updates as they came, kept before Telegram is told that they arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Index, Integer, Text, bindparam, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field

from storage.errors import Unreadable
from storage.sealed import Plaintext, Sealed
from storage.statements import Prepared
from storage.tables import STRICT, Row, table_of
from storage.transaction import Tx
from storage.types import Big, Flag, UTCDateTime

# Telegram repeats an update for a day at most; the other day is for clocks that are a bit wrong.
REPEATED = timedelta(days=2)
# After a quiet week numbers start anew, and may come past one that is still known.
ANEW = timedelta(days=6)
NEW = "new"
DONE = "done"
PARKED = "parked"
RAW = "raw"  # no table: what has just come, so that it need not be opened again
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


@dataclass(frozen=True, slots=True)
class Update:
    """An update; `at` is when it was stored, `more` says that another waits behind it.

    `dated` is when it was told, by Telegram's clock; None where Telegram does not say.
    """

    update_id: int
    chat_id: int
    user_id: int | None
    raw: dict[str, object]
    tries: int = 0
    at: datetime | None = None
    more: bool = False
    dated: datetime | None = None


INBOX = table_of(InboxRow)
_ID = INBOX.c.update_id == bindparam("update")

_ADD = Prepared(
    insert(INBOX).values(state=NEW, tries=0).on_conflict_do_nothing(),
    "update_id",
    "chat_id",
    "user_id",
    "raw",
    "own_key",
    "at",
)
_NEXT = Prepared(
    select(
        INBOX.c.update_id,
        INBOX.c.chat_id,
        INBOX.c.user_id,
        INBOX.c.raw,
        INBOX.c.own_key,
        INBOX.c.tries,
        INBOX.c.at,
    )
    .where(INBOX.c.chat_id == bindparam("chat"), _IS_NEW)
    .order_by(INBOX.c.update_id)
    .limit(2)
)
_SETTLE = Prepared(
    update(INBOX)
    .where(_ID)
    .values(state=bindparam("new_state"), raw=bindparam("kept"), reason=bindparam("why"))
)
_FIRST = Prepared(
    select(INBOX.c.update_id, INBOX.c.user_id)
    .where(INBOX.c.chat_id == bindparam("chat"), _IS_NEW, INBOX.c.update_id <= bindparam("newest"))
    .order_by(INBOX.c.update_id)
    .limit(1)
)
_FAILED = Prepared(
    update(INBOX).where(_ID).values(tries=INBOX.c.tries + 1).returning(INBOX.c.tries)
)
_OUTLIVED = Prepared(update(INBOX).where(_ID).values(tries=INBOX.c.tries - 1))
_FORGET = Prepared(
    update(INBOX).where(_ID).values(chat_id=bindparam("nowhere"), user_id=bindparam("nobody"))
)
_WAITING = Prepared(select(INBOX.c.chat_id).where(_IS_NEW).group_by(INBOX.c.chat_id))
_LEFT = Prepared(
    select(INBOX.c.chat_id, func.max(INBOX.c.update_id), func.max(INBOX.c.tries))
    .where(_IS_NEW)
    .group_by(INBOX.c.chat_id)
)
_PASSED = Prepared(
    select(INBOX.c.update_id)
    .where(INBOX.c.update_id >= bindparam("update"), INBOX.c.at < bindparam("before"))
    .order_by(INBOX.c.update_id)
    .limit(1)
)
_IS_OVER = (INBOX.c.state != bindparam("but"), INBOX.c.at < bindparam("before"))
_LAST = Prepared(select(func.max(INBOX.c.update_id)).where(*_IS_OVER))
_PURGE = Prepared(delete(INBOX).where(*_IS_OVER, INBOX.c.update_id < bindparam("last")))
_FREE = Prepared(delete(INBOX).where(_ID, *_IS_OVER))
_IS_WAITING = Prepared(select(INBOX.c.update_id).where(_ID, _IS_NEW))
_COUNTS = Prepared(select(INBOX.c.state, func.count()).group_by(INBOX.c.state))
_OLDEST = Prepared(select(func.min(INBOX.c.at)).where(_IS_NEW))


def add(tx: Tx, updates: Iterable[Update]) -> list[int]:
    """Keep the updates; the chats that have something new, each once.

    An update that came before is let pass: Telegram repeats what it thinks was not received.
    """
    chats: dict[int, None] = {}
    for came in updates:
        own = tx.key_if_any(came.user_id)
        told = Plaintext(came.raw, own or tx.vault.system, str(came.update_id))
        row = {
            "update_id": came.update_id,
            "chat_id": came.chat_id,
            "user_id": came.user_id,
            "raw": told,
            "own_key": own is not None,
            "at": tx.now,
        }
        added = _ADD.run(tx, **row)
        if added and came.user_id is not None:
            tx.note(RAW, came.user_id, came.update_id, came.raw)
        if not added and _FREE.run(tx, update=came.update_id, but=NEW, before=tx.now - ANEW):
            added = _ADD.run(tx, **row)
        if added == 1:
            chats[came.chat_id] = None
    return list(chats)


@dataclass(frozen=True, slots=True)
class Left:
    """What waits in a chat: its newest update, and the most tries that any of them has had."""

    chat_id: int
    newest: int
    tries: int


def left(tx: Tx) -> list[Left]:
    """What waits in every chat that has something new; at a start, what an earlier run left."""
    return [Left(*row) for row in _LEFT.all(tx)]


def begin(tx: Tx, chat_id: int, newest: int) -> Update | None:
    """Count a try of the oldest new update of the chat up to that one, before it is even opened.

    For what an earlier run left and may have died of. It comes without its words.
    """
    tx.lock_chat(chat_id)
    row = _FIRST.one(tx, chat=chat_id, newest=newest)
    if row is None:
        return None
    update_id, user_id = row
    return Update(update_id, chat_id, user_id, {}, failed(tx, update_id))


def outlived(tx: Tx, update_id: int) -> None:
    """Take a try back: what came in its way was not the update's fault."""
    _OUTLIVED.run(tx, update=update_id)


def next_(tx: Tx, chat_id: int) -> Update | None:
    """The oldest new update of the chat, which is then ours until the transaction ends.

    Raises Unreadable, which names the update_id, if it does not open: park it then.
    """
    tx.lock_chat(chat_id)
    rows = _NEXT.all(tx, chat=chat_id)
    if not rows:
        return None
    update_id, chat_id, user_id, raw, own_key, tries, at = rows[0]
    try:
        key = tx.opener(user_id) if own_key else tx.vault.system
        opened = tx.take(RAW, user_id or 0, update_id) or raw.open(key, str(update_id))
    except Unreadable as error:
        error.update_id = update_id
        raise
    return Update(update_id, chat_id, user_id, opened, tries, at, more=len(rows) > 1)


def done(tx: Tx, update_id: int) -> None:
    """The update was handled; its words are blanked, its number stays to know repeats."""
    _SETTLE.run(tx, update=update_id, new_state=DONE, kept=None, why=None)


def forget(tx: Tx, update_id: int) -> None:
    """It came from someone who is nobody of ours: whose it was is not kept either."""
    _FORGET.run(tx, update=update_id, nowhere=0, nobody=None)


def failed(tx: Tx, update_id: int) -> int:
    """One more try went wrong; how many so far."""
    row = _FAILED.one(tx, update=update_id)
    return row[0] if row else 0


def park(tx: Tx, update_id: int, reason: str) -> None:
    """Give the update up, so that the chat goes on; its words are blanked."""
    _SETTLE.run(tx, update=update_id, new_state=PARKED, kept=None, why=reason)


def is_new(tx: Tx, update_id: int) -> bool:
    """Whether the update waits to be handled."""
    return _IS_WAITING.one(tx, update=update_id) is not None


def waiting(tx: Tx) -> list[int]:
    """Every chat that has something new."""
    return [row[0] for row in _WAITING.all(tx)]


def oldest(tx: Tx) -> datetime | None:
    """Since when the longest waiting update waits."""
    row = _OLDEST.one(tx)
    return row[0] if row else None


def purge(tx: Tx, before: datetime) -> int:
    """Drop what was handled or parked and came before the instant; how many.

    Keep at least the 24 hours for which Telegram repeats updates, and less than the week after
    which it may start its numbers anew: an old number must not make a new update look repeated.
    The number of the last one stays, and nobody with it: it tells what came before it.
    """
    last = _LAST.one(tx, but=NEW, before=before)
    if last is None or last[0] is None:
        return 0
    forget(tx, last[0])
    return _PURGE.run(tx, but=NEW, before=before, last=last[0])


def is_of_old(tx: Tx, came: Update) -> bool:
    """Whether it was told days ago, and what was told after it has been here for days.

    Telegram keeps nothing longer than a day, so this was handled, though its number is purged.
    Neither alone would do: our clock may be wrong, and numbers may start anew.
    """
    before = tx.now - REPEATED
    if came.dated is None or came.dated >= before:
        return False
    return _PASSED.one(tx, update=came.update_id, before=before) is not None


def counts(tx: Tx) -> dict[str, int]:
    """How many updates are in which state."""
    return dict(_COUNTS.all(tx))
