"""The inbox: updates as they came, kept before Telegram is told that they arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from storage import conversations, people
from storage.errors import Unreadable
from storage.inbox_table import (
    ADD,
    FAILED,
    FIRST,
    FORGET,
    FREE,
    IS_WAITING,
    LAST,
    LEFT,
    NEW_COUNT,
    NEXT,
    OLDEST,
    OUTLIVED,
    PASSED,
    PURGE,
    SETTLE,
    WAITING,
    WINDOW,
)
from storage.sealed import Plaintext
from storage.statements import Row
from storage.transaction import Tx

# Telegram repeats an update for a day at most; the other day is for clocks that are a bit wrong.
REPEATED = timedelta(days=2)
# After a quiet week numbers start anew, and may come past one that is still known.
ANEW = timedelta(days=6)
NEW = "new"
DONE = "done"
PARKED = "parked"


class Update(NamedTuple):
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


def add(tx: Tx, updates: Iterable[Update]) -> list[int]:
    """Keep the updates; the chats that have something new, each once.

    An update that came before is let pass: Telegram repeats what it thinks was not received.
    """
    every = list(updates)
    tx.vault.look_up({came.user_id for came in every if came.user_id is not None})
    chats: dict[int, None] = {}
    for came, added in zip(every, ADD.counts(tx, [_row(tx, came) for came in every]), strict=True):
        if added or _takes_a_number(tx, came):
            chats[came.chat_id] = None
    return list(chats)


def _row(tx: Tx, came: Update) -> dict[str, object]:
    own = tx.key_if_any(came.user_id)
    return {
        "update_id": came.update_id,
        "chat_id": came.chat_id,
        "user_id": came.user_id,
        "raw": Plaintext(came.raw, own or tx.vault.system, str(came.update_id)),
        "own_key": own is not None,
        "at": tx.now,
    }


def _takes_a_number(tx: Tx, came: Update) -> bool:
    """Whether it could be added in the place of one of the same number, from long ago."""
    if not FREE.count(tx, update=came.update_id, but=NEW, before=tx.now - ANEW):
        return False
    return ADD.count(tx, **_row(tx, came)) == 1


@dataclass(frozen=True, slots=True)
class Left:
    """What waits in a chat: its newest update, and the most tries that any of them has had."""

    chat_id: int
    newest: int
    tries: int


def left(tx: Tx) -> list[Left]:
    """What waits in every chat that has something new; at a start, what an earlier run left."""
    return [Left(*row) for row in LEFT.all(tx)]


def begin(tx: Tx, chat_id: int, newest: int) -> Update | None:
    """Count a try of the oldest new update of the chat up to that one, before it is even opened.

    For what an earlier run left and may have died of. It comes without its words.
    """
    tx.lock_chat(chat_id)
    row = FIRST.one(tx, chat=chat_id, newest=newest)
    if row is None:
        return None
    update_id, user_id = row
    return Update(update_id, chat_id, user_id, {}, failed(tx, update_id))


def outlived(tx: Tx, update_id: int) -> None:
    """Take a try back: what came in its way was not the update's fault."""
    OUTLIVED.run(tx, update=update_id)


def next_(tx: Tx, chat_id: int) -> Update | None:
    """The oldest new update of the chat, which is then ours until the transaction ends.

    Raises Unreadable, which names the update_id, if it does not open: park it then.
    """
    tx.lock_chat(chat_id)
    rows = _with_conversation(tx, chat_id) if tx.on_postgres else NEXT.all(tx, chat=chat_id)
    if not rows:
        return None
    update_id, chat_id, user_id, raw, own_key, tries, at, *person = rows[0]
    if user_id is not None:
        people.learn(tx, user_id, person)
    try:
        key = tx.opener(user_id) if own_key else tx.vault.system
        opened = raw.open(key, str(update_id))
    except Unreadable as error:
        error.update_id = update_id
        raise
    return Update(update_id, chat_id, user_id, opened, tries, at, more=len(rows) > 1)


def _with_conversation(tx: Tx, chat_id: int) -> list[Row]:
    """The rows of NEXT, asked for together with the open conversation of whose chat it is."""
    rows = NEXT.ask(tx, chat=chat_id)
    if chat_id > 0:  # a private chat has the number of its person
        conversations.prefetch(tx, chat_id)
    return rows()


def done(tx: Tx, update_id: int) -> None:
    """The update was handled; its words are blanked, its number stays to know repeats."""
    SETTLE.run(tx, update=update_id, new_state=DONE, why=None)


def forget(tx: Tx, update_id: int) -> None:
    """It came from someone who is nobody of ours: whose it was is not kept either."""
    FORGET.run(tx, update=update_id, nowhere=0, nobody=None)


def failed(tx: Tx, update_id: int) -> int:
    """One more try went wrong; how many so far."""
    row = FAILED.one(tx, update=update_id)
    return row[0] if row else 0


def park(tx: Tx, update_id: int, reason: str) -> None:
    """Give the update up, so that the chat goes on; its words are blanked."""
    SETTLE.run(tx, update=update_id, new_state=PARKED, why=reason)


def is_new(tx: Tx, update_id: int) -> bool:
    """Whether the update waits to be handled."""
    return IS_WAITING.one(tx, update=update_id) is not None


def waiting(tx: Tx) -> list[int]:
    """Every chat that has something new."""
    return [row[0] for row in WAITING.all(tx)]


def oldest(tx: Tx) -> datetime | None:
    """Since when the longest waiting update waits."""
    row = OLDEST.one(tx)
    return row[0] if row else None


def purge(tx: Tx, before: datetime, after: int = -1, most: int = 1000) -> int | None:
    """Drop what was handled or parked before the instant, of a window; where the next begins.

    None when nothing old is left: only what is old is ever walked through. Keep at least the 24
    hours for which Telegram repeats updates, and less than the week after which it may start its
    numbers anew: an old number must not make a new update look repeated. The number of the last
    one stays, and nobody with it: it tells what came before it.
    """
    row = WINDOW.one(tx, after=after, most=most)
    if row is None or row[0] is None or row[1] >= before:
        return None
    end = int(row[0])
    last = LAST.one(tx, after=after, last=end, but=NEW, before=before)
    if last is not None and last[0] is not None:
        forget(tx, last[0])
        PURGE.run(tx, after=after, last=last[0], but=NEW, before=before)
    return end


def is_of_old(tx: Tx, came: Update) -> bool:
    """Whether it was told days ago, and what was told after it has been here for days.

    Telegram keeps nothing longer than a day, so this was handled, though its number is purged.
    Neither alone would do: our clock may be wrong, and numbers may start anew.
    """
    before = tx.now - REPEATED
    if came.dated is None or came.dated >= before:
        return False
    return PASSED.one(tx, update=came.update_id, before=before) is not None


def count(tx: Tx, most: int = 10_000) -> int:
    """How many updates wait to be handled, counted no further than `most`."""
    row = NEW_COUNT.one(tx, most=most)
    return int(row[0]) if row else 0
