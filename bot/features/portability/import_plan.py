"""What an import would change: the file beside what is stored, with nothing written yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar

from bot import local_time as timetable
from bot.core.turn import Turn
from bot.features.portability.export import OF_AN_IMPORT, SCALE
from bot.features.portability.import_checks import MOST_KEPT
from bot.features.portability.import_match import Shelf
from bot.features.portability.import_read import Told
from storage import answers, check_ins, entries, goals, journal, trackers, wins
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.journal import Note
from storage.trackers import Tracker
from storage.wins import Win

T = TypeVar("T")
EVER = (date.min, date.max)
EVENING = time(21)


@dataclass(slots=True)
class Change(Generic[T]):
    """What is new, and what is stored in another way: (as it is, as the file has it)."""

    new: list[T] = field(default_factory=list)
    other: list[tuple[T, T]] = field(default_factory=list)

    def add(self, known: T | None, wanted: T) -> None:
        """Sort one thing of the file in."""
        if known is None:
            self.new.append(wanted)
        elif known != wanted:
            self.other.append((known, wanted))


@dataclass(slots=True)
class Plan:
    """All that would change, and whether the settings of the file would be taken over."""

    told: Told
    goals: Change[Goal] = field(default_factory=Change)
    trackers: Change[Tracker] = field(default_factory=Change)
    answers: Change[Answer] = field(default_factory=Change)
    check_ins: Change[CheckIn] = field(default_factory=Change)
    notes: Change[Note] = field(default_factory=Change)
    wins: Change[Win] = field(default_factory=Change)
    entries: Change[Entry] = field(default_factory=Change)
    fresh: bool = False

    @property
    def changes(self) -> tuple[Change[Any], ...]:
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
    def anything_else(self) -> bool:
        """Whether something is here, but not as the file has it."""
        return any(change.other for change in self.changes)


def plan(turn: Turn, told: Told) -> Plan:
    """Lay the file beside what is stored."""
    found = Plan(told)
    numbers = _goals(turn, found)
    for one in told.trackers:
        wanted = Tracker(one["id"], one["place"], one["active"], one["created"], one["content"])
        found.trackers.add(trackers.get(turn.tx, turn.user_id, wanted.id), wanted)
    days = _days(turn, found, numbers)
    _notes(turn, found)
    _wins(turn, found)
    _entries(turn, found, numbers)
    held = goals.list_(turn.tx, turn.user_id) or journal.recent(turn.tx, turn.user_id, 1)
    found.fresh = not (days or held or _kept(turn))
    return found


def _goals(turn: Turn, found: Plan) -> dict[int, int]:
    """Find the number each goal of the file has here: that of its like, its own, or the next."""
    known = {goal.number: goal for goal in goals.list_(turn.tx, turn.user_id)}
    left, numbers = dict(known), dict[int, int]()
    for same in (lambda goal, one: goal.number == one["id"], lambda _goal, _one: True):
        for one in found.told.goals:
            like = next(
                (g for g in left.values() if g.title == one["title"] and same(g, one)), None
            )
            if one["id"] not in numbers and like is not None:
                numbers[one["id"]] = left.pop(like.number).number
    for one in found.told.goals:
        taken = {*known, *numbers.values()}
        if one["id"] not in numbers:
            free = one["id"] not in taken and one["id"] <= MOST_KEPT
            numbers[one["id"]] = one["id"] if free else max(taken, default=0) + 1
    for one in found.told.goals:
        number = numbers[one["id"]]
        found.goals.add(known.get(number), _goal(one, number, numbers))
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


def _days(turn: Turn, found: Plan, numbers: Mapping[int, int]) -> bool:
    """Sort the days in; tell whether any was told here before."""
    stored: dict[date, dict[str, Answer]] = {}
    for answer in answers.between(turn.tx, turn.user_id, *EVER):
        stored.setdefault(answer.day, {})[answer.step] = answer
    opened = {one.day: one for one in check_ins.between(turn.tx, turn.user_id, *EVER)}
    for one in found.told.days:
        day, at = one["date"], _told_at(turn, one)
        told = dict(one["told"])
        if one["marks"]:
            told["goals"] = {str(numbers[number]): mark for number, mark in one["marks"]}
        for step, value in told.items():
            known = stored.get(day, {}).get(step)
            wanted = Answer(day, step, value, known.at if known else at)
            found.answers.add(known, wanted)
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
    return bool(stored)


def _told_at(turn: Turn, one: Mapping[str, Any]) -> datetime:
    evening = timetable.slot_instant(one["date"], EVENING, turn.zone)
    at: datetime = one["told_at"] or evening or turn.now
    return min(at, turn.now)


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)


def _notes(turn: Turn, found: Plan) -> None:
    stored = journal.between(turn.tx, turn.user_id, *EVER)
    shelf = Shelf(stored, lambda note: (_second(note.at), note.text))
    for one in found.told.journal:
        about = (_second(one["at"]), one["text"])
        if shelf.is_twice(one["id"], about):
            continue
        known = shelf.find(one["id"], about)
        day = one["date"] or _second(one["at"]).astimezone(turn.zone).date()
        told = known or Note(shelf.name(one["id"], turn.tx.new_id), one["at"], day, "")
        wanted = replace(told, day=day, text=one["text"], for_therapy=one["for_therapy"])
        found.notes.add(known, wanted)


def _wins(turn: Turn, found: Plan) -> None:
    stored = wins.between(turn.tx, turn.user_id, *EVER)
    shelf = Shelf(stored, lambda win: (win.day, win.text))
    for one in found.told.wins:
        day, about = one["date"], (one["date"], one["text"])
        if shelf.is_twice(one["id"], about):
            continue
        known = shelf.find(one["id"], about)
        at = one["at"] or _told_at(turn, {**one, "told_at": None})
        told = known or Win(shelf.name(one["id"], turn.tx.new_id), day, "", at=at)
        wanted = replace(told, day=day, text=one["text"], milestone=one["milestone"])
        found.wins.add(known, wanted)


def _entries(turn: Turn, found: Plan, numbers: Mapping[int, int]) -> None:
    shelf = Shelf(_kept(turn), lambda entry: _about(entry.kind, entry.at, entry.content))
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
            wanted = Entry(shelf.name(one["id"], turn.tx.new_id), kind, day, at, content)
        found.entries.add(known, wanted)


def _kept(turn: Turn) -> list[Entry]:
    """All entries but those of an import under way."""
    every = entries.every(turn.tx, turn.user_id)
    return [entry for entry in every if not entry.kind.startswith(OF_AN_IMPORT)]


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
