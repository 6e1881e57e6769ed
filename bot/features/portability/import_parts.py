"""The parts of an exported file, one check each: from JSON to plain values that can be kept."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from bot import local_time
from bot.features.portability import import_kinds
from bot.features.portability.belongings import HERE_ONLY
from bot.features.portability.export import CORE, EVERY_DAY, FIELDS, OF_AN_IMPORT, OTHER, SCALE
from bot.features.portability.import_checks import (
    EARLIEST,
    LATEST,
    MOST_KEPT,
    MOST_NUMBER,
    REQUIRED,
    Bad,
    Check,
    clock,
    clock_words,
    day,
    day_words,
    flag,
    goal_number,
    listing,
    lived_by,
    mapping,
    maybe,
    name,
    number,
    one_of,
    own_id,
    plain,
    shape,
    told_by,
    whole,
    words,
)
from conversations.trackers import Question
from conversations.trackers.asking import ask

TEXT, NOTE = 8_000, 20_000
NOON = time(12)

_STATUS = one_of("done", "partly", "not")
_WEEKDAYS = listing(whole(1, 7), 7)
GOAL = shape(
    {
        "id": (goal_number, REQUIRED),
        "title": (words(300, least=1), REQUIRED),
        "horizon": (one_of("short", "long"), "short"),
        "times_per_week": (maybe(whole(1, 100)), None),
        "days": (_WEEKDAYS, []),
        "until": (maybe(day()), None),
        "towards": (maybe(goal_number), None),
        "once": (flag, False),
        "status": (one_of("active", "paused", "reached", "let_go"), "active"),
        "created": (day(), EARLIEST),
        "changed": (maybe(day()), None),
    }
)
_MARK = shape({"goal": (goal_number, REQUIRED), "status": (_STATUS, REQUIRED)})
REMINDER = shape(
    {
        "kind": (one_of("evening", "morning"), REQUIRED),
        "time": (clock, REQUIRED),
        "days": (_WEEKDAYS, list(EVERY_DAY)),
    }
)


def _zone(value: Any) -> str | None:
    """A zone by its name; one that nobody here knows leaves the person's own."""
    try:
        return local_time.zone(words(64)(value)).key
    except local_time.UnknownZone:
        return None


def _end_of_day(value: Any) -> time | None:
    """The hour until which a night belongs to the day before; none of an afternoon does."""
    ends = clock(value)
    return ends if ends < NOON else None


PROFILE = shape(
    {
        "language": (maybe(name), None),
        "timezone": (maybe(_zone), None),
        "day_ends_at": (maybe(_end_of_day), None),
        "country": (maybe(words(2)), None),
        "paused_until": (maybe(day(EARLIEST, date.max)), None),
        "follow_up": (flag, True),
        "follow_up_minutes": (maybe(whole(5, 24 * 60)), 60),
        "sleep_in_morning": (flag, False),
        "same_as_usual": (flag, True),
        "reminders_off": (listing(REMINDER, 2), []),
    }
)
_SLEEP_STEPS = {field: step for step, field in FIELDS.items()}


def preferences(value: Any) -> dict[str, str]:
    """Check the choices; what is read as a date or as more than a word must be one."""
    found: dict[str, str] = mapping(name, words(2_000), 1_000)(value)
    for key, chosen in found.items():
        if key.endswith(".next"):
            day_words(chosen)
    if "lighter" in found:
        _lighter(found["lighter"])
    return found


def _lighter(written: str) -> None:
    try:
        before = json.loads(written)
    except (ValueError, RecursionError):
        raise Bad from None
    choices = mapping(name, maybe(words(2_000)), 100)
    asked = {"trackers": (listing(name, 200), REQUIRED), "choices": (choices, REQUIRED)}
    shape(
        {
            "days": (_WEEKDAYS, REQUIRED),
            "follow_up": (flag, REQUIRED),
            "choices": (choices, REQUIRED),
            "morning": (flag, True),
            "questions": (shape(asked), None),
        }
    )(before)


def note(now: datetime) -> Check:
    """Check a note of the journal."""
    return shape(
        {
            "id": (own_id, None),
            "at": (told_by(now), REQUIRED),
            "date": (maybe(lived_by(now)), None),
            "text": (words(NOTE, least=1), REQUIRED),
            "for_therapy": (flag, False),
        }
    )


