"""Reading an exported file, whoever wrote it: every value is checked before anything is kept."""

import json
import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from pydantic import JsonValue

from bot.features.portability import import_parts
from bot.features.portability.bounds import (
    MOST,
    MOST_ANSWERS,
    MOST_BYTES,
    MOST_OBJECTS,
    MOST_QUESTIONS,
    TOO_DENSE,
    TOO_LARGE,
    too_many,
)
from bot.features.portability.export_names import FORMAT, LOST, SCALE, VERSION
from bot.features.portability.import_models import (
    ImportedEntry,
    ImportedGoal,
    ImportedNote,
    ImportedProfile,
    ImportedReminder,
    ImportedWin,
)
from bot.features.portability.import_parts import ToldDay
from bot.features.portability.kinds import Kinds
from bot.features.portability.sought import Sought, sought
from conversations.text import Text, own, t
from conversations.trackers import Question
from storage.trackers import Tracker

T = TypeVar("T")


class Unfit(Exception):
    """The file cannot be taken in; `why` is one sentence for the person."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


NO_EXPORT = t("That isn't a file from /export, so nothing was imported.")
PACKED = t("That file is zipped. Please unzip it and send the .json file inside.")
NEWER = t("That file is from a newer version than mine, so I can't be sure I'd read it right.")


@dataclass(frozen=True, slots=True)
class ImportFile:
    """What the file says, each part as the models let it through."""

    profile: ImportedProfile
    goals: tuple[ImportedGoal, ...]
    trackers: tuple[Tracker, ...]
    days: tuple[ToldDay, ...]
    journal: tuple[ImportedNote, ...]
    wins: tuple[ImportedWin, ...]
    entries: tuple[ImportedEntry, ...]
    reminders: tuple[ImportedReminder, ...]
    preferences: Mapping[str, str]


def read(data: bytes, now: datetime, kinds: Kinds) -> ImportFile:
    """Everything in the file; raises Unfit with a sentence when it cannot be trusted."""
    document = _document(data)
    goals = _part(document, "goals", ImportedGoal.model_validate)
    trackers = _part(document, "trackers", import_parts.tracker)
    asked = {one.id: Question.from_content(one.id, one.content) for one in trackers}
    days = _part(document, "check_ins", partial(import_parts.told, now, asked))
    _one_of_each(goals, "goals", lambda goal: goal.id)
    _one_of_each(trackers, "trackers", lambda tracker: tracker.id)
    _one_of_each(days, "check_ins", lambda told: told.said.date)
    _not_too_many(days)
    told = ImportFile(
        profile=_whole(document, "profile", ImportedProfile.model_validate),
        goals=goals,
        trackers=trackers,
        days=days,
        journal=_part(document, "journal", partial(import_parts.note, now)),
        wins=_part(document, "wins", partial(ImportedWin.model_validate, context=now)),
        entries=_entries(document, now, kinds),
        reminders=_part(document, "reminders", ImportedReminder.model_validate),
        preferences=_whole(document, "preferences", import_parts.preferences),
    )
    _know_their_goals(told, kinds)
    return told


def sought_by(data: bytes, now: datetime, kinds: Kinds) -> Sought:
    """What the file may speak of that is stored already; raises Unfit as `read` does."""
    told = read(data, now, kinds)
    return sought((one.said.date for one in told.days), told.journal, told.wins, told.entries)


def _document(data: bytes) -> dict[str, JsonValue]:
    if len(data) > MOST_BYTES:
        raise Unfit(TOO_LARGE)
    if data[:2] in (b"PK", b"\x1f\x8b") or data[:3] in (b"Rar", b"BZh"):
        raise Unfit(PACKED)
    if data.count(b"{") + data.count(b"[") > MOST_OBJECTS:
        raise Unfit(TOO_DENSE)
    try:
        found = json.loads(
            data.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_finite
        )
    except (ValueError, RecursionError):
        raise Unfit(NO_EXPORT) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Unfit(NO_EXPORT)
    version = found.get("version")
    if type(version) is not int or version < 1:
        raise Unfit(NO_EXPORT)
    if version > VERSION:
        raise Unfit(NEWER)
    return found


def _no_number(_name: str) -> float:
    raise ValueError


def _finite(written: str) -> float:
    found = float(written)
    if not math.isfinite(found):
        raise ValueError
    return found


def _part(
    document: Mapping[str, JsonValue], part: str, check: Callable[[JsonValue], T]
) -> tuple[T, ...]:
    found = document.get(part, [])
    if not isinstance(found, list):
        raise Unfit(_odd(part))
    if len(found) > MOST[part]:
        raise Unfit(too_many(part, MOST[part]))
    checked = []
    for place, one in enumerate(found, 1):
        if part != "goals" and isinstance(one, dict) and one.get(LOST) is True:
            continue  # a goal has its number still, of which days may speak
        try:
            checked.append(check(one))
        except (ValueError, RecursionError):
            raise Unfit(_odd(part, place)) from None
    return tuple(checked)


def _whole(document: Mapping[str, JsonValue], part: str, check: Callable[[JsonValue], T]) -> T:
    try:
        return check(document.get(part, {}))
    except (ValueError, RecursionError):
        raise Unfit(_odd(part)) from None


def _odd(part: str, place: int = 0) -> Text:
    if not place:
        return t(
            "Something under “{part}” in that file isn't written the way I write it, so "
            "nothing was imported.",
            part=own(part),
        )
    return t(
        "Number {place} under “{part}” in that file isn't written the way I write it, so "
        "nothing was imported.",
        place=place,
        part=own(part),
    )


def _one_of_each(found: tuple[T, ...], part: str, key: Callable[[T], Hashable]) -> None:
    if len({key(one) for one in found}) < len(found):
        raise Unfit(_odd(part))


def _not_too_many(days: Iterable[ToldDay]) -> None:
    """Days hold answers each of which is a row, to questions each of which is a column."""
    if sum(len(one.answers) for one in days) > MOST_ANSWERS:
        raise Unfit(too_many("answers", MOST_ANSWERS))
    if len({step for one in days for step in one.answers}) > MOST_QUESTIONS:
        raise Unfit(too_many("answers", MOST_QUESTIONS))


def _know_their_goals(told: ImportFile, kinds: Kinds) -> None:
    """Nothing may speak of a goal that the file does not hold."""
    known = {goal.id for goal in told.goals}
    for place, goal in enumerate(told.goals, 1):
        towards = goal.towards
        if towards is not None and (towards == goal.id or towards not in known):
            raise Unfit(_odd("goals", place))
    for place, one in enumerate(told.days, 1):
        if not {mark.goal for mark in one.said.goals} <= known:
            raise Unfit(_odd("check_ins", place))
    for place, entry in enumerate(told.entries, 1):
        about = entry.content.get("goal")
        if entry.kind not in kinds or about is None:
            continue
        if not isinstance(about, int) or about not in known:
            raise Unfit(_odd("entries", place))


def _entries(
    document: Mapping[str, JsonValue], now: datetime, kinds: Kinds
) -> tuple[ImportedEntry, ...]:
    """All entries; a questionnaire that stands only in its own list is one of them."""
    found = _part(document, "entries", partial(import_parts.entry, now, kinds))
    known = {_scale(one) for one in found if one.kind == SCALE}
    scales = _part(document, "scales", partial(import_parts.scale, now, kinds))
    more = [one for one in scales if _scale(one) not in known]
    return (*found, *more)


def _scale(one: ImportedEntry) -> tuple[str, datetime]:
    return str(one.content["instrument"]), one.at
