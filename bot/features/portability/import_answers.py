"""What the answers of a day must be, so that no feature stumbles over them."""

from collections.abc import Mapping
from datetime import time
from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter

from bot.core.fields import Clock, Short, Words
from bot.features.portability.export_names import CORE, FIELDS
from bot.features.portability.import_fields import plain
from bot.features.portability.import_models import FilePart, ImportedDay
from conversations.formats.sleep import NAPS
from conversations.night import DETAIL
from conversations.trackers import Question
from conversations.trackers.asking import fits

_STEPS = {field: step for step, field in FIELDS.items()}
_NAMES_OF_OTHERS = CORE | _STEPS.keys()
_STRICT = ConfigDict(strict=True)


class ImportedNight(FilePart):
    """What follows of a night told in detail."""

    in_bed: Annotated[int | float, Field(ge=0, le=24)]
    efficiency: Annotated[int | float, Field(ge=0, le=100)]
    of: Annotated[Words, Field(max_length=40)] = ""


_CLOCK: TypeAdapter[object] = TypeAdapter(Clock, config=_STRICT)
_MINUTES: TypeAdapter[object] = TypeAdapter(
    Annotated[int, Field(ge=0, le=24 * 60)], config=_STRICT
)
_WORDS: TypeAdapter[object] = TypeAdapter(
    Annotated[list[Short], Field(max_length=50)], config=_STRICT
)
_KNOWN: Mapping[str, TypeAdapter[object]] = {
    **dict.fromkeys(DETAIL, _MINUTES),
    **dict.fromkeys(("into_bed", "bed_at", "woke_at", "up_at"), _CLOCK),
    "night": TypeAdapter(ImportedNight),
    "factors": _WORDS,
    "helped": _WORDS,
}


def answers(day: ImportedDay, asked: Mapping[str, Question]) -> dict[str, JsonValue]:
    """The answers of a day by step; what was skipped on purpose is None, silence is absent."""
    bed, wake = _words_of(day.bed_time), _words_of(day.wake_time)
    slept: dict[str, JsonValue] = {"hours": day.sleep_hours, "bed": bed, "wake": wake}
    if day.naps:
        slept[NAPS] = [
            {"hours": nap.hours, "bed": _words_of(nap.bed_time), "wake": _words_of(nap.wake_time)}
            for nap in day.naps
        ]
    # The ends of a night told in detail are its parts; without hours they are all there is.
    in_detail = "bed_at" in day.answers
    is_told = day.sleep_hours is not None or ((bed or wake) is not None and not in_detail)
    said: dict[str, JsonValue] = {
        "mood": day.mood,
        "quality": day.sleep_quality,
        "sleep": slept if is_told else None,
        "note": day.note or None,
    }
    told: dict[str, JsonValue] = {}
    told |= {step: value for step, value in said.items() if value is not None}
    # An answer by one of these names would come back as something else from the next export.
    if _NAMES_OF_OTHERS & {*day.answers, *day.other}:
        raise ValueError("what has a field of its own stands elsewhere too")
    told |= {step: _answer(step, value, {}) for step, value in day.other.items()}
    told |= {step: _answer(step, value, asked) for step, value in day.answers.items()}
    for field in day.skipped:
        told.setdefault(_STEPS.get(field, field), None)
    return told


def _words_of(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at is not None else None


def _answer(step: str, value: JsonValue, asked: Mapping[str, Question]) -> JsonValue:
    """An answer to one of the person's own questions, or to a part of the night."""
    if value is None:
        return None
    if (known := _KNOWN.get(step)) is not None:
        found: JsonValue = known.dump_python(known.validate_python(value), mode="json")
        return found
    question = asked.get(step)
    if question is None:
        return plain(value, 2)
    if not fits(question, value):
        raise ValueError("no answer to that question")
    return plain(value, 0)
