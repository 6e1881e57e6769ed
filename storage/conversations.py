"""Open conversations: the answers so far are the only state; they are sealed, as is the flow."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple, TypeAlias

from pydantic import JsonValue

from storage.conversation_table import (
    AHEAD,
    CLOSE,
    CONVERSATION,
    DAYS_SINCE,
    FLOW,
    GET,
    LATEST,
    MESSAGE,
    NAMES,
    NEWEST,
    OF_DAY,
    OF_FLOW,
    OPEN,
    PURGE_CLOSED,
    PURGE_OPEN,
    SAVE,
    SAVE_SAME,
    SET_BACK,
    STATE,
)
from storage.damage import readable, readable_one
from storage.outbox_table import ON_ITS_WAY, OUTBOX
from storage.sealed import DamagedRow, Plaintext
from storage.statements import Row as Found
from storage.transaction import Tx

_LAST = "latest"
A_MOMENT = timedelta(milliseconds=1)
A_WHILE = timedelta(seconds=30)  # to which it is known when a conversation was touched


class Conversation(NamedTuple):
    """A conversation with its state, a JSON object."""

    id: str
    user_id: int
    flow: str
    day: date | None
    state: dict[str, JsonValue]
    message_id: int | None
    touched_at: datetime
    closed: bool = False


_Last: TypeAlias = tuple[Conversation | None, bool]
_NOBODYS: _Last = (None, False)


def get(tx: Tx, user_id: int, conversation_id: str) -> Conversation | None:
    """The conversation, if it is this person's."""
    last, _ = tx.peek(CONVERSATION.name, user_id, _LAST) or _NOBODYS
    if last is not None and last.id == conversation_id:
        return last
    return _if_any(tx, GET.one(tx, user=user_id, conversation=conversation_id))


def latest(tx: Tx, user_id: int, touched_after: datetime) -> Conversation | None:
    """The open conversation touched last, if that was after the given instant."""
    found, _ = tx.cached(CONVERSATION.name, user_id, _LAST, lambda: _latest(tx, user_id))
    return found if found is not None and found.touched_at > touched_after else None


def prefetch(tx: Tx, user_id: int) -> None:
    """Ask for the open conversation touched last, which nearly every update looks at."""

    def ask() -> Callable[[], _Last]:
        rows = LATEST.ask(tx, user=user_id, most=1)
        tx.put(OUTBOX.name, user_id, _LAST, rows)
        return lambda: _prefetched(tx, user_id, rows)

    tx.prefetch(CONVERSATION.name, user_id, _LAST, ask)


def _prefetched(tx: Tx, user_id: int, rows: Callable[[], Sequence[Found]]) -> _Last:
    """It says whether a message is on its way: where one is owed since, it is asked anew."""
    is_fresh = tx.peek(OUTBOX.name, user_id, _LAST) is rows
    return _last(tx, user_id, next(iter(rows()), None)) if is_fresh else _latest(tx, user_id)


def _latest(tx: Tx, user_id: int) -> _Last:
    return _last(tx, user_id, LATEST.one(tx, user=user_id, most=1))


def _last(tx: Tx, user_id: int, row: Found | None) -> _Last:
    """The open conversation touched last, and whether no closed one was touched after it."""
    if row is None:
        return None, False
    closed_last, on_its_way = row[-2:]
    found = _if_any(tx, row[:-2])
    if found is None:
        return None, False
    tx.put(OUTBOX.name, user_id, (ON_ITS_WAY, found.id), bool(on_its_way))
    return found, closed_last is None or found.touched_at >= closed_last


def newest(tx: Tx, user_id: int) -> Conversation | None:
    """The conversation touched last, open or closed."""
    return _if_any(tx, NEWEST.one(tx, user=user_id, most=1))


def recent(tx: Tx, user_id: int, most: int) -> list[Conversation]:
    """The conversations touched last, open or closed, newest first."""
    rows = NEWEST.all(tx, user=user_id, most=most)
    return readable(tx, user_id, rows, partial(_conversation, tx), _damaged)


def of_day(tx: Tx, user_id: int, flow: str, day: date) -> Conversation | None:
    """The newest conversation of this flow about this day, open or closed."""
    named = FLOW.of(tx, user_id, flow)
    return _if_any(tx, OF_DAY.one(tx, user=user_id, flow=named, day=day, most=1))


def of_flow(tx: Tx, user_id: int, flow: str, most: int) -> list[Conversation]:
    """The newest conversations of this flow, open or closed, newest first."""
    rows = OF_FLOW.all(tx, user=user_id, flow=FLOW.of(tx, user_id, flow), most=most)
    return readable(tx, user_id, rows, partial(_conversation, tx), _damaged)


