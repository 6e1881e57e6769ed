"""The outbox kept in order: senders that died, clocks that ran ahead, what is long settled."""

from datetime import datetime

from storage import outbox
from storage.outbox_statements import COUNTS, DEAD, LET_GO, PURGE, SOONER
from storage.transaction import Tx


def rescue(tx: Tx, now: datetime) -> list[str]:
    """Messages whose sender died on the way count as unknown; which."""
    dead = [row[0] for row in DEAD.all(tx, now=now)]
    for id_ in dead:
        outbox.unknown(tx, id_)
    return dead


def bring_back(tx: Tx, latest: datetime, now: datetime) -> None:
    """Nothing waits, and nothing is being sent, beyond the latest instant that makes sense.

    What a clock that ran ahead put off would wait until then.
    """
    SOONER.run(tx, latest=latest, at=now)
    LET_GO.run(tx, latest=latest, at=now)


def purge(tx: Tx, before: datetime) -> int:
    """Drop what was settled before the instant; how many."""
    return PURGE.run(tx, before=before)


def counts(tx: Tx) -> dict[str, int]:
    """How many messages are in which state."""
    return dict(COUNTS.all(tx))
