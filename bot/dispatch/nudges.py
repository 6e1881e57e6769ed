"""The nudges: what is due is claimed once, composed, and put into the outbox in one transaction.

A claim is a row under (person, slot, local day), so that no restart, clock change or second
process makes two of one.
"""

import logging
from datetime import date, datetime, timedelta

from bot import local_time
from bot.core import around, schedule, slots
from bot.core.deps import Deps
from bot.core.feature import Nudge
from bot.core.turn import Turn
from bot.dispatch import admission, in_sight
from bot.features import days
from bot.features.check_in import silence
from bot.logs import where
from storage import nudges, people, reminders
from storage.driver_errors import meaning
from storage.errors import Unavailable
from storage.people import Person
from storage.reminders import Reminder
from storage.store import Tx

log = logging.getLogger(__name__)

BATCH = 25  # one transaction: whoever talks just now waits for a few of them at most
# After a longer absence the days before it are history.
FORTNIGHT = timedelta(days=14)
TOO_LATE = "too late"


def sweep(tx: Tx, deps: Deps) -> tuple[int, list[Turn]]:
    """Handle up to a batch of due reminders; return how many were handled and what was said.

    One that cannot be handled is put off for a day: it must not silence everybody else.
    """
    handled, turns = 0, []
    for reminder in sorted(reminders.due(tx, tx.now, BATCH), key=lambda one: one.user_id):
        handled += 1
        try:
            with tx.savepoint():
                person = people.get(tx, reminder.user_id)
                if person is not None and not tx.try_lock_chat(person.chat_id):
                    handled -= 1
                    continue
                turn = _handle(tx, deps, person, reminder)
        except Exception as fault:
            if isinstance(fault, Unavailable) or meaning(fault) is not None:
                raise
            log.error("a reminder failed", extra={"kind": reminder.kind, "fault": where(fault)})
            reminders.set_due(tx, reminder.user_id, reminder.kind, tx.now + timedelta(days=1))
        else:
            turns += [turn] if turn is not None else []
    if left_out := sum(len(turn.skipped_nudges) for turn in turns):
        log.info("nudges left out on purpose", extra={"count": left_out})
    return handled, turns


def _handle(tx: Tx, deps: Deps, person: Person | None, reminder: Reminder) -> Turn | None:
    if person is None or reminder.next_due_at is None:
        reminders.set_due(tx, reminder.user_id, reminder.kind, None)
        return None
    turn = Turn.of(tx, deps, person)
    nudge = deps.registry.nudges[reminder.kind]
    day = day_of(turn, reminder)
    slot = slot_name(nudge, reminder)
    claimed = nudges.claim(tx, person.id, slot, day)
    if reminder.kind in schedule.DAILY:
        note_missed_days(turn, reminder)
    # Before composing: a nudge that comes once may set its own next time.
    reminders.set_due(tx, person.id, reminder.kind, _due_next(turn, reminder, claimed=claimed))
    if claimed:
        turn.late = turn.now - reminder.next_due_at
        reason = not_wanted(turn, nudge, reminder.next_due_at, day)
        if reason is None:
            nudge.compose(turn, day, turn.late)
            in_sight.noted(turn)
        else:
            nudges.dropped(tx, person.id, slot, day, reason)
            turn.skipped_nudges.append(reason)
    return turn


def _due_next(turn: Turn, reminder: Reminder, *, claimed: bool) -> datetime | None:
    """Find when it is due again; a slot that is taken and still due would be due for ever."""
    at = schedule.due(turn, reminder)
    if claimed or at is None or reminder.next_due_at is None or at > reminder.next_due_at:
        return at
    log.error("a reminder is planned for a slot that is taken", extra={"kind": reminder.kind})
    return turn.now + timedelta(days=1)


def slot_name(nudge: Nudge, reminder: Reminder) -> str:
    """Name the slot a nudge fills; those of which a day may have many differ by their minute."""
    if nudge.many_a_day and reminder.next_due_at is not None:
        return f"{reminder.kind} {reminder.next_due_at:%H:%M}"
    return reminder.kind


def day_of(turn: Turn, reminder: Reminder) -> date:
    """Tell which day a reminder is about."""
    at = reminder.next_due_at or turn.now
    minute = around.minute(turn, reminder)
    if minute is None:
        return slots.day_of(turn, at)
    return local_time.slot_day(at, minute, turn.zone, turn.known.day_ends_at)


def not_wanted(turn: Turn, nudge: Nudge, due_at: datetime, day: date) -> str | None:
    """Say why a nudge should not go out now; None when it should."""
    person = turn.known
    if not admission.lets_in(turn):
        return "not allowed"
    if not person.reachable:
        return "unreachable"
    if person.paused_until is not None and turn.today < person.paused_until:
        return "paused"
    if nudge.is_always_sent:
        return None
    if turn.now - due_at > slots.LATEST:
        return TOO_LATE
    if turn.today != day:
        return "the day is over"
    if nudge.asks_the_day and days.is_told(turn, day):
        return "answered"
    if silence.leaves_out(turn, nudge, day):
        return "silence"
    return None


def note_missed_days(turn: Turn, reminder: Reminder) -> None:
    """Note each missed day of the last fortnight, and count it.

    The day for which the reminder was due is not among them: it has its own reason.
    """
    at = around.minute(turn, reminder)
    if at is None or reminder.next_due_at is None or not reminder.days:
        return
    after = max(reminder.next_due_at, turn.now - FORTNIGHT)
    ends = turn.known.day_ends_at
    for slot in local_time.slots(at, reminder.days, turn.zone, after, ends):
        in_time = slot.at > turn.now - slots.LATEST and slot.day >= turn.today
        if in_time or slot.at > turn.now:
            break
        if nudges.claim(turn.tx, turn.user_id, reminder.kind, slot.day):
            nudges.dropped(turn.tx, turn.user_id, reminder.kind, slot.day, TOO_LATE)
            turn.skipped_nudges.append(TOO_LATE)


def still_wanted(tx: Tx, user_id: int | None, unless: str | None) -> bool:
    """Tell whether a queued nudge is still needed: the person is there, and nothing was told.

    Whoever asked for a rest meanwhile has it at once.
    """
    person = people.get(tx, user_id) if user_id is not None else None
    if person is None or not person.reachable or _rests(tx, person):
        return False
    if unless is None:
        return True
    return not days.told(tx, person, days.read_unless_told(unless))


def _rests(tx: Tx, person: Person) -> bool:
    if person.paused_until is None:
        return False
    today = local_time.local_day(tx.now, local_time.zone(person.timezone), person.day_ends_at)
    return today < person.paused_until
