"""The parts of an exported file, one check each: from JSON to plain values that can be kept."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.features.portability import import_kinds
from bot.features.portability.belongings import HERE_ONLY, OF_AN_IMPORT
from bot.features.portability.bounds import (
    LARGEST_DAY,
    LARGEST_ENTRY,
    LARGEST_TRACKER,
    MOST_QUESTIONS,
)
from bot.features.portability.export import CORE, FIELDS, OTHER, SCALE
from bot.features.portability.import_checks import (
    EARLIEST,
    LATEST,
    MOST_KEPT,
    MOST_NUMBER,
    REQUIRED,
    WEEKDAYS,
    Bad,
    Check,
    clock_words,
    day,
    flag,
    goal_number,
    listing,
    mapping,
    maybe,
    name,
    no_larger,
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

_STATUS = one_of("done", "partly", "not")
GOAL = shape(
    {
        "id": (goal_number, REQUIRED),
        "title": (words(300, least=1), REQUIRED),
        "horizon": (one_of("short", "long"), "short"),
        "times_per_week": (maybe(whole(1, 100)), None),
        "days": (WEEKDAYS, []),
        "until": (maybe(day()), None),
        "towards": (maybe(goal_number), None),
        "once": (flag, False),
        "status": (one_of("active", "paused", "reached", "let_go"), "active"),
        "created": (day(), EARLIEST),
        "changed": (maybe(day()), None),
    }
)
_MARK = shape({"goal": (goal_number, REQUIRED), "status": (_STATUS, REQUIRED)})
_SLEEP_STEPS = {field: step for step, field in FIELDS.items()}
_NAMES_OF_OTHERS = CORE | _SLEEP_STEPS.keys()


def note(now: datetime) -> Check:
    """Check a note of the journal."""
    return shape(
        {
            "id": (own_id, None),
            "at": (told_by(now), REQUIRED),
            "date": (maybe(day()), None),
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
            "date": (day(), REQUIRED),
            "text": (words(TEXT, least=1), REQUIRED),
            "milestone": (flag, False),
        }
    )


def told(now: datetime, asked: Mapping[str, Question], value: Any) -> Mapping[str, Any]:
    """Check a check-in."""
    found: dict[str, Any] = shape(
        {
            "date": (day(), REQUIRED),
            "mood": (maybe(whole(1, 10)), None),
            "sleep_hours": (maybe(number(0, 24)), None),
            "sleep_quality": (maybe(whole(1, 5)), None),
            "bed_time": (maybe(clock_words), None),
            "wake_time": (maybe(clock_words), None),
            "goals": (listing(_MARK, 500), []),
            "answers": (mapping(name, plain, MOST_QUESTIONS), {}),
            OTHER: (mapping(name, plain, MOST_QUESTIONS), {}),
            "skipped": (listing(name, 2 * MOST_QUESTIONS), []),
            "note": (maybe(words(TEXT)), None),
            "as_usual": (flag, False),
            "for_therapy": (flag, False),
            "told_at": (maybe(told_by(now)), None),
            "completed_at": (maybe(told_by(now)), None),
        }
    )(value)
    no_larger(LARGEST_DAY, [found["answers"], found[OTHER]])
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
    # An answer by one of these names would come back as something else from the next export.
    if _NAMES_OF_OTHERS & {*found["answers"], *found[OTHER]}:
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
    kept = no_larger(LARGEST_TRACKER, mapping(name, plain, 60)(value))
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
    no_larger(LARGEST_ENTRY, found["content"])
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
