"""After a clock that ran ahead: what it did in days that have not come is brought to the present.

What went out keeps its claim, so that nobody is reminded twice for a day. What was left out is
free again: its minute will come once more.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core import schedule
from bot.core.deps import Deps
from bot.core.turn import Turn
from storage import clock_rollback, conversations, nudges, outbox_upkeep, people, reminders
from storage.errors import Unreadable
from storage.reminders import Reminder
from storage.store import Tx

# Clocks are set right by some seconds now and then; nothing hangs on those.
SLACK = timedelta(minutes=1)
# A daily wish is due within a day, or an hour more when the clocks change.
A_DAY = timedelta(hours=25)
BATCH = 50


class Watch:
    """Notices that the wall clock went back. A start counts: nobody knows what was before it."""

    def __init__(self) -> None:
        self._latest: datetime | None = None

    def went_back(self, now: datetime) -> bool:
        """Look at the clock; whether it shows less than it did."""
        before, self._latest = self._latest, now
        return before is None or now < before - SLACK

    def again(self) -> None:
        """Count the next look as the first: what was to be mended was not."""
        self._latest = None


def whom(tx: Tx) -> list[int]:
    """Find who is concerned, and let what is owed wait no longer than makes sense."""
    outbox_upkeep.bring_back(tx, tx.now + timedelta(days=1), tx.now)
    since = (tx.now - timedelta(days=2)).date()
    return clock_rollback.who(tx, tx.now + SLACK, since, tx.now + A_DAY)


def rewind(tx: Tx, deps: Deps, user_ids: list[int]) -> int:
    """Work out anew when these people's reminders are due; for how many that was wrong."""
    wrong = 0
    for user_id in user_ids:
        # What does not open of one person must not keep everybody else waiting.
        with suppress(Unreadable), tx.savepoint():
            wrong += _rewind(tx, deps, user_id)
    return wrong


def _rewind(tx: Tx, deps: Deps, user_id: int) -> bool:
    person = people.get(tx, user_id)
    if person is None:
        return False
    tx.lock_chat(person.chat_id)
    turn = Turn.of(tx, deps, person)
    conversations.touched_by(tx, user_id, tx.now)
    _free(turn)
    nearer = [_bring_nearer(turn, known) for known in reminders.of(tx, user_id)]
    return any(nearer)


def _free(turn: Turn) -> None:
    """Free what was left out; not for today if somebody was asked meanwhile, at a wrong date."""
    found = nudges.ahead(turn.tx, turn.user_id, turn.now)
    asked = {nudge.slot for nudge in found if nudge.state != nudges.DROPPED}
    for nudge in found:
        left_out = nudge.state == nudges.DROPPED
        if left_out and (nudge.day > turn.today or nudge.slot not in asked):
            nudges.free(turn.tx, turn.user_id, nudge.slot, nudge.day)


def _bring_nearer(turn: Turn, known: Reminder) -> bool:
    if known.kind not in schedule.DAILY and known.kind not in turn.deps.registry.plans:
        return False
    at = schedule.due(turn, known)
    if at is None or (known.next_due_at is not None and at >= known.next_due_at):
        return False
    reminders.put(turn.tx, replace(known, next_due_at=at))
    return True
