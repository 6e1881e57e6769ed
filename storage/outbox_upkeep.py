"""The outbox kept in order: senders that died, clocks that ran ahead, what is long settled."""

from datetime import datetime

from storage import outbox
from storage.outbox_statements import (
    DEAD,
    LET_GO,
    PENDING_COUNT,
    PURGE,
    SENDING_COUNT,
    SOONER,
    WINDOW,
)
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


def purge(tx: Tx, before: datetime, after: int = -1, most: int = 1000) -> int | None:
    """Drop what was settled before the instant, of a window of rows; where the next one begins.

    None when nothing old is left: only what is old is ever walked through.
    """
    row = WINDOW.one(tx, after=after, most=most)
    if row is None or row[0] is None or row[1] >= before:
        return None
    PURGE.run(tx, after=after, last=row[0], before=before)
    return int(row[0])


def counts(tx: Tx, most: int = 10_000) -> dict[str, int]:
    """How many messages are to be sent and being sent, counted no further than `most`."""
    states = {"pending": PENDING_COUNT, "sending": SENDING_COUNT}
    found = {state: count.one(tx, most=most) for state, count in states.items()}
    return {state: row[0] for state, row in found.items() if row and row[0]}
