"""Eight weeks of made-up evenings, so that a newcomer sees a real picture within a minute."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from bot import timetable
from conversations.flow import Value
from storage import answers, check_ins, goals, journal, people, wins
from storage.goals import Goal
from storage.journal import Note
from storage.people import Person
from storage.store import Tx
from storage.wins import Win

WEEKS = 8
SKIPPED = 8  # about one evening in so many has no answer, as in life
NOTES = (
    "Slept badly, but the walk helped.",
    "Long day at work. Called my sister in the evening.",
    "Did the breathing exercise twice.",
    "Tired of everything today.",
    "Cooked for the first time in weeks.",
)
WINS = ("Out of bed before nine", "Went to the bakery alone", "Answered the letter")
Chance = Callable[[int], int]


def fill(tx: Tx, user_id: int, chance: Chance) -> str | None:
    """Tell eight weeks before today; what was told already stays as it is. None for a stranger."""
    person = people.get(tx, user_id)
    if person is None:
        return None
    zone = timetable.zone(person.timezone)
    today = timetable.local_day(tx.now, zone, person.day_ends_at)
    first = today - timedelta(weeks=WEEKS)
    people.change(tx, user_id, consented_at=min(person.consented_at, _evening(first, person)))
    numbers = _goals(tx, user_id, first)
    told = {a.day for a in answers.between(tx, user_id, first, today)}
    for back in range(WEEKS * 7, 0, -1):
        day = today - timedelta(days=back)
        if day not in told and chance(SKIPPED) != 0:
            _day(tx, person, day, numbers, chance, progress=1 - back / (WEEKS * 7))
    _words(tx, person, today)
    return person.timezone


def _goals(tx: Tx, user_id: int, first: date) -> list[int]:
    if goals.list_(tx, user_id):
        return [goal.number for goal in goals.list_(tx, user_id) if goal.horizon == "short"]
    long_term = goals.add(
        tx, user_id, _goal("Feel at home in my days again", first, horizon="long")
    )
    return [
        goals.add(tx, user_id, _goal("Walk after lunch", first, often=3, towards=long_term)),
        goals.add(tx, user_id, _goal("Out of bed by 9", first, often=5, towards=long_term)),
    ]


def _goal(
    title: str,
    first: date,
    *,
    often: int | None = None,
    horizon: str = "short",
    towards: int | None = None,
) -> Goal:
    return Goal(
        number=0,
        title=title,
        horizon=horizon,
        times_per_week=often,
        days=(),
        until=None,
        towards=towards,
        status="active",
        created=first,
        changed=first,
    )


def _evening(day: date, person: Person) -> datetime:
    zone = timetable.zone(person.timezone)
    at = timetable.slot_instant(day, time(21), zone)
    if at is None:
        raise ValueError("that day does not exist in this zone")
    return at


def _day(
    tx: Tx, person: Person, day: date, numbers: list[int], chance: Chance, *, progress: float
) -> None:
    at = _evening(day, person)
    mood = max(1, min(10, round(3.4 + 2.6 * progress) + chance(6) - 2))
    hours = round((5.5 + mood / 5 + chance(5) / 4) * 4) / 4
    told: dict[str, Value] = {
        "mood": mood,
        "sleep": {"hours": hours, "bed": None, "wake": None},
        "quality": max(1, min(5, round(mood / 2) + chance(3) - 1)),
        "goals": {str(n): ("done", "partly", "not", "not")[chance(4)] for n in numbers},
    }
    for step, value in told.items():
        answers.keep(tx, person.id, day, step, value, at)
    check_ins.touch(tx, person.id, day, completed_at=at)


def _words(tx: Tx, person: Person, today: date) -> None:
    for index, words in enumerate(NOTES):
        day = today - timedelta(days=1 + index * 3)
        journal.add(tx, person.id, Note(tx.new_id(), _evening(day, person), day, words))
    for index, words in enumerate(WINS):
        wins.add(tx, person.id, Win(tx.new_id(), today - timedelta(days=2 + index * 4), words))
