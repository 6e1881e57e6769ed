"""What processes on one PostgreSQL tell each other: which chats are owed something new.

It is told after the commit: a NOTIFY within it would let one commit at a time reach the disk.
"""

from collections.abc import Collection

from sqlalchemy import Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from storage.outbox import Message, opened
from storage.outbox_statements import IS_FREE, OUTBOX_FOUND
from storage.outbox_table import OUTBOX
from storage.statements import Prepared
from storage.transaction import Tx
from storage.types import Big

CHANNEL = "small_steps_outbox"
IN_ONE = 300  # chats in one NOTIFY: the server takes no more than 8,000 bytes

NOTIFY = Prepared(select(func.pg_notify(CHANNEL, bindparam("words", type_=Text))))
PENDING_OF = Prepared(
    OUTBOX_FOUND.where(
        *IS_FREE, OUTBOX.c.chat_id == any_(bindparam("chats", type_=ARRAY(Big)))
    ).order_by(OUTBOX.c.priority, OUTBOX.c.position)
)


def tell(tx: Tx, chat_ids: Collection[int]) -> None:
    """Say that these chats are owed something."""
    every = sorted(chat_ids)
    for first in range(0, len(every), IN_ONE):
        words = ",".join(map(str, every[first : first + IN_ONE]))
        NOTIFY.run(tx, words=words)


def chats_in(words: str) -> frozenset[int]:
    """The chats that a NOTIFY names."""
    return frozenset(int(one) for one in words.split(",") if one.lstrip("-").isdecimal())


def pending_of(tx: Tx, chat_ids: Collection[int]) -> list[Message]:
    """What may be sent now to these chats, in order; to be called in a write."""
    return opened(tx, PENDING_OF.all(tx, chats=sorted(chat_ids), now=tx.now))
