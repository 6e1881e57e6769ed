"""The units of work around sending: claim before it, and what is written down after it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto

from storage import conversations, outbox, people
from storage.outbox import Message
from storage.store import Tx

LEASE = timedelta(seconds=60)
BEGINNINGS = 3  # of one attachment that no process outlived
StillWanted = Callable[[Tx, Message], bool]


class Claim(Enum):
    """What became of the wish to send a message."""

    OURS = auto()
    UNWANTED = auto()
    TAKEN = auto()
    """Somebody else sends it, or something before it in its chat: look again later."""


def is_nudge(message: Message) -> bool:
    """Whether nobody asked for it just now, so that it can have become needless."""
    return message.priority > 0 or message.unless is not None


def claim(message: Message, still_wanted: StillWanted, tx: Tx) -> Claim:
    """Take a nudge to send it, unless it is no longer wanted or somebody else has it."""
    if not still_wanted(tx, message):
        outbox.dropped(tx, message, "not wanted")
        return Claim.UNWANTED
    return Claim.OURS if outbox.claim(tx, [message.id], tx.now + LEASE) else Claim.TAKEN


def begin(message: Message, tx: Tx) -> int | None:
    """Count that its attachment is being made; None if it is settled."""
    return outbox.begin(tx, message.id)


def outlived(message: Message, tx: Tx) -> None:
    """Note that making its attachment did no harm, whatever became of it."""
    outbox.end(tx, message.id)


def is_open(message: Message, tx: Tx) -> bool:
    """Whether nothing is known yet of what became of it."""
    known = outbox.get(tx, message.id)
    return known is not None and known.state in {outbox.PENDING_, outbox.SENDING}


def sent(message: Message, message_id: int | None, tx: Tx) -> None:
    """Note that Telegram has it, and which message shows its conversation."""
    outbox.sent(tx, message, message_id)
    if message.conversation and message_id is not None and message.user_id is None:
        # Before someone has agreed, the message carries no user; in a private chat the ids agree.
        conversations.set_message(tx, message.chat_id, message.conversation, message_id)


def put_off(message: Message, until: datetime, tx: Tx) -> None:
    """Note that it certainly did not arrive, and when to try again."""
    outbox.claim(tx, [message.id], tx.now + LEASE)
    outbox.later(tx, message.id, until)


def doubted(message: Message, tx: Tx) -> bool:
    """Note that nobody knows whether it arrived; True if it is to be sent once more."""
    outbox.claim(tx, [message.id], tx.now + LEASE)
    return outbox.unknown(tx, message.id)


def dropped(messages: Sequence[Message], why: str, tx: Tx) -> None:
    """Note that these are not needed any more."""
    for message in messages:
        outbox.dropped(tx, message, why)


def failed(message: Message, why: str, tx: Tx) -> None:
    """Note that Telegram will never take it."""
    outbox.failed(tx, message.id, why)


def gone(messages: Sequence[Message], tx: Tx) -> None:
    """Note that the chat cannot be written to; the person's data stays until they return."""
    dropped(messages, "gone", tx)
    for user_id in {message.user_id for message in messages} - {None}:
        if user_id is not None:
            people.change(tx, user_id, reachable=False)


def shown_at(message: Message, tx: Tx) -> int | None:
    """Find the message that shows the conversation."""
    if message.conversation is None:
        return None
    owner = message.user_id if message.user_id is not None else message.chat_id
    conversation = conversations.get(tx, owner, message.conversation)
    return conversation.message_id if conversation else None
