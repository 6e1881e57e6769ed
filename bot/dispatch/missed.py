"""Days whose minute passed while nobody looked at the clock: left out on purpose, and noted."""

from datetime import timedelta

from bot import local_time as timetable
from bot.core import schedule as reminding
from bot.core.turn import Turn
from storage import nudges
from storage.reminders import Reminder

# After a longer absence the days before it are history.
FORTNIGHT = timedelta(days=14)
TOO_LATE = "too late"


def note(turn: Turn, reminder: Reminder) -> None:
    """Note each missed day of the last fortnight, and count it.

    The day for which the reminder was due is not among them: it has its own reason.
    """
    if reminder.at is None or reminder.next_due_at is None or not reminder.days:
        return
    after = max(reminder.next_due_at, turn.now - FORTNIGHT)
    for slot in timetable.slots(
        reminder.at, reminder.days, turn.zone, after, turn.known.day_ends_at
    ):
        in_time = slot.at > turn.now - reminding.LATEST and slot.day >= turn.today
        if in_time or slot.at > turn.now:
            break
        if nudges.claim(turn.tx, turn.user_id, reminder.kind, slot.day):
            nudges.dropped(turn.tx, turn.user_id, reminder.kind, slot.day, TOO_LATE)
            turn.left_out += 1
