"""How much waits, and how long the oldest has waited: looked up in constant time."""

from dataclasses import dataclass
from datetime import datetime

from storage import inbox, outbox_upkeep, reminders
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class QueueDepths:
    """What waits in the database; `now` is the instant at which it was looked up."""

    now: datetime
    inbox: int
    outbox: dict[str, int]
    oldest: datetime | None
    due: datetime | None

    @property
    def update_waits(self) -> float:
        """For how many seconds the oldest update has waited."""
        return self._age(self.oldest)

    @property
    def reminder_late(self) -> float:
        """By how many seconds the reminder that has waited longest is late."""
        return self._age(self.due)

    def _age(self, since: datetime | None) -> float:
        if since is None:
            return 0.0
        return max(0.0, round((self.now - since).total_seconds(), 1))


def queue_depths(tx: Tx) -> QueueDepths:
    """Look."""
    return QueueDepths(
        now=tx.now,
        inbox=inbox.count(tx),
        outbox=outbox_upkeep.counts(tx),
        oldest=inbox.oldest(tx),
        due=reminders.late_since(tx, tx.now),
    )
