"""What an import would change: the file beside what is stored, with nothing written yet.

Worked out in another process. Each thing of the file is looked up, never searched for: twice the
file takes twice the time.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import count
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from bot import local_time
from bot.features.portability.belongings import Belongings
from bot.features.portability.bounds import (
    MOST_GOALS,
    MOST_QUESTIONS,
    MOST_TRACKERS,
    most_of,
    too_many,
)
from bot.features.portability.export import SCALE
from bot.features.portability.import_checks import MOST_KEPT
from bot.features.portability.import_match import Shelf
from bot.features.portability.import_read import ImportFile, Unfit
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note
from storage.trackers import Tracker
from storage.wins import Win

T = TypeVar("T")
EVENING = time(21)
NO_ID = ""  # of what gets one when it is kept


@dataclass(slots=True)
class PlannedChange(Generic[T]):
    """What is new, and what is stored in another way: (as it is, as the file has it)."""

    new: list[T] = field(default_factory=list)
    other: list[tuple[T, T]] = field(default_factory=list)

    def add(self, known: T | None, wanted: T) -> None:
        """Sort one thing of the file in."""
        if known is None:
            self.new.append(wanted)
        elif known != wanted:
            self.other.append((known, wanted))

    def wanted(self, *, over: bool) -> Iterable[T]:
        """All that is to be kept: what is new, and with `over` what is here in another way."""
        return (*self.new, *(wanted for _, wanted in (self.other if over else ())))


@dataclass(slots=True)
class Plan:
    """All that would change, and whether the settings of the file would be taken over."""

    told: ImportFile
    held: Belongings
    now: datetime
    goals: PlannedChange[Goal] = field(default_factory=PlannedChange)
    trackers: PlannedChange[Tracker] = field(default_factory=PlannedChange)
    answers: PlannedChange[Answer] = field(default_factory=PlannedChange)
    check_ins: PlannedChange[CheckIn] = field(default_factory=PlannedChange)
    notes: PlannedChange[Note] = field(default_factory=PlannedChange)
    wins: PlannedChange[Win] = field(default_factory=PlannedChange)
    entries: PlannedChange[Entry] = field(default_factory=PlannedChange)

    @property
    def changes(self) -> tuple[PlannedChange[Any], ...]:
        """All that is sorted in."""
        return (
            self.goals,
            self.trackers,
            self.answers,
            self.check_ins,
            self.notes,
            self.wins,
            self.entries,
        )

    @property
    def anything_new(self) -> bool:
        """Whether something is not here yet."""
        return any(change.new for change in self.changes)

    @property
    def others(self) -> int:
        """How many things are here, but not as the file has them."""
        return sum(len(change.other) for change in self.changes)

    @property
    def fresh(self) -> bool:
        """Whether nothing was told here before, so that settings come along."""
        held = self.held
        return not (held.answers or held.goals or held.notes or held.entries)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return local_time.zone(self.held.person.timezone)


def plan(told: ImportFile, held: Belongings, now: datetime) -> Plan:
    """Lay the file beside what is stored; raises Unfit where both would be too much."""
    found = Plan(told, held, now)
    numbers = _goals(found)
    known = {tracker.id: tracker for tracker in held.trackers}
    for one in told.trackers:
        wanted = Tracker(one["id"], one["place"], one["active"], one["created"], one["content"])
        found.trackers.add(known.get(wanted.id), wanted)
    _days(found, numbers)
    _notes(found)
    _wins(found)
    _entries(found, numbers)
    _not_too_much(found)
    return found


def _not_too_much(found: Plan) -> None:
    """Hold the bounds also for whoever brings one file after the other."""
    held = found.held
    for part, change, known, most in (
        ("goals", found.goals, held.goals, MOST_GOALS),
        ("trackers", found.trackers, held.trackers, MOST_TRACKERS),
    ):
        if change.new and len(known) + len(change.new) > most:
            raise Unfit(too_many(part, most))
    asked = {answer.step for answer in held.answers}
    new = {answer.step for answer in found.answers.new} - asked
    if new and len(asked | new) > MOST_QUESTIONS:
        raise Unfit(too_many("answers", MOST_QUESTIONS))
    kinds = Counter(entry.kind for entry in held.entries)
    for kind, many in Counter(entry.kind for entry in found.entries.new).items():
        if kinds[kind] + many > most_of(kind):
            raise Unfit(too_many(kind, most_of(kind)))


def _goals(found: Plan) -> dict[int, int]:
    """Find the number each goal of the file has here: that of its like, its own, or a new one."""
    known = {goal.number: goal for goal in found.held.goals}
    numbers = numbered(known, {one["id"]: one["title"] for one in found.told.goals})
    for one in found.told.goals:
        number = numbers[one["id"]]
        found.goals.add(known.get(number), _goal(one, number, numbers))
    return numbers


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


def _goal(one: Mapping[str, Any], number: int, numbers: Mapping[int, int]) -> Goal:
    return Goal(
        number=number,
        title=one["title"],
        horizon=one["horizon"],
        times_per_week=one["times_per_week"],
        days=tuple(one["days"]),
        until=one["until"],
        towards=numbers.get(one["towards"]),
        status=one["status"],
        created=one["created"],
        changed=one["changed"] or one["created"],
        once=one["once"],
    )


def _days(found: Plan, numbers: Mapping[int, int]) -> None:
    stored: dict[date, dict[str, Answer]] = {}
    for answer in found.held.answers:
        stored.setdefault(answer.day, {})[answer.step] = answer
    opened = {one.day: one for one in found.held.check_ins}
    for one in found.told.days:
        day, at = one["date"], _told_at(found, one)
        told = dict(one["told"])
        if one["marks"]:
            told["goals"] = {str(numbers[number]): mark for number, mark in one["marks"]}
        for step, value in told.items():
            known = stored.get(day, {}).get(step)
            found.answers.add(known, Answer(day, step, value, known.at if known else at))
        known_day = opened.get(day)
        found.check_ins.add(
            known_day,
            CheckIn(
                day,
                known_day.opened_at if known_day else at,
                known_day.completed_at if known_day else one["completed_at"],
                as_usual=one["as_usual"],
                for_therapy=one["for_therapy"],
            ),
        )


def _told_at(found: Plan, one: Mapping[str, Any]) -> datetime:
    evening = local_time.slot_instant(one["date"], EVENING, found.zone)
    at: datetime = one["told_at"] or evening or found.now
    return min(at, found.now)


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _notes(found: Plan) -> None:
    shelf = Shelf(found.held.notes, lambda note: (_second(note.at), note.text))
    for one in found.told.journal:
        about = (_second(one["at"]), one["text"])
        if shelf.is_twice(one["id"], about):
            continue
        known = shelf.find(one["id"], about)
        day = one["date"] or _second(one["at"]).astimezone(found.zone).date()
        told = known or Note(shelf.name(one["id"], NO_ID), one["at"], day, "")
        wanted = replace(told, day=day, text=one["text"], for_therapy=one["for_therapy"])
        found.notes.add(known, wanted)


def _wins(found: Plan) -> None:
    shelf = Shelf(found.held.wins, lambda win: (win.day, win.text))
    for one in found.told.wins:
        day, about = one["date"], (one["date"], one["text"])
        if shelf.is_twice(one["id"], about):
            continue
        known = shelf.find(one["id"], about)
        at = one["at"] or _told_at(found, {**one, "told_at": None})
        told = known or Win(shelf.name(one["id"], NO_ID), day, "", at=at)
        wanted = replace(told, day=day, text=one["text"], milestone=one["milestone"])
        found.wins.add(known, wanted)


def _entries(found: Plan, numbers: Mapping[int, int]) -> None:
    shelf = Shelf(found.held.entries, lambda entry: _about(entry.kind, entry.at, entry.content))
    for one in found.told.entries:
        kind, day, at = one["kind"], one["date"], one["at"]
        content = _renumbered(one["content"], numbers)
        about = _about(kind, at, content)
        if shelf.is_twice(one["id"], about):
            continue
        known = shelf.find(one["id"], about)
        if known is not None and known.kind == kind:
            wanted = replace(known, day=day, content=content)
        else:
            known = None
            wanted = Entry(shelf.name(one["id"], NO_ID), kind, day, at, content)
        found.entries.add(known, wanted)


def _about(kind: str, at: datetime, content: Mapping[str, Any]) -> tuple[str, datetime, str]:
    """Know the same thing under another id; a questionnaire by its name and its instant."""
    said = content["instrument"] if kind == SCALE else content
    return kind, _second(at), json.dumps(said, sort_keys=True)


def _renumbered(content: dict[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
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