def win(now: datetime) -> Check:
    """Check a win."""
    return shape(
        {
            "id": (own_id, None),
            "at": (maybe(told_by(now)), None),
            "date": (lived_by(now), REQUIRED),
            "text": (words(TEXT, least=1), REQUIRED),
            "milestone": (flag, False),
        }
    )


def told(now: datetime, asked: Mapping[str, Question], value: Any) -> Mapping[str, Any]:
    """Check a check-in."""
    found: dict[str, Any] = shape(
        {
            "date": (lived_by(now), REQUIRED),
            "mood": (maybe(whole(1, 10)), None),
            "sleep_hours": (maybe(number(0, 24)), None),
            "sleep_quality": (maybe(whole(1, 5)), None),
            "bed_time": (maybe(clock_words), None),
            "wake_time": (maybe(clock_words), None),
            "goals": (listing(_MARK, 500), []),
            "answers": (mapping(name, plain, 200), {}),
            OTHER: (mapping(name, plain, 200), {}),
            "skipped": (listing(name, 300), []),
            "note": (maybe(words(TEXT)), None),
            "as_usual": (flag, False),
            "for_therapy": (flag, False),
            "told_at": (maybe(told_by(now)), None),
            "completed_at": (maybe(told_by(now)), None),
        }
    )(value)
    marks = [(mark["goal"], mark["status"]) for mark in found["goals"]]
    return {**found, "marks": marks, "told": _answers(found, asked)}


def _answers(found: Mapping[str, Any], asked: Mapping[str, Question]) -> dict[str, Any]:
    """The answers of a day by step; what was skipped on purpose is None, silence is absent."""
    told: dict[str, Any] = {"mood": found["mood"], "quality": found["sleep_quality"]}
    hours, bed, wake = found["sleep_hours"], found["bed_time"], found["wake_time"]
    if hours is not None or bed is not None or wake is not None:
        told["sleep"] = {"hours": hours, "bed": bed, "wake": wake}
    told["note"] = found["note"] or None
    told = {step: value for step, value in told.items() if value is not None}
    if CORE & {*found["answers"], *found[OTHER]}:
        raise Bad
    for step, value in found[OTHER].items():
        told[step] = import_kinds.answer(step, value, {})
    for step, value in found["answers"].items():
        told[step] = import_kinds.answer(step, value, asked)
    for field in found["skipped"]:
        told.setdefault(_SLEEP_STEPS.get(field, field))
    return told


def tracker(value: Any) -> Mapping[str, Any]:
    """Check a tracker, and that it can be asked."""
    kept = mapping(name, plain, 60)(value)
    found: dict[str, Any] = shape(
        {
            "id": (name, REQUIRED),
            "place": (whole(0, MOST_NUMBER), 0),
            "active": (flag, True),
            "created": (day(), EARLIEST),
        }
    )(kept)
    # An export names both ends of every question, whether it has any or not.
    ends = {"minimum": None, "maximum": None}
    content = ends | {key: one for key, one in kept.items() if key not in found}
    try:
        question = Question.from_content(found["id"], content)
        ask(question)
    except (TypeError, ValueError, LookupError, AttributeError):
        raise Bad from None
    found["place"] = min(found["place"], MOST_KEPT)
    return {**found, "content": content, "question": question}


def entry(now: datetime, value: Any) -> Mapping[str, Any]:
    """Check an entry of any kind."""
    found: dict[str, Any] = shape(
        {
            "id": (own_id, None),
            "kind": (name, REQUIRED),
            "date": (day(EARLIEST, LATEST), REQUIRED),
            "at": (told_by(now), REQUIRED),
            "content": (mapping(words(64), plain, 200), REQUIRED),
        }
    )(value)
    if found["kind"].startswith(OF_AN_IMPORT) or found["kind"] in HERE_ONLY:
        raise Bad
    return {**found, "content": import_kinds.content(found["kind"], found["content"])}


def scale(now: datetime, value: Any) -> Mapping[str, Any]:
    """A questionnaire in the fixed shape, as the entry it comes from."""
    kept = mapping(name, plain, 60)(value)
    at = told_by(now)(kept.get("at"))
    beside = {key: one for key, one in kept.items() if key not in {"id", "at", "date"}}
    written = kept.get("date")
    on = at.astimezone(UTC).date() if written is None else day()(written)
    found = {"id": own_id(kept.get("id")), "kind": SCALE, "date": on, "at": at}
    return {**found, "content": import_kinds.content(SCALE, beside)}
