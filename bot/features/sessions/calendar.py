"""When therapy is: an entry for each appointment, and the sessions that follow from it.

An entry of kind "appointment" stands on its first day and holds its time, every how many weeks it
is (0 is once), the days that are skipped or moved, and whether it rests or has ended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import local_time
from bot.core.turn import Turn
from storage import entries
from storage.entries import Entry

KIND = "appointment"
ON, RESTING, ENDED = "on", "resting", "ended"
# How far a moved session may stand from its planned day, and how far ahead is looked.
STRAY = timedelta(days=62)
AHEAD = timedelta(days=400)
LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session: of which appointment, for which day it was planned, and when it is."""

    appointment: str
    planned: date
    day: date
    at: time

    def starts(self, zone: ZoneInfo) -> datetime | None:
        """The instant at which it begins."""
        return local_time.slot_instant(self.day, self.at, zone)


def held(turn: Turn) -> list[Entry]:
    """Every appointment that has not ended."""
    found = entries.of_kind(turn.tx, turn.user_id, KIND)
    return [entry for entry in found if entry.content["state"] != ENDED]


def regular(turn: Turn) -> Entry | None:
    """The appointment that comes back, if there is one."""
    return next((entry for entry in held(turn) if entry.content["every"]), None)


def sessions(turn: Turn, first: date) -> list[PlannedSession]:
    """The coming sessions from a day on, soonest first, without those that rest."""
    found = [
        session
        for entry in held(turn)
        if entry.content["state"] == ON
        for session in _of(entry, first)
    ]
    return sorted(found, key=lambda session: (session.day, session.at))


def coming(turn: Turn) -> PlannedSession | None:
    """The next session that has not begun."""
    for session in sessions(turn, turn.now.astimezone(turn.zone).date()):
        starts = session.starts(turn.zone)
        if starts is not None and starts > turn.now:
            return session
    return None


def _of(entry: Entry, first: date) -> Iterator[PlannedSession]:
    content = entry.content
    skipped = frozenset(content["skipped"])
    for planned in _planned(entry, first):
        if planned.isoformat() in skipped:
            continue
        day, at = content["moved"].get(planned.isoformat(), [planned.isoformat(), content["time"]])
        if (when := date.fromisoformat(day)) >= first:
            yield PlannedSession(entry.id, planned, when, time.fromisoformat(at))


def _planned(entry: Entry, first: date) -> Iterator[date]:
    step = timedelta(weeks=entry.content["every"])
    if not step:
        yield entry.day
        return
    behind = max(timedelta(), first - STRAY - entry.day)
    day = entry.day + step * -(-behind // step)
    while day <= first + AHEAD:
        yield day
        day += step
