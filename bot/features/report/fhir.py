"""The numbers of a page as a FHIR bundle, for records systems that take one.

R4, built and checked with the classes of R4B, which is the same for what is used here. Each
questionnaire is a QuestionnaireResponse and each number an Observation, as in US Core's pattern
for screening and assessments. A `collection`, for a `document` would need a Composition.
What a person told of themselves has no name here: nobody is called anything in this diary.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from bot.features.report.fhir_codes import ANSWERS, CODED, LOINC, OURS, SLEEP_DURATION, UCUM, Coded

Json = dict[str, JsonValue]
_IDS = uuid.UUID(OURS.removeprefix("urn:uuid:"))
_CATEGORY: Json = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
            "display": "Survey",
        }
    ]
}
_SUBJECT: Json = {"display": "The person who keeps this diary"}


@dataclass(frozen=True, slots=True)
class FhirAnswers:
    """One time a questionnaire was answered; without items only its total may be told."""

    id: str
    key: str
    title: str
    at: datetime
    items: tuple[tuple[str, str, int | None, str], ...]
    """Of each item its id, its words, the score that was given, and that answer's words."""
    score: int
    most: int


@dataclass(frozen=True, slots=True)
class FhirNumber:
    """A number of a day (written as FHIR does); `unit` is of UCUM."""

    code: str
    display: str
    day: str
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FhirRecord:
    """Everything that goes into one bundle."""

    made: datetime
    answers: tuple[FhirAnswers, ...]
    numbers: tuple[FhirNumber, ...]


def bundle(record: FhirRecord) -> bytes:
    """Write the bundle; runs in the process for files, the only one that loads the classes."""
    from fhir.resources.R4B.bundle import Bundle

    resources = [_code_system(record), *_resources(record)]
    checked = Bundle.model_validate(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": record.made.isoformat(timespec="seconds"),
            "entry": [{"fullUrl": name, "resource": resource} for name, resource in resources],
        }
    )
    return str(checked.model_dump_json(indent=1)).encode()


def _resources(record: FhirRecord) -> Iterator[tuple[str, Json]]:
    for told in record.answers:
        coded = CODED.get(told.key, Coded())
        response = _name(f"answers/{told.id}")
        if told.items:
            yield response, _response(told, coded)
        yield _name(f"score/{told.id}"), _score(told, coded, response if told.items else None)
    for number in record.numbers:
        yield _name(f"{number.code}/{number.day}"), _number(number)


def _name(what: str) -> str:
    """The same thing has the same name in every bundle, so that none is taken in twice."""
    return f"urn:uuid:{uuid.uuid5(_IDS, what)}"


def _response(told: FhirAnswers, coded: Coded) -> Json:
    questionnaire = f"{LOINC}/q/{coded.panel}" if coded.panel else f"{OURS}|{told.key}"
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": questionnaire,
        "status": "completed",
        "subject": _SUBJECT,
        "authored": told.at.isoformat(timespec="seconds"),
        "item": [_item(told, coded, place) for place in range(len(told.items))],
    }


def _item(told: FhirAnswers, coded: Coded, place: int) -> JsonValue:
    id, words, score, label = told.items[place]
    link = coded.items[place] if coded.items else id
    item: Json = {"linkId": f"/{link}" if coded.items else link, "text": words}
    if score is None:  # left out: an item without an answer, never a zero
        return item
    if coded.items:
        answer: Json = {"valueCoding": {"system": LOINC, "code": ANSWERS[score], "display": label}}
    else:
        answer = {"valueInteger": score}
    return {**item, "answer": [answer]}


def _score(told: FhirAnswers, coded: Coded, response: str | None) -> Json:
    code = coded.total or f"{told.key}-total"
    system = LOINC if coded.total else OURS
    found = _observation(system, code, f"{told.title}: total")
    found["effectiveDateTime"] = told.at.isoformat(timespec="seconds")
    found["valueQuantity"] = {
        "value": told.score, "unit": "{score}", "system": UCUM, "code": "{score}",
    }  # fmt: skip
    if response is not None:
        found["derivedFrom"] = [{"reference": response}]
    return found


def _number(number: FhirNumber) -> Json:
    is_sleep = number.code == "sleep"
    system, code = (LOINC, SLEEP_DURATION) if is_sleep else (OURS, number.code)
    unit = number.unit or "1"
    found = _observation(system, code, number.display)
    found["effectiveDateTime"] = number.day
    found["valueQuantity"] = {
        "value": number.value, "unit": unit, "system": UCUM, "code": unit,
    }  # fmt: skip
    return found


def _observation(system: str, code: str, display: str) -> Json:
    # Words beside a published code would have to be the published ones; `text` may be any.
    coding: Json = {"system": system, "code": code}
    if system == OURS:
        coding["display"] = display
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [_CATEGORY],
        "code": {"coding": [coding], "text": display},
        "subject": _SUBJECT,
    }


def _code_system(record: FhirRecord) -> tuple[str, Json]:
    """Describe the project's own codes, so that a reader need look nothing up."""
    own = {n.code: n.display for n in record.numbers if n.code != "sleep"}
    own |= {
        f"{told.key}-total": f"{told.title}: total"
        for told in record.answers
        if not CODED.get(told.key, Coded()).total
    }
    return OURS, {
        "resourceType": "CodeSystem",
        "url": OURS,
        "name": "SmallSteps",
        "status": "active",
        "content": "complete" if own else "not-present",
        "concept": [{"code": code, "display": words} for code, words in sorted(own.items())]
        or None,
    }
