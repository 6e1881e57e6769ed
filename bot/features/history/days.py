"""What a day means for a person: whether it was told, and whether it can be."""

from datetime import date, datetime, timedelta

from bot import local_time as timetable
from bot.core.turn import Turn
from bot.features.trackers import active as trackers_of
from storage import answers
from storage.people import Person
from storage.store import Tx

# `/day` reaches a year back; older days are history.
REACH = timedelta(days=366)


def is_told(turn: Turn, day: date) -> bool:
    """Tell whether anything was answered about a day, beyond what its morning was asked."""
    return told(turn.tx, turn.known, day)


def told(tx: Tx, person: Person, day: date) -> bool:
    """The same, for those who have no turn: a morning's answers do not tell how the day was."""
    given = answers.steps(tx, person.id, day)
    return bool(given) and not given <= trackers_of.morning_steps(tx, person)


def first_day(turn: Turn) -> date:
    """Find the day on which the person began."""
    known = turn.known
    return timetable.local_day(known.consented_at, turn.zone, known.day_ends_at)


def end_of(turn: Turn, day: date) -> datetime:
    """Find the instant at which a day ends for the person."""
    ends = timetable.slot_instant(day + timedelta(days=1), turn.known.day_ends_at, turn.zone)
    return ends or turn.now + timedelta(hours=12)


def yesterday_is_open(turn: Turn) -> bool:
    """Tell whether yesterday can be offered: the person was here, and nothing of it was told."""
    return turn.yesterday >= first_day(turn) and not is_told(turn, turn.yesterday)
