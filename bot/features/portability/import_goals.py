"""The numbers that goals of a file have here, and what speaks of goals by these numbers."""

from collections.abc import Mapping
from itertools import count

from pydantic import JsonValue

from bot.features.portability.import_models import ImportedGoal
from bot.features.portability.import_parts import MOST_KEPT
from storage.goals import Goal


def numbered(known: Mapping[int, Goal], wanted: Mapping[int, str]) -> dict[int, int]:
    """Find for the number and title of each goal of a file the number that it has here.

    Where its own is taken a new one gets a number beyond all that are here or in the file, so that
    the same file finds the same numbers again once its goals are here.
    """
    numbers = {id: id for id, title in wanted.items() if id in known and known[id].title == title}
    left: dict[str, list[int]] = {}
    for number in sorted(known.keys() - numbers.keys(), reverse=True):
        left.setdefault(known[number].title, []).append(number)
    for id, title in wanted.items():
        if id not in numbers and left.get(title):
            numbers[id] = left[title].pop()
    beyond = count(max((n for n in (*known, *wanted) if n <= MOST_KEPT), default=0) + 1)
    for id in wanted:
        if id not in numbers:
            numbers[id] = next(beyond) if id in known or id > MOST_KEPT else id
    return numbers


def goal(one: ImportedGoal, number: int, numbers: Mapping[int, int]) -> Goal:
    """A goal of the file by the numbers that goals have here."""
    return Goal(
        number=number,
        title=one.title,
        horizon=one.horizon,
        times_per_week=one.times_per_week,
        days=one.days,
        until=one.until,
        towards=numbers.get(one.towards or 0),
        status=one.status,
        created=one.created,
        changed=one.changed or one.created,
        once=one.once,
    )


def renumbered(content: dict[str, JsonValue], numbers: Mapping[int, int]) -> dict[str, JsonValue]:
    """Let an entry speak of its goal by the number it has here."""
    about, many = content.get("goal"), content.get("goals")
    changed = dict(content)
    if type(about) is int and about in numbers:
        changed["goal"] = numbers[about]
    if isinstance(many, dict):
        changed["goals"] = {_here(key, numbers): value for key, value in many.items()}
    return changed


def _here(key: str, numbers: Mapping[int, int]) -> str:
    """Name a goal by its number here; "01" is no name that an export gives."""
    number = int(key) if key.isascii() and key.isdecimal() else 0
    return str(numbers[number]) if str(number) == key and number in numbers else key
