"""Eight weeks of made-up evenings, so that a newcomer sees a real picture within a minute.

They look like a life: a hard fortnight, silent days, one day like the next, and a last week that
holds together with what is written about it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot import local_time
from bot.features import monthly_check
from conversations.flow import Value
from storage import answers, check_ins, goals, notes, people, preferences, wins
from storage.goals import Goal
from storage.notes import Note
from storage.people import Person
from storage.store import Tx
from storage.wins import Win

Chance = Callable[[int], int]

DAYS = 56
EVENING = time(21)
SILENT = frozenset({52, 45, 44, 38, 37, 36, 29, 24, 17, 11, 4})  # days back without an answer
BY_THE_CLOCK = 28  # days back from where on nights are told by their two ends
WAKES, LIES_IN, VARIES = time(6, 45), time(8, 15), 15  # on other days, at weekends, by minutes
# Where the mood of each week lies, eight weeks back first.
LEVELS = (5.0, 5.4, 4.9, 3.9, 4.3, 5.3, 5.8, 6.2)
TARGET = 2  # goals to answer for


@dataclass(frozen=True, slots=True)
class Evening:
    """What was answered on one evening."""

    mood: int
    hours: float
    quality: int
    marks: tuple[str, ...]


LAST_WEEK = {
    7: Evening(6, 7, 3, ("done", "not")),
    6: Evening(4, 5.5, 2, ("partly", "not")),
    5: Evening(5, 7.25, 3, ("not", "done")),
    3: Evening(7, 7.75, 4, ("done", "done")),
    2: Evening(6, 6.75, 3, ("not", "partly")),
    1: Evening(8, 8, 5, ("done", "done")),
}
NOTES = {
    6: "Slept badly, but the short walk helped.",
    2: "Long day at work. Called my sister in the evening.",
    9: "Did the breathing exercise twice.",
    14: "Cooked for the first time in weeks.",
    20: "Said no to the extra shift, and nothing bad happened.",
    33: "Tired of everything today.",
    41: "Hardly left the flat. The cat was good company.",
}
FOR_THERAPY = frozenset({2, 6, 20})  # the others are seen by nobody else
WINS = {
    3: ("Went to the bakery alone", False),
    1: ("Answered the letter", False),
    10: ("Out of bed before nine, five days running", True),
    26: ("Rang the practice myself", False),
}


def fill(tx: Tx, user_id: int, chance: Chance) -> str | None:
    """Tell eight weeks before today; what was told already stays as it is. None for a stranger."""
    person = people.get(tx, user_id)
    if person is None:
        return None
    zone = local_time.zone(person.timezone)
    today = local_time.local_day(tx.now, zone, person.day_ends_at)
    first = today - timedelta(days=DAYS)
    people.change(tx, user_id, consented_at=min(person.consented_at, _evening(first, person)))
    numbers = _goals(tx, user_id, first)
    told = {answer.day for answer in answers.between(tx, user_id, first, today)}
    for back, evening in _evenings(chance).items():
        if today - timedelta(days=back) not in told:
            day = today - timedelta(days=back)
            _tell(tx, person, day, numbers, evening, by_the_clock=back <= BY_THE_CLOCK)
    _words(tx, person, today)
    # A life that begins eight weeks ago has been asked the question of the month.
    asked_next = today + monthly_check.AGAIN_AFTER
    preferences.set_(tx, user_id, monthly_check.NEXT, asked_next.isoformat())
    return person.timezone


def _evenings(chance: Chance) -> dict[int, Evening]:
    """Make up the evenings by how many days back they are, the oldest first."""
    made: dict[int, Evening] = {}
    drift = 0.0
    for back in range(DAYS, 7, -1):
        drift = 0.4 * drift + (chance(7) - 3) * 0.75
        if back not in SILENT:
            made[back] = _made_up(LEVELS[(DAYS - back) // 7] + drift, chance)
    return made | LAST_WEEK


def _made_up(level: float, chance: Chance) -> Evening:
    mood = max(2, min(10, round(level)))
    hours = round((5.2 + 0.3 * mood + (chance(7) - 3) / 4) * 4) / 4
    marks = tuple(
        "done" if roll < 22 + 5 * mood else "partly" if roll < 45 + 5 * mood else "not"
        for roll in (chance(100), chance(100))
    )
    return Evening(mood, hours, max(1, min(5, round(hours) - 4 + chance(2))), marks)


def _goals(tx: Tx, user_id: int, first: date) -> list[int]:
    """Name the goals to answer for: the person's own first, then made-up ones."""
    there = goals.list_(tx, user_id)
    numbers = [goal.number for goal in there if goal.horizon == "short"]
    if len(numbers) >= TARGET:
        return numbers
    long_term = next((goal.number for goal in there if goal.horizon == "long"), None)
    if long_term is None:
        title = "Feel at home in my days again"
        long_term = goals.add(tx, user_id, _goal(title, first, horizon="long"))
    for title, often in (("Walk after lunch", 3), ("Out of bed by 9", 5)):
        if len(numbers) < TARGET and title not in {goal.title for goal in there}:
            goal = _goal(title, first, often=often, towards=long_term)
            numbers.append(goals.add(tx, user_id, goal))
    return numbers


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
    zone = local_time.zone(person.timezone)
    at = local_time.slot_instant(day, EVENING, zone)
    if at is None:
        raise ValueError("that day does not exist in this zone")
    return at


def _tell(
    tx: Tx, person: Person, day: date, numbers: list[int], evening: Evening, *, by_the_clock: bool
) -> None:
    at = _evening(day, person)
    told: dict[str, Value] = {
        "mood": evening.mood,
        "sleep": _night(day, evening.hours, by_the_clock=by_the_clock),
        "quality": evening.quality,
        "goals": {str(n): mark for n, mark in zip(numbers, evening.marks, strict=False)},
    }
    for step, value in told.items():
        answers.keep(tx, person.id, day, step, value, at)
    check_ins.touch(tx, person.id, day, completed_at=at)


def _night(day: date, hours: float, *, by_the_clock: bool) -> Value:
    """A night by its hours, or by when it began and ended, which differs a little by the day."""
    if not by_the_clock:
        return {"hours": hours, "bed": None, "wake": None}
    wakes = datetime.combine(day, LIES_IN if day.isoweekday() > 5 else WAKES)
    wakes += timedelta(minutes=VARIES * (day.toordinal() % 4))
    bed = wakes - timedelta(hours=hours)
    return {"hours": hours, "bed": f"{bed:%H:%M}", "wake": f"{wakes:%H:%M}"}


def _words(tx: Tx, person: Person, today: date) -> None:
    first = today - timedelta(days=DAYS)
    noted = {note.text for note in notes.between(tx, person.id, first, today)}
    won = {win.text for win in wins.between(tx, person.id, first, today)}
    for back, words in NOTES.items():
        day = today - timedelta(days=back)
        if words not in noted:
            notes.add(
                tx,
                person.id,
                Note(tx.new_id(), _evening(day, person), day, words, back in FOR_THERAPY),
            )
    for back, (words, milestone) in WINS.items():
        if words not in won:
            day = today - timedelta(days=back)
            at = _evening(day, person)
            wins.add(tx, person.id, Win(tx.new_id(), day, words, milestone, at))
