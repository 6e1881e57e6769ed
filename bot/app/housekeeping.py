"""What can no longer matter goes: settled post, old conversations and nudges, what has an end.

It is called with every heartbeat and does a little at a time, so that it keeps nobody waiting.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from storage import conversations, entries, inbox, nudges, outbox_upkeep, people
from storage.store import Store, Tx

# Telegram repeats an update for a day at most; a settled message is of no more use after that.
POST_KEPT = timedelta(days=3)
# Of a conversation only its buttons are left by then, and its day can be opened by its date; of
# nudges the last fortnight matters, and the days that a moved wish or a journey comes back to.
CONVERSATIONS_KEPT = timedelta(days=90)
# So much stays of each person whatever the clock says: one that runs a year ahead must not
# forget who was reminded today. In an absence a fortnight of two wishes is noted.
CONVERSATIONS_LEFT, NUDGES_LEFT = 30, 120
EVERY, OFTEN = timedelta(hours=6), timedelta(minutes=10)
PEOPLE, ENTRIES = 50, 100  # in one transaction


class Housekeeping:
    """Remembers when it looked last, and whose rows it has not looked at since."""

    def __init__(self, store: Store, also: Callable[[], object]) -> None:
        """`also` is called whenever the post is looked through."""
        self._store = store
        self._also = also
        self._begun: datetime | None = None
        self._looked: datetime | None = None
        self._left: list[int] = []
        # Where the next windows of the inbox and of the outbox begin; None: nothing old is left.
        self._inbox: int | None = None
        self._outbox: int | None = None

    async def beat(self, now: datetime) -> None:
        """Do the next small part, if it is time for one."""
        if _is_over(self._begun, now, EVERY):
            self._inbox = self._outbox = -1
            self._left = await self._store.read(people.all_ids)
            self._begun = now
            self._also()
        await self._purge_post(now - POST_KEPT)
        if self._left:
            await self._store.write(partial(_purge_people, self._left[:PEOPLE]))
            del self._left[:PEOPLE]
        if _is_over(self._looked, now, OFTEN):
            gone = await self._store.write(partial(entries.let_go, most=ENTRIES))
            # Where there was more, the next heartbeat goes on.
            self._looked = None if gone == ENTRIES else now

    async def _purge_post(self, before: datetime) -> None:
        """Look through the next window of what came and of what was sent."""
        if (after := self._inbox) is not None:
            self._inbox = await self._store.write(partial(inbox.purge, before=before, after=after))
        if (after := self._outbox) is not None:
            self._outbox = await self._store.write(
                partial(outbox_upkeep.purge, before=before, after=after)
            )


def _is_over(last: datetime | None, now: datetime, span: timedelta) -> bool:
    """Tell whether so much time has passed; a clock that went back begins anew."""
    return last is None or not timedelta() <= now - last < span


def _purge_people(user_ids: list[int], tx: Tx) -> None:
    before = tx.now - CONVERSATIONS_KEPT
    for user_id in user_ids:
        conversations.purge(tx, user_id, before, kept=CONVERSATIONS_LEFT)
        nudges.purge(tx, user_id, before.date(), kept=NUDGES_LEFT)
