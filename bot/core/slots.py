"""When a quiet message may come: the next free slot of a weekday, an evening or a morning.

Each is planned anew whenever it was due or something it depends on changed, so that one that was
left out (a rest, a downtime) never ends the row. None of them makes a sound.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from bot import local_time
from bot.core import around, opt_outs
from bot.core.turn import Turn
from storage import nudges, reminders

SUNDAY, FRIDAY = 7, 5
EVENING, MORNING = time(21), time(8)
# A quiet message leaves the evening question room to be answered first.
AFTER_EVENING = timedelta(minutes=20)
# A nudge later than this says nothing useful any more and is dropped.
LATEST = timedelta(hours=2)
A_MINUTE = timedelta(minutes=1)
WEEK = 8


def day_of(turn: Turn, at: datetime) -> date:
    """Tell which day a message is about; a day is closed when the next one begins."""
    before = at - timedelta(seconds=1)
    return local_time.local_day(before, turn.zone, turn.known.day_ends_at)


def weekly(turn: Turn, name: str, weekday: int) -> datetime | None:
    """Find the next evening of a weekday, while the message is wanted and evenings are asked."""
    known = reminders.get(turn.tx, turn.user_id, "evening")
    if not opt_outs.wanted(turn, name) or known is None or not known.enabled:
        return None
    week = (turn.today + timedelta(days=n) for n in range(-1, WEEK))
    return first_free(
        turn, name, ((day, evening(turn, day)) for day in week if day.isoweekday() == weekday)
    )


def evening(turn: Turn, day: date) -> datetime | None:
    """Shortly after the evening question of a day, whether or not that is wanted.

    Never on the next day: it would count as that day's, and this one's would still be due.
    """
    known = reminders.get(turn.tx, turn.user_id, "evening")
    at = instant(turn, day, around.minute(turn, known) or EVENING)
    return min(at + AFTER_EVENING, turn.end_of(day) - A_MINUTE) if at else None


def morning(turn: Turn, day: date) -> datetime | None:
    """The minute of a day's morning message, whether or not that is wanted."""
    known = reminders.get(turn.tx, turn.user_id, "morning")
    return instant(turn, day, around.minute(turn, known) or MORNING)


def instant(turn: Turn, day: date, at: time) -> datetime | None:
    """Find a local time of a day that may end in the night."""
    night = timedelta(days=1) if at < turn.known.day_ends_at else timedelta()
    return local_time.slot_instant(day + night, at, turn.zone)


def first_free(
    turn: Turn, name: str, slots: Iterable[tuple[date, datetime | None]]
) -> datetime | None:
    """Find the first slot that is not too long ago and was neither used nor left out."""
    for day, at in slots:
        if at is None or at <= turn.now - LATEST:
            continue
        if nudges.state(turn.tx, turn.user_id, name, day) is None:
            return at
    return None
