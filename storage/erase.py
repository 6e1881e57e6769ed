"""Erasing a person: every row of every table, and then the key."""

from sqlalchemy import Table, delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from storage import people
from storage.errors import KeysLost
from storage.ledger import ERASURE
from storage.people import PERSON
from storage.schema import METADATA
from storage.tx import Tx

NO_KEY = ""  # as the id: a key that they get when they come back is not meant


def person(tx: Tx, user_id: int) -> None:
    """Remove every row of the person; the key is destroyed as soon as that is committed.

    The key goes last, because a crash in between must leave either a person whose rows open, or
    no rows. Then await Store.checkpoint(). What is still to be said goes to the outbox without
    a user_id.
    """
    key = tx.vault.find(user_id)
    key_id = key.id if key is not None else None
    chats = {user_id} | set(
        tx.connection.execute(select(PERSON.c.chat_id).where(PERSON.c.id == user_id)).scalars()
    )
    for table in reversed(METADATA.sorted_tables):
        theirs = [table.c[name] == user_id for name in owner_columns(table)]
        if "chat_id" in table.c:
            theirs.append(table.c.chat_id.in_(chats))
        if theirs:
            tx.connection.execute(delete(table).where(or_(*theirs)))
    tx.connection.execute(
        insert(ERASURE).on_conflict_do_nothing(),
        {
            "who": tx.vault.pseudonym(user_id),
            "at": tx.now,
            "key_id": key_id,
        },
    )
    tx.destroy_key(user_id, key_id or NO_KEY)


def finish(tx: Tx) -> int:
    """Erase whoever should be gone, and say how many there were.

    Run at every start, before anybody is spoken to: a crash may have come between an erasure and
    the end of its key, and a database older than an erasure may have been put back. A key that is
    missing without having been destroyed means that the wrong key store was put back: nobody is
    erased for that, KeysLost is raised.
    """
    back, left = _rows_without_key(tx), _keys_left_over(tx)
    if not all(tx.vault.was_destroyed(user_id) for user_id in back):
        raise KeysLost("Keys are missing: put the newest key store (keys.db) back beside it.")
    for user_id in back:
        person(tx, user_id)
    for user_id, key_id in left:
        tx.destroy_key(user_id, key_id)
    return len(back) + len(left)


def _rows_without_key(tx: Tx) -> list[int]:
    """Everyone who is in the database again though their key was destroyed."""
    # People first: a key is there before its person, also of someone who comes just now.
    here = people.all_ids(tx)
    holders = set(tx.vault.holders().values())
    return [user_id for user_id in here if user_id not in holders]


def _keys_left_over(tx: Tx) -> list[tuple[int, str]]:
    """Whose keys, and which, are there though the ledger says that they were erased."""
    erased = select(ERASURE.c.key_id).where(ERASURE.c.key_id.is_not(None))
    gone = set(tx.connection.execute(erased).scalars())
    return [(user, key_id) for key_id, user in tx.vault.holders().items() if key_id in gone]


def owner_columns(table: Table) -> list[str]:
    """The columns that say whose a row is."""
    if table.name == "person":
        return ["id"]
    return [name for name in ("user_id",) if name in table.c]
