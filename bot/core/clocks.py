"""The clocks that somebody has lived by: an old instant is read by the one of its time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot import local_time
from storage.people import Person


def clock_of(person: Person, at: datetime) -> tuple[ZoneInfo, time]:
    """The zone and the end of the day that the person lived by at an instant."""
    for earlier in person.earlier_clocks:
        if at <= earlier.until:  # an export knows seconds only
            return local_time.zone(earlier.timezone), earlier.day_ends_at
    return local_time.zone(person.timezone), person.day_ends_at


def day_of(person: Person, at: datetime) -> date:
    """Which day it was for the person at an instant."""
    return local_time.local_day(at, *clock_of(person, at))


def clock_time(person: Person, at: datetime) -> time:
    """What the person's clock showed at an instant, to the minute."""
    shown = at.astimezone(clock_of(person, at)[0])
    return shown.time().replace(second=0, microsecond=0)


def horizon(person: Person, today: date) -> date:
    """The last day of which something can have been told: mostly today.

    Who flies east over the date line has told of days that are still to come where they land.
    """
    return max([today, *(day_of(person, clock.until) for clock in person.earlier_clocks)])
