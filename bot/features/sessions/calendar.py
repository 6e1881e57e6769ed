"""When therapy is: an entry for each appointment, and the sessions that follow from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import Field

from bot import local_time
from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.fields import MOST_DAYS, Clock, Day, DayAndClock, Days
from bot.core.turn import Turn

State: TypeAlias = Literal["on", "resting", "ended"]
ON: State = "on"
RESTING: State = "resting"
ENDED: State = "ended"
# How far a moved session may stand from its planned day, and how far ahead is looked.
STRAY = timedelta(days=62)
AHEAD = timedelta(days=400)
LASTS = timedelta(hours=1)


class AppointmentContent(Content):
    """An appointment, which stands on its first day: its time, and every how many weeks it is."""

    KIND = "appointment"
    # Twenty years of one a week. Each that comes back is sixty sessions to look through.
    MOST = 1_000
    time: Clock
    every: Annotated[int, Field(ge=0, le=52)]
    """0 is once."""
    skipped: Days = ()
    moved: dict[Day, DayAndClock] = Field(default_factory=dict, max_length=MOST_DAYS)
    state: State
    ended: Day | None = None


Appointment: TypeAlias = TypedEntry[AppointmentContent]


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


def held(turn: Turn) -> list[Appointment]:
    """Every appointment that has not ended."""
    found = contents.of_kind(turn.tx, turn.user_id, AppointmentContent)
    return [entry for entry in found if entry.content.state != ENDED]


def only_session(entry: Appointment) -> tuple[date, time]:
    """When an appointment that is once takes place, which may have been moved."""
    return entry.content.moved.get(entry.day, (entry.day, entry.content.time))


def regular(turn: Turn) -> Appointment | None:
    """The appointment that comes back, if there is one."""
    return next((entry for entry in held(turn) if entry.content.every), None)


def sessions(turn: Turn, first: date) -> list[PlannedSession]:
    """The coming sessions from a day on, soonest first, without those that rest."""
    found = [
        session
        for entry in held(turn)
        if entry.content.state == ON
        for session in _of(entry, first)
    ]
    return sorted(found, key=lambda session: (session.day, session.at))


def ahead(turn: Turn) -> Iterator[PlannedSession]:
    """The sessions that have not begun, soonest first."""
    for session in sessions(turn, turn.now.astimezone(turn.zone).date()):
        if is_to_come(turn, session):
            yield session


def coming(turn: Turn) -> PlannedSession | None:
    """The next session that has not begun."""
    return next(ahead(turn), None)


def is_to_come(turn: Turn, one: PlannedSession) -> bool:
    """Tell whether a session has not begun."""
    starts = one.starts(turn.zone)
    return starts is not None and starts > turn.now


def latest(turn: Turn) -> PlannedSession | None:
    """The last session that has begun, of the weeks before."""
    begun = [
        session
        for session in sessions(turn, turn.today - AHEAD)
        if (starts := session.starts(turn.zone)) is not None and starts <= turn.now
    ]
    return begun[-1] if begun else None


def _of(entry: Appointment, first: date) -> Iterator[PlannedSession]:
    content = entry.content
    skipped = frozenset(content.skipped)
    for planned in _planned(entry, first):
        day, at = content.moved.get(planned, (planned, content.time))
        if planned not in skipped and day >= first:
            yield PlannedSession(entry.id, planned, day, at)


def _planned(entry: Appointment, first: date) -> Iterator[date]:
    step = timedelta(weeks=entry.content.every)
    if not step:
        yield entry.day
        return
    behind = max(timedelta(), first - STRAY - entry.day)
    day = entry.day + step * -(-behind // step)
    while day <= first + AHEAD:
        yield day
        day += step
