"""A file laid beside what is stored, part by part.

Each thing of the file is looked up, never searched for: twice the file takes twice the time.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from pydantic import JsonValue

from bot import local_time
from bot.features.portability.export_names import SCALE
from bot.features.portability.import_changes import Plan
from bot.features.portability.import_goals import goal, numbered, renumbered
from bot.features.portability.import_match import StoredMatches
from bot.features.portability.sought import second
from storage.answers import Answer
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.notes import Note, NoteMedium
from storage.wins import Win

EVENING = time(21)
NO_ID = ""  # of what gets one when it is kept


def goals(found: Plan) -> dict[int, int]:
    """Find the number each goal of the file has here: that of its like, its own, or a new one."""
    known = {one.number: one for one in found.held.goals}
    numbers = numbered(known, {one.id: one.title for one in found.told.goals})
    for one in found.told.goals:
        number = numbers[one.id]
        found.goals.add(known.get(number), goal(one, number, numbers))
    return numbers


def trackers(found: Plan) -> None:
    """Sort the trackers in."""
    known = {tracker.id: tracker for tracker in found.held.trackers}
    for one in found.told.trackers:
        found.trackers.add(known.get(one.id), one)


def days(found: Plan, numbers: Mapping[int, int]) -> None:
    """Sort the days in, each with its answers."""
    stored: dict[date, dict[str, Answer]] = {}
    for answer in found.held.answers:
        stored.setdefault(answer.day, {})[answer.step] = answer
    opened = {one.day: one for one in found.held.check_ins}
    for one in found.told.days:
        said = one.said
        day, at = said.date, _told_at(found, said.date, said.told_at)
        told = dict(one.answers)
        if said.goals:
            told["goals"] = {str(numbers[mark.goal]): mark.status for mark in said.goals}
        for step, value in told.items():
            known = stored.get(day, {}).get(step)
            found.answers.add(known, Answer(day, step, value, known.at if known else at))
        known_day = opened.get(day)
        found.check_ins.add(
            known_day,
            CheckIn(
                day,
                known_day.opened_at if known_day else at,
                known_day.completed_at if known_day else said.completed_at,
                as_usual=said.as_usual,
                for_therapy=said.for_therapy,
            ),
        )


def _told_at(found: Plan, day: date, told_at: datetime | None = None) -> datetime:
    evening = local_time.slot_instant(day, EVENING, found.zone)
    return min(told_at or evening or found.now, found.now)


def notes(found: Plan) -> None:
    """Sort the notes in."""
    matches = StoredMatches(
        found.held.notes, lambda note: _about_note(note.at, note.text, note.media)
    )
    for one in found.told.journal:
        about = _about_note(one.at, one.text, one.media)
        if matches.is_twice(one.id, about):
            continue
        known = matches.find(one.id, about)
        day = one.date or second(one.at).astimezone(found.zone).date()
        told = known or Note(matches.name(one.id, NO_ID), one.at, day, "")
        media = one.media
        if known is not None and _files(known.media) == _files(media):
            media = known.media  # which messages they came in is known here alone
        wanted = replace(told, day=day, text=one.text, for_therapy=one.for_therapy, media=media)
        found.notes.add(known, wanted)


def _about_note(
    at: datetime, text: str, media: tuple[NoteMedium, ...]
) -> tuple[datetime, str, tuple[str, ...]]:
    """Know the same note under another id: by its instant, its words and what came with them."""
    return second(at), text, _files(media)


def _files(media: tuple[NoteMedium, ...]) -> tuple[str, ...]:
    return tuple(one.file or one.kind for one in media)


def wins(found: Plan) -> None:
    """Sort the wins in."""
    matches = StoredMatches(found.held.wins, lambda win: (win.day, win.text))
    for one in found.told.wins:
        day, about = one.date, (one.date, one.text)
        if matches.is_twice(one.id, about):
            continue
        known = matches.find(one.id, about)
        at = one.at or _told_at(found, day)
        told = known or Win(matches.name(one.id, NO_ID), day, "", at=at)
        wanted = replace(told, day=day, text=one.text, milestone=one.milestone)
        found.wins.add(known, wanted)


def entries(found: Plan, numbers: Mapping[int, int]) -> None:
    """Sort everything else in."""
    matches = StoredMatches(
        found.held.entries, lambda entry: _about(entry.kind, entry.at, entry.content)
    )
    for one in found.told.entries:
        kind, day, at = one.kind, one.date, one.at
        content = renumbered(one.content, numbers)
        about = _about(kind, at, content)
        if matches.is_twice(one.id, about):
            continue
        known = matches.find(one.id, about)
        if known is not None and known.kind == kind:
            wanted = replace(known, day=day, content=content)
        else:
            known = None
            wanted = Entry(matches.name(one.id, NO_ID), kind, day, at, content)
        found.entries.add(known, wanted)


def _about(kind: str, at: datetime, content: Mapping[str, JsonValue]) -> tuple[str, datetime, str]:
    """Know the same thing under another id; a questionnaire by its name and its instant."""
    said = content["instrument"] if kind == SCALE else content
    return kind, second(at), json.dumps(said, sort_keys=True)
