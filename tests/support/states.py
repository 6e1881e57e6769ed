"""How many rows of the inbox and of the outbox are in which state, for stories that look."""

from sqlalchemy import Table, func, select

from storage.inbox_table import INBOX
from storage.outbox_table import OUTBOX
from storage.store import Tx


def inbox_states(tx: Tx) -> dict[str, int]:
    return _states(tx, INBOX)


def outbox_states(tx: Tx) -> dict[str, int]:
    return _states(tx, OUTBOX)


def _states(tx: Tx, table: Table) -> dict[str, int]:
    counted = select(table.c.state, func.count()).group_by(table.c.state)
    return {row[0]: row[1] for row in tx.connection.execute(counted)}
