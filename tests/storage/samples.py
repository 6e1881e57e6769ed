"""Values that the storage tests speak about."""

from datetime import date, datetime, time

from storage.goals import Goal
from storage.people import Person

ALICE, BOB = 7_000_000_001, 7_000_000_002
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def person(user_id: int, at: datetime) -> Person:
    return Person(user_id, user_id, "en", "Europe/Riga", time(4), "1", at, at)


def walk(number: int = 0) -> Goal:
    return Goal(
        number, "Walk after lunch", "short", 3, (1, 3, 5), date(2026, 12, 31), None,
        "active", MONDAY, MONDAY,
    )  # fmt: skip