def days_since(tx: Tx, user_id: int, since: datetime) -> set[date]:
    """The days that conversations touched since then are about."""
    return {day for (day,) in DAYS_SINCE.all(tx, user=user_id, since=since)}


def open_(tx: Tx, conversation: Conversation) -> Conversation:
    """A new conversation."""
    values = {name: getattr(conversation, name) for name in NAMES}
    named = FLOW.of(tx, conversation.user_id, conversation.flow)
    OPEN.run(tx, **values | {"flow": named, "state": _told(tx, conversation)})
    return conversation


def save(tx: Tx, conversation: Conversation, *, known: Conversation | None = None) -> None:
    """Keep the state, the message, and whether it is closed; it counts as touched now.

    `known` is the conversation as it was read: an unchanged state is not sealed anew, and one
    that was the last to be touched anyway, a moment ago, is left as it is.
    """
    same = known is not None and known.state == conversation.state
    last, of_all = tx.peek(CONVERSATION.name, conversation.user_id, _LAST) or _NOBODYS
    if last is not None and (last.id != conversation.id or last.touched_at > tx.now):
        last = None
    if same and last is not None and of_all and _just_touched(tx, last, conversation):
        return
    changed = {
        "user": conversation.user_id,
        "conversation": conversation.id,
        "new_message": conversation.message_id,
        "now": tx.now,
        "is_closed": conversation.closed,
    }
    if same:
        SAVE_SAME.run(tx, **changed)
    else:
        SAVE.run(tx, **changed, new_state=_told(tx, conversation))
    if last is not None and not conversation.closed:
        # The one touched last is so now all the more; it need not be read and opened again.
        touched = conversation
        if touched.touched_at != tx.now:
            touched = touched._replace(touched_at=tx.now)
        tx.put(CONVERSATION.name, conversation.user_id, _LAST, (touched, True))


def _just_touched(tx: Tx, last: Conversation, conversation: Conversation) -> bool:
    unchanged = (last.message_id, last.closed) == (conversation.message_id, conversation.closed)
    return unchanged and tx.now - last.touched_at < A_WHILE


def set_state(tx: Tx, conversation: Conversation) -> None:
    """Keep the state alone; it does not count as touched."""
    STATE.run(
        tx,
        user=conversation.user_id,
        conversation=conversation.id,
        new_state=_told(tx, conversation),
    )


def set_message(tx: Tx, user_id: int, conversation_id: str, message_id: int | None) -> None:
    """Remember which message shows the conversation."""
    MESSAGE.run(tx, user=user_id, conversation=conversation_id, new_message=message_id)


def close(tx: Tx, user_id: int, conversation_id: str) -> None:
    """The conversation is over; it can still be read."""
    CLOSE.run(tx, user=user_id, conversation=conversation_id, is_closed=True)


def touched_by(tx: Tx, user_id: int, now: datetime) -> None:
    """No conversation was touched later than now; which came after which stays as it was.

    One that was touched while the clock ran ahead would catch every word until then.
    """
    for back, (conversation_id,) in enumerate(AHEAD.all(tx, user=user_id, now=now)):
        SET_BACK.run(tx, user=user_id, conversation=conversation_id, at=now - back * A_MOMENT)


def purge(tx: Tx, user_id: int, before: datetime, *, kept: int) -> int:
    """Drop conversations last touched before the instant; how many.

    So many of the newest stay, open ones and closed ones each, however old they look: the clock
    that says so may run ahead.
    """
    found = {"user": user_id, "before": before, "kept": kept}
    return PURGE_CLOSED.count(tx, **found) + PURGE_OPEN.count(tx, **found)


def _told(tx: Tx, conversation: Conversation) -> Plaintext:
    return Plaintext(
        [conversation.flow, conversation.state], tx.key(conversation.user_id), conversation.id
    )


def _if_any(tx: Tx, row: Found | None) -> Conversation | None:
    """The conversation; one that does not open is as one that is over."""
    return readable_one(tx, row[1], row, partial(_conversation, tx), _damaged) if row else None


def _damaged(row: Found) -> DamagedRow:
    return DamagedRow("conversation.state", row[0])


def _conversation(tx: Tx, row: Found) -> Conversation:
    conversation_id, user_id, _, day, sealed, message_id, touched_at, closed = row
    flow, state = tx.open(user_id, sealed, conversation_id)
    return Conversation(conversation_id, user_id, flow, day, state, message_id, touched_at, closed)
