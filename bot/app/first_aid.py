"""Whoever asks for help does not wait behind what they wrote before.

The way to help is shown at once; the rest of such an update keeps its turn, so that what is told
stays in its order. What an earlier run left waits for its turn: nobody has looked into it yet.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot.incoming import Incoming
from bot.logs import where
from bot.outgoing import Ack
from storage import inbox, outbox
from storage.errors import StorageError
from storage.inbox import Update
from storage.store import Store, Tx

log = logging.getLogger(__name__)

Said = tuple[Sequence[outbox.Message], Sequence[Ack]]
ANY_TIME = datetime.fromtimestamp(0, UTC)  # only whether it asks for help is read from it
Parse = Callable[[Mapping[str, object], datetime], Incoming]


def _nobody(_incoming: Incoming) -> bool:
    return False


def _nothing(_tx: Tx, _incoming: Incoming) -> Said:
    return (), ()


@dataclass(frozen=True, slots=True)
class Help:
    """What help is: who asks for it, how it is shown, and whether they asked for nothing else."""

    is_wanted: Callable[[Incoming], bool] = _nobody
    show: Callable[[Tx, Incoming], Said] = _nothing
    is_all: Callable[[Incoming], bool] = _nobody


class FirstAid:
    """Looks into what comes for a chat that is busy, and lets help overtake."""

    def __init__(self, store: Store, parse: Parse, help_: Help) -> None:
        self._store = store
        self._parse = parse
        self._help = help_
        self._waiting: dict[int, list[Update]] = defaultdict(list)
        self._given: set[int] = set()

    def hear(self, update: Update) -> None:
        """Remember the update if it asks for help."""
        try:
            wanted = self._help.is_wanted(self._parse(update.raw, ANY_TIME))
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is met again in its turn
            log.debug("not understood", extra={"fault": where(fault)})
            return
        if wanted:
            self._waiting[update.chat_id].append(update)

    def is_wanted(self, chat_id: int) -> bool:
        """Whether somebody in this chat asked for help and has not been shown it."""
        return chat_id in self._waiting

    async def give(self, chat_id: int) -> Said:
        """Show it to whoever asked first; raises StorageError when that is to be tried again."""
        waiting = self._waiting[chat_id]
        said: Said = (), ()
        try:
            said, rest = await self._store.write(partial(self._show, waiting[0]))
            if rest:
                self._given.add(waiting[0].update_id)
        except StorageError:
            raise
        except Exception as fault:  # noqa: BLE001 - it is handled again in its turn
            log.error("help failed", extra={"fault": where(fault)})
        del waiting[0]
        if not waiting:
            del self._waiting[chat_id]
        return said

    def was_given(self, update_id: int) -> bool:
        """Whether help was shown for this update before its turn; to be asked in its turn."""
        return update_id in self._given

    def over(self, update_id: int) -> None:
        """The update had its turn."""
        self._given.discard(update_id)

    def _show(self, update: Update, tx: Tx) -> tuple[Said, bool]:
        """Show help; the second value says that the rest of the update waits for its turn."""
        tx.lock_chat(update.chat_id)
        if not inbox.is_new(tx, update.update_id):
            return ((), ()), False
        incoming = self._parse(update.raw, tx.now)
        said = self._help.show(tx, incoming)
        if not self._help.is_all(incoming):
            return said, True
        inbox.done(tx, update.update_id)
        return said, False
