"""The two transactions of an update: it is handled and done, or it failed and is counted.

What an update changes, what is to be said and *done* are written together, or not at all.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.app.first_aid import FirstAid, Help, Parse, Said
from bot.app.leftovers import MOST, Leftovers
from bot.incoming import Incoming
from bot.measures import NO_MEASURES, Measures
from bot.outgoing import Ack
from bot.telegram.outage_notice import OutageNotice
from storage import inbox, outbox
from storage.driver_errors import is_trouble
from storage.errors import Unreadable
from storage.inbox import Update
from storage.store import Tx

Handle = Callable[[Tx, Incoming], Said]
Park = Callable[[Tx, Update, bool], Said]  # the last: whether help was shown for it already
Deliver = Callable[[Sequence[outbox.Message], Sequence[Ack]], None]


class Failed(Exception):
    """Handling this update raised; the cause says what."""

    def __init__(self, update: Update, *, hopeless: bool = False) -> None:
        super().__init__()
        self.update = update
        self.hopeless = hopeless

    @classmethod
    def of(cls, update: Update, cause: Exception) -> "Failed":
        """Say so afterwards, where the update had been handled and could not be kept."""
        failed = cls(update)
        failed.__cause__ = cause
        return failed


@dataclass(frozen=True, slots=True)
class Handlers:
    """What the worker does with an update, and where the results go."""

    parse: Parse
    handle: Handle
    on_parked: Park
    deliver: Deliver
    outage_notice: OutageNotice
    catch_up: Callable[[], None]
    """Called when the storage is back: what we never heard of may be committed."""
    help: Help = field(default_factory=Help)
    measures: Measures = NO_MEASURES


class Handled(NamedTuple):
    """What one update led to, and whether another waits behind it."""

    update_id: int
    said: Said
    more: bool


@dataclass(slots=True)
class InboxQueue:
    """A chat whose updates are being handled."""

    again: bool = False
    waits: float = 0.0
    update: Update | None = None
    """The update in hand, if it could be read."""


@dataclass(slots=True)
class UpdateWork:
    """What is done inside a transaction with the next update of a chat."""

    work: Handlers
    left: Leftovers
    first_aid: FirstAid

    def handle_next(self, chat_id: int, queue: InboxQueue, tx: Tx) -> Handled | None:
        """Do everything one update asks for, in one transaction; None when nothing waits."""
        try:
            update = inbox.next_(tx, chat_id)
        except Unreadable as fault:
            if fault.update_id is None:
                raise
            raise Failed(Update(fault.update_id, chat_id, None, {}), hopeless=True) from fault
        if update is None:
            return None
        queue.update = update
        try:
            incoming = self.work.parse(update.raw, tx.now)
            if self.first_aid.was_given(update.update_id):
                incoming = incoming._replace(helped=True)
        except Exception as fault:
            raise Failed(update, hopeless=True) from fault
        try:
            said = self.work.handle(tx, incoming)
            inbox.done(tx, update.update_id)
        except Exception as fault:
            if is_trouble(fault):
                raise  # not the update's fault: the store knows whether to try at once or later
            raise Failed(update) from fault
        return Handled(update.update_id, said, update.more)

    def give_up(self, failed: Failed, tx: Tx) -> Said | None:
        """Count the failure; park the update for good after the third. None: look again."""
        update = failed.update
        tx.lock_chat(update.chat_id)
        if not inbox.is_new(tx, update.update_id):
            return None  # another process has handled it meanwhile
        counted = self.left.holds(update)
        tries = update.tries if counted else inbox.failed(tx, update.update_id)
        if tries < MOST and not failed.hopeless:
            return None
        cause = failed.__cause__
        if cause is None:
            update = _with_words(tx, update)
        inbox.park(tx, update.update_id, type(cause).__name__ if cause else "ended the process")
        return self.work.on_parked(tx, update, self.first_aid.was_given(update.update_id))


def _with_words(tx: Tx, update: Update) -> Update:
    """Look into what processes ended over once more: its words may still be kept.

    Once only, for it may end this process too: then the next one lets go of it unread.
    """
    if update.tries > MOST + 1:
        return update
    with suppress(Unreadable):
        found = inbox.next_(tx, update.chat_id)
        if found is not None and found.update_id == update.update_id:
            return update._replace(raw=found.raw)
    return update
