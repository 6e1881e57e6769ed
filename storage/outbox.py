"""The outbox: what is owed to people, committed together with the reason for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from storage import conversations
from storage.errors import Unreadable
from storage.outbox_statements import (
    ADD,
    BEGIN,
    BUSY,
    CHAT,
    CLAIM,
    END,
    FORGET,
    GET,
    LATER,
    NAMES,
    ONCE_MORE,
    PENDING,
    SETTLE,
    UNSETTLED,
    WAITING,
)
from storage.outbox_table import ON_ITS_WAY, OUTBOX
from storage.sealed import Plaintext
from storage.statements import Row
from storage.transaction import Tx

PENDING_ = "pending"
SENDING = "sending"
SENT = "sent"
FAILED = "failed"
UNKNOWN = "unknown"
DROPPED = "dropped"


class Message(NamedTuple):
    """A call to make: `method` with `payload`. Priority -1 is help, 0 live, 1 a nudge.

    `conversation` is whose message this is. `unless` names what makes it needless, such as
    "answered:2026-11-24". `silent` wakes nobody. `position` orders what was owed. `begun` counts
    how often its making was begun by processes that died meanwhile.
    """

    id: str
    position: int
    chat_id: int
    user_id: int | None
    priority: int
    method: str
    payload: dict[str, object]
    conversation: str | None = None
    silent: bool = False
    unless: str | None = None
    expires_at: datetime | None = None
    not_before: datetime | None = None
    state: str = PENDING_
    tries: int = 0
    doubts: int = 0
    begun: int = 0


def add(
    tx: Tx,
    *,
    chat_id: int,
    user_id: int | None,
    method: str,
    payload: dict[str, object],
    priority: int = 0,
    conversation: str | None = None,
    silent: bool = False,
    unless: str | None = None,
    expires_at: datetime | None = None,
    not_before: datetime | None = None,
    id: str | None = None,
) -> Message:
    """Owe a message; it is sealed with the person's key if they have one.

    `id` is for who must not owe the same twice; it is one that nothing else has.
    """
    own, id_ = tx.key_if_any(user_id), id or tx.new_id()
    kept: dict[str, Any] = {
        "id": id_,
        "chat_id": chat_id,
        "user_id": user_id,
        "priority": priority,
        "method": method,
        "conversation": conversation,
        "silent": silent,
        "unless": unless,
        "expires_at": expires_at,
        "not_before": not_before,
    }
    told = Plaintext(payload, own or tx.vault.system, id_)
    row = kept | {"payload": told, "own_key": own is not None, "at": tx.now}
    return Message(position=_added(tx, row, asks=priority > 0), payload=payload, **kept)


def _added(tx: Tx, row: dict[str, object], *, asks: bool) -> int:
    """Add it; its position, unless nobody asks: whoever sends for several processes reads it anew.

    To ask a server would cost a way there and back for each message.
    """
    if tx.on_postgres and not asks:
        ADD.run(tx, **row)
        return 0
    added = ADD.one(tx, **row)
    return added[0] if added else 0


def get(tx: Tx, message_id: str) -> Message | None:
    """The message as it stands; its payload is empty once it is settled."""
    row = GET.one(tx, which=message_id)
    return _message(tx, row) if row else None


def pending(tx: Tx, limit: int, now: datetime) -> list[Message]:
    """What can be sent now: live before nudges, then in the order in which it was owed.

    Left out is what must wait for an earlier message to the same chat that is being sent, or was
    put off after a try. Messages of one chat in the list are to be sent one after the other. To
    be called in a write.
    """
    return opened(tx, PENDING.all(tx, now=now, most=limit))


def opened(tx: Tx, rows: Iterable[Row]) -> list[Message]:
    """Read rows of the outbox; what does not open is given up."""
    found = []
    for row in rows:
        try:
            found.append(_message(tx, row))
        except Unreadable:  # its key is gone; it must not hold up everyone else
            failed(tx, row[0], "unreadable")
    return found


def claim(tx: Tx, ids: Iterable[str], until: datetime) -> list[str]:
    """Take messages to send; those that are ours now. Settle each before `until`.

    Not ours is what is for a chat to which someone else is sending: ask pending() again later.
    """
    wanted = list(ids)
    if tx.on_postgres:
        # In one order everywhere, or two processes could wait for each other.
        for chat_id in sorted({row[0] for id_ in wanted for row in CHAT.all(tx, which=id_)}):
            tx.lock_chat(chat_id)
    ours: list[str] = []
    for id_ in wanted:
        busy = {row[0] for row in BUSY.all(tx, which=id_)}
        if busy <= set(ours) and CLAIM.count(tx, which=id_, until=until):
            ours.append(id_)
    return ours


def begin(tx: Tx, id_: str) -> int | None:
    """Count that a message begins to be made; which time it is, None if it is settled."""
    row = BEGIN.one(tx, which=id_)
    return row[0] if row else None


def end(tx: Tx, id_: str) -> None:
    """The process outlived the making of the message: forget what was counted."""
    END.run(tx, which=id_)


def sent(tx: Tx, message: Message, message_id: int | None) -> None:
    """Telegram took it: the words are blanked, and its conversation knows its message."""
    _settle(tx, message.id, SENT, None, message_id, known=message.user_id is not None)
    if message.user_id is not None and message.conversation is not None and message_id is not None:
        conversations.set_message(tx, message.user_id, message.conversation, message_id)


def arrived(tx: Tx, chat_id: int, conversation: str, message_id: int) -> None:
    """A button under this message was pressed, so it is there, whatever we know of its sending.

    Whoever handles the press keeps which message shows the conversation now.
    """
    row = UNSETTLED.one(tx, chat=chat_id, of_conversation=conversation)
    if row is not None:
        _settle(tx, row[0], SENT, None, message_id)


def waits(tx: Tx, chat_id: int) -> bool:
    """Whether anything is owed to this chat that has not been begun to be sent."""
    return WAITING.one(tx, chat=chat_id) is not None


def is_on_its_way(tx: Tx, user_id: int, chat_id: int, conversation: str) -> bool:
    """Whether the conversation is owed a new message, in which it will be shown from then on."""
    known: bool | None = tx.peek(OUTBOX.name, user_id, (ON_ITS_WAY, conversation))
    if known is not None:
        return known
    return UNSETTLED.one(tx, chat=chat_id, of_conversation=conversation) is not None


def later(tx: Tx, id_: str, not_before: datetime) -> None:
    """It certainly did not arrive: try again, not before the instant."""
    LATER.run(tx, which=id_, until=not_before)


def failed(tx: Tx, id_: str, why: str) -> None:
    """Telegram will never take it."""
    _settle(tx, id_, FAILED, why, None)


def dropped(tx: Tx, message: Message, why: str) -> None:
    """It is not needed any more."""
    _settle(tx, message.id, DROPPED, why, None, known=message.user_id is not None)


def unknown(tx: Tx, id_: str) -> bool:
    """Nobody knows whether it arrived: True if it will be sent once more, silently.

    After the second unknown outcome it is given up: better one too few than one too many.
    """
    row = GET.one(tx, which=id_)
    if row is None:
        return False
    message = _message(tx, row)
    if message.state in {PENDING_, SENDING} and message.doubts == 0:
        ONCE_MORE.run(tx, which=id_)
        return True
    _settle(tx, id_, UNKNOWN, None, None)
    return False


def _settle(
    tx: Tx, id_: str, state: str, why: str | None, number: int | None, *, known: bool = False
) -> None:
    """Blank the message; one to someone who is nobody of ours leaves no trace at all.

    `known`: it is known to be to somebody of ours.
    """
    SETTLE.run(tx, which=id_, new_state=state, why=why, got=number, now=tx.now)
    if not known:
        FORGET.run(tx, which=id_)


def _message(tx: Tx, row: Row) -> Message:
    values = dict(zip(NAMES, row[: len(NAMES)], strict=True))
    own_key, sealed = row[len(NAMES)], values["payload"]
    if sealed is None:
        return Message(**values | {"payload": {}})
    key = tx.opener(values["user_id"]) if own_key else tx.vault.system
    return Message(**values | {"payload": sealed.open(key, values["id"])})
