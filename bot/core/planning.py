"""When the quiet messages of a person's weeks are due next, worked out from what is stored.

Each is planned anew whenever it was due or something it depends on changed, so that one that was
left out (a rest, a downtime) never ends the row. None of them makes a sound.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from bot import local_time as timetable
from bot.core.turn import Turn
from bot.features.history import days
from bot.features.sessions import calendar as appointments
from bot.features.settings import opt_outs as calm
from storage import entries, nudges, reminders

Plan = Callable[[Turn], datetime | None]

SUNDAY, FRIDAY = 7, 5
EVENING, MORNING = time(21), time(8)
# A quiet message leaves the evening question room to be answered first.
AFTER_EVENING = timedelta(minutes=20)
LATEST = timedelta(hours=2)
A_MINUTE = timedelta(minutes=1)
WEEK = 8
SELF_NOTE = "note to self"


def look_back(turn: Turn) -> datetime | None:
    """Sunday evening, while the look-back is wanted."""
    return _weekly(turn, "lookback", SUNDAY)


def win_question(turn: Turn) -> datetime | None:
    """Friday evening, while the question for a win is wanted."""
    return _weekly(turn, "winask", FRIDAY)


def before_session(turn: Turn) -> datetime | None:
    """The evening before the next session that was not prepared yet."""
    eves = (s.day - timedelta(days=1) for s in appointments.sessions(turn, turn.today))
    return _first(turn, "session.eve", ((day, _evening(turn, day)) for day in eves))


def after_session(turn: Turn) -> datetime | None:
    """An hour after the next session began, on the same day."""
    return _first(turn, "session.after", _ends(turn))


def _ends(turn: Turn) -> Iterable[tuple[date, datetime | None]]:
    for session in appointments.sessions(turn, turn.yesterday):
        starts = session.starts(turn.zone)
        if starts is not None:
            at = starts + appointments.LASTS
            yield day_of(turn, at), at


def notes_to_self(turn: Turn) -> datetime | None:
    """The morning of the next day that a note to self was kept for."""
    known = reminders.get(turn.tx, turn.user_id, "morning")
    at = (known.at if known else None) or MORNING
    kept = (
        entry.day
        for entry in entries.between(turn.tx, turn.user_id, SELF_NOTE, turn.today, date.max)
        if entry.content["when"] != "hard"
    )
    return _first(turn, "selfnote", ((day, _instant(turn, day, at)) for day in kept))


PLANS: Mapping[str, Plan] = {
    "lookback": look_back,
    "winask": win_question,
    "session.eve": before_session,
    "session.after": after_session,
    "selfnote": notes_to_self,
}

# These may come as soon as the evening's question is answered.
EVENINGS = ("session.eve", "lookback", "winask")


def day_of(turn: Turn, at: datetime) -> date:
    """Tell which day a message is about; a day is closed when the next one begins."""
    before = at - timedelta(seconds=1)
    return timetable.local_day(before, turn.zone, turn.known.day_ends_at)


def _weekly(turn: Turn, kind: str, weekday: int) -> datetime | None:
    known = reminders.get(turn.tx, turn.user_id, "evening")
    if not calm.wanted(turn, kind) or known is None or not known.enabled:
        return None
    week = (turn.today + timedelta(days=n) for n in range(-1, WEEK))
    return _first(
        turn, kind, ((day, _evening(turn, day)) for day in week if day.isoweekday() == weekday)
    )


def _evening(turn: Turn, day: date) -> datetime | None:
    """Shortly after the evening question of a day, whether or not that is wanted.

    Never on the next day: it would count as that day's, and this one's would still be due.
    """
    known = reminders.get(turn.tx, turn.user_id, "evening")
    at = _instant(turn, day, (known.at if known else None) or EVENING)
    return min(at + AFTER_EVENING, days.end_of(turn, day) - A_MINUTE) if at else None


def _instant(turn: Turn, day: date, at: time) -> datetime | None:
    """Find a local time of a day that may end in the night."""
    night = timedelta(days=1) if at < turn.known.day_ends_at else timedelta()
    return timetable.slot_instant(day + night, at, turn.zone)


def _first(
    turn: Turn, kind: str, slots: Iterable[tuple[date, datetime | None]]
) -> datetime | None:
    for day, at in slots:
        if at is None or at <= turn.now - LATEST:
            continue
        if nudges.state(turn.tx, turn.user_id, kind, day) is None:
            return at
    return None
