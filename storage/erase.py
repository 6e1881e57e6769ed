"""Erasing a person: every row of every table, and then the key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Table, delete, inspect, or_, select
from sqlalchemy.dialects.postgresql import insert

from storage.erasures import ERASURE
from storage.errors import KeysLost
from storage.key_tables import NO_KEY, Ended
from storage.people import PERSON
from storage.schema import METADATA
from storage.statements import Prepared
from storage.transaction import Tx

_EVERYONE = Prepared(select(PERSON.c.id))
_LEDGER = Prepared(select(ERASURE.c.who, ERASURE.c.key_id))
OLDER = (
    "The key store is older than the database: keys of people in it are missing ({count}). "
    "Put the newest keys.db back beside it, or let `python -m bot restore PATH` do it."
)


def person(tx: Tx, user_id: int) -> None:
    """Remove every row of the person; the key is destroyed as soon as that is committed.

    The key goes last, because a crash in between must leave either a person whose rows open, or
    no rows. Then await Store.checkpoint(). What is still to be said goes to the outbox without
    a user_id.
    """
    key = tx.vault.find(user_id)
    key_id = key.id if key is not None else None
    _remove_rows(tx, user_id)
    tx.connection.execute(
        insert(ERASURE).on_conflict_do_nothing(),
        {
            "who": tx.vault.pseudonym(user_id),
            "at": tx.now,
            "key_id": key_id,
        },
    )
    # Not whatever key they have by then: they may have come back with another.
    tx.destroy_key(user_id, key_id or NO_KEY)


def _remove_rows(tx: Tx, user_id: int) -> None:
    chats = {user_id} | set(
        tx.connection.execute(select(PERSON.c.chat_id).where(PERSON.c.id == user_id)).scalars()
    )
    # While an older database is brought forward, the newest tables are not there yet.
    there = set(inspect(tx.connection).get_table_names())
    for table in reversed(METADATA.sorted_tables):
        if table.name not in there:
            continue
        theirs = [table.c[name] == user_id for name in owner_columns(table)]
        if "chat_id" in table.c:
            theirs.append(table.c.chat_id.in_(chats))
        if theirs:
            tx.connection.execute(delete(table).where(or_(*theirs)))


@dataclass(frozen=True, slots=True)
class Finished:
    """What had been left undone: who was erased again, by pseudonym, and how many keys ended.

    `lost` were erased because nobody has their key any more.
    """

    again: tuple[str, ...] = ()
    keys: int = 0
    lost: int = 0

    def __bool__(self) -> bool:
        return bool(self.again or self.keys or self.lost)


def finish(tx: Tx, *, without_keys: bool = False) -> Finished:
    """Erase whoever should be gone.

    Run at every start, before anybody is spoken to: a crash may have come between an erasure and
    the end of its key, and a database or a key store older than an erasure may have been put
    back. Each of the two remembers which keys had to go, and learns here from the other.

    A key that is missing without having been destroyed means that the key store is older than the
    database: nobody is erased for that, KeysLost is raised, unless they shall go as well.
    """
    # Keys first: whatever another process destroys is in the database before it is here.
    unheard = tx.vault.destroyed() - _ledger(tx)
    # People before their keys: a key is there before its person, also of someone who comes now.
    here = [user_id for (user_id,) in _EVERYONE.all(tx)]
    holders = tx.vault.holders()
    keyless = set(here) - set(holders.values())
    nameless = {mark for mark in unheard if mark.key_id == NO_KEY}
    again = _erased_since(tx, here, unheard - nameless) | _erased_since(tx, keyless, nameless)
    lost = keyless - again
    if lost and not without_keys:
        raise KeysLost(OLDER.format(count=len(lost)))
    for user_id in again | lost:
        # A key that they have by now is of a time that this database does not know, and stays:
        # a newer copy may yet be put back.
        _remove_rows(tx, user_id)
    _hear(tx, unheard)
    gone = {mark.key_id for mark in _ledger(tx)}
    left = [(user, key_id) for key_id, user in holders.items() if key_id in gone]
    for user_id, key_id in left:
        tx.destroy_key(user_id, key_id)
    return Finished(tuple(sorted(map(tx.vault.pseudonym, again))), len(left), len(lost))


def _ledger(tx: Tx) -> set[Ended]:
    """The keys that had to go, as the database knows it."""
    rows = _LEDGER.all(tx)
    return {Ended(who, key_id or NO_KEY) for who, key_id in rows}


def _erased_since(tx: Tx, users: Collection[int], marks: Collection[Ended]) -> set[int]:
    """Those of the users whose erasure is among the marks."""
    who = {mark.who for mark in marks}
    return {user_id for user_id in users if tx.vault.pseudonym(user_id) in who} if who else set()


def _hear(tx: Tx, unheard: Collection[Ended]) -> None:
    """Note the erasures that this database did not know of: it is older than they are."""
    for number, mark in enumerate(sorted(unheard), 1):
        # Each at an instant of its own: who and when is the key of the table, and somebody who
        # was erased twice, or just now again, must not hide the other time.
        at = tx.now - number * timedelta.resolution
        row = {"who": mark.who, "at": at, "key_id": mark.key_id or None}
        tx.connection.execute(insert(ERASURE), row)


def owner_columns(table: Table) -> list[str]:
    """The columns that say whose a row is."""
    if table.name == "person":
        return ["id"]
    return [name for name in ("user_id",) if name in table.c]
