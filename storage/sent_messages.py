"""What became of messages that were owed, for who must find one of them again."""

from storage.outbox_statements import NUMBER
from storage.transaction import Tx


def number(tx: Tx, message_id: str) -> int | None:
    """The number that Telegram gave a message of the outbox; None while nobody knows it."""
    row = NUMBER.one(tx, which=message_id)
    return row[0] if row else None
