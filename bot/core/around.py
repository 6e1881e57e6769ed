"""A daily message that may come around a time: at one minute near it, the same every day.

Most people choose a full hour, and a token may send so many messages a second. Whoever needs no
minute is given one that depends on them and on this installation alone, so that all of a window's
minutes are used alike.
"""

from collections.abc import Sequence
from datetime import time, timedelta

from bot.core.turn import Turn
from conversations.formats import WishedTime
from storage import preferences, reminders
from storage.reminders import Reminder

SIDE = 15  # minutes before and after: what "around nine" is commonly taken for
A_DAY = 24 * 60
_NAME, _ON = "{kind}.around", "on"


def is_fine(turn: Turn, kind: str) -> bool:
    """Tell whether a daily message may come around its time."""
    return preferences.get(turn.tx, turn.user_id, _NAME.format(kind=kind)) == _ON


def put(turn: Turn, kind: str, *, on: bool) -> None:
    """Let a daily message come around its time, or at its minute."""
    name = _NAME.format(kind=kind)
    if on:
        preferences.set_(turn.tx, turn.user_id, name, _ON)
    elif preferences.get(turn.tx, turn.user_id, name) is not None:
        preferences.remove(turn.tx, turn.user_id, name)


def wished(turn: Turn, known: Reminder | None) -> WishedTime | None:
    """Read the wish behind a daily reminder."""
    if known is None or known.at is None:
        return None
    return WishedTime(known.at, around=is_fine(turn, known.kind))


def minute(turn: Turn, known: Reminder | None) -> time | None:
    """Find the minute at which a daily reminder is due."""
    wish = wished(turn, known)
    if known is None or wish is None or not wish.around:
        return wish.at if wish else None
    minutes = window(wish.at, turn.known.day_ends_at)
    return minutes[reminders.lot(turn.tx, turn.user_id, known.kind) % len(minutes)]


def leeway(turn: Turn, kind: str) -> timedelta:
    """How long after its minute a daily message still comes at the time that was wished."""
    known = reminders.get(turn.tx, turn.user_id, kind)
    at = minute(turn, known)
    if known is None or known.at is None or at is None or not is_fine(turn, kind):
        return timedelta()
    return timedelta(minutes=(_since(bounds(turn, known.at)[1]) - _since(at)) % A_DAY)


def bounds(turn: Turn, at: time) -> tuple[time, time]:
    """Between which two times something comes that is wished around `at`."""
    minutes = window(at, turn.known.day_ends_at)
    return minutes[0], _clock(_since(minutes[-1]) + 1)


def window(at: time, day_ends_at: time) -> Sequence[time]:
    """Return the minutes around a time that belong to the same day of the person as it does."""
    ends = _since(day_ends_at)
    told = (_since(at) - ends) % A_DAY
    minutes = range(max(told - SIDE, 0), min(told + SIDE, A_DAY))
    return [_clock(ends + one) for one in minutes]


def _since(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % A_DAY, 60))
