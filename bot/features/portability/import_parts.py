"""The things of an exported file, one after the other: from JSON to what can be kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from pydantic import Field, JsonValue, TypeAdapter

from bot.core.fields import Day, Name
from bot.features.portability.bounds import (
    LARGEST_CHOICES,
    LARGEST_DAY,
    LARGEST_ENTRY,
    LARGEST_TRACKER,
    MOST_PREFERENCES,
)
from bot.features.portability.export_names import SCALE
from bot.features.portability.import_answers import answers
from bot.features.portability.import_entries import OF_AN_IMPORT
from bot.features.portability.import_fields import Choice, Plain
from bot.features.portability.import_models import (
    ImportedDay,
    ImportedEntry,
    ImportedNote,
    ImportedScale,
    ImportedTracker,
)
from bot.features.portability.kinds import Kinds
from conversations.trackers import Question
from conversations.trackers.asking import ask
from storage.trackers import Tracker

T = TypeVar("T")

# A goal or a question of a file keeps a low number; those made after it count on from there.
MOST_KEPT = 100_000
_NAMED: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(
    Annotated[dict[Name, Plain], Field(max_length=60)]
)
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_CHOICES: TypeAdapter[dict[str, str]] = TypeAdapter(dict[Name, Choice])


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A check-in, and its answers by step."""

    said: ImportedDay
    answers: Mapping[str, JsonValue]


def preferences(value: object) -> dict[str, str]:
    """Check the choices; what is read as a date must be one."""
    found = no_larger(LARGEST_CHOICES, _CHOICES.validate_python(value, strict=True))
    if len(found) > MOST_PREFERENCES:
        raise ValueError("more than can be chosen")
    for key, chosen in found.items():
        if key.endswith(".next"):
            _DAY.validate_python(chosen)
    return found


def told(now: datetime, asked: Mapping[str, Question], value: object) -> ToldDay:
    """Check a check-in."""
    day = ImportedDay.model_validate(value, context=now)
    no_larger(LARGEST_DAY, [day.answers, day.other])
    return ToldDay(day, answers(day, asked))


def tracker(value: object) -> Tracker:
    """Check a tracker, and that it can be asked."""
    kept = no_larger(LARGEST_TRACKER, _NAMED.validate_python(value, strict=True))
    found = ImportedTracker.model_validate(kept)
    # An export names both ends of every question, whether it has any or not.
    ends: dict[str, JsonValue] = {"minimum": None, "maximum": None}
    beside = {key: one for key, one in kept.items() if key not in ImportedTracker.model_fields}
    content = ends | beside
    try:
        ask(Question.from_content(found.id, content))
    except (TypeError, LookupError, AttributeError) as fault:
        raise ValueError("a question that cannot be asked") from fault
    place = min(found.place, MOST_KEPT)
    return Tracker(found.id, place, found.active, found.created, content)


def note(now: datetime, value: object) -> ImportedNote:
    """Check a note: it has words, or something was recorded or shown."""
    found = ImportedNote.model_validate(value, context=now)
    if not found.text and found.attachment is None:
        raise ValueError("nothing is said")
    return found


def entry(now: datetime, kinds: Kinds, value: object) -> ImportedEntry:
    """Check an entry of any kind."""
    return _fitting(kinds, ImportedEntry.model_validate(value, context=now))


def scale(now: datetime, kinds: Kinds, value: object) -> ImportedEntry:
    """Check a questionnaire in the fixed shape, as the entry it comes from."""
    kept = _NAMED.validate_python(value, strict=True)
    found = ImportedScale.model_validate(kept, context=now)
    return _fitting(
        kinds,
        ImportedEntry.model_construct(
            id=found.id,
            kind=SCALE,
            date=found.date or found.at.astimezone(UTC).date(),
            at=found.at,
            content={
                key: one for key, one in kept.items() if key not in ImportedScale.model_fields
            },
        ),
    )


def _fitting(kinds: Kinds, found: ImportedEntry) -> ImportedEntry:
    model = kinds.get(found.kind)
    if found.kind.startswith(OF_AN_IMPORT) or (model is not None and model.OF_THIS_CHAT):
        raise ValueError("what belongs to one chat is in no export")
    content = model.model_validate(found.content).to_json() if model else found.content
    return found.model_copy(update={"content": no_larger(LARGEST_ENTRY, content)})


def no_larger(most: int, value: T) -> T:
    """The same value, if it takes no more than so many bytes; so a part of an export holds it."""
    if len(json.dumps(value, ensure_ascii=False).encode()) > most:
        raise ValueError("larger than a part of an export")
    return value
