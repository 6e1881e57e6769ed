"""The record of a page: what HL7's classes and the published codes ask of it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from bot.features.report import data as report_data
from bot.features.report import parts
from bot.features.report.fhir import FhirAnswers, FhirNumber, FhirRecord, bundle
from bot.features.report.fhir_codes import ANSWERS, CODED, LOINC, OURS
from bot.features.report.record import record
from bot.playground.people import TelegramUser
from conversations.questionnaires.load import by_key, instruments
from storage.store import Tx
from tests.features.report import lives
from tests.support.town import Town

# Copied anew from the sources named in fhir_codes.py: each is one of the form's own items.
ITEMS = {
    "phq9": "44250-9 44255-8 44259-0 44254-1 44251-7 44258-2 44252-5 44253-3 44260-8",
    "phq2": "44250-9 44255-8",
    "gad7": "69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7",
    "phq4": "69725-0 68509-9 44250-9 44255-8",
}
PANELS = {"phq9": "44249-1", "phq2": "55757-9", "gad7": "69737-5", "phq4": "69724-3"}
TOTALS = {"phq9": "44261-6", "phq2": "55758-7", "gad7": "70274-6", "phq4": ""}
TRAPS = {"70274-5", "93170-9", "97890-8"}
"""No WHO-5, no mood: codes that are sometimes used for what they are not."""
AT = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)


def answered(key: str, *scores: int | None) -> FhirAnswers:
    one = by_key(key)
    assert one is not None
    items = tuple(
        (item.id, item.text, score, "so" if score is not None else "")
        for item, score in zip(one.items, scores, strict=True)
    )
    return FhirAnswers(f"id-{key}", key, one.title, AT, items, 5, one.most)


def resources(record: FhirRecord) -> list[dict[str, Any]]:
    """What is in the bundle, once HL7's classes have read all of it."""
    written = bundle(record)
    Bundle.model_validate_json(written)
    return [entry["resource"] for entry in json.loads(written)["entry"]]


def of_kind(record: FhirRecord, kind: str) -> list[dict[str, Any]]:
    return [one for one in resources(record) if one["resourceType"] == kind]


def codings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "system" in node and "code" in node and "value" not in node:
            yield node
        for value in node.values():
            yield from codings(value)
    elif isinstance(node, list):
        for value in node:
            yield from codings(value)


def luhn_like(code: str) -> bool:
    """LOINC's check digit (mod 10, as its users' guide has it), so that no slip of a key stays."""
    digits, _, check = code.partition("-")
    doubled = str(int(digits[::-1][::2][::-1]) * 2)
    others = digits[::-1][1::2]
    return (10 - sum(map(int, doubled + others)) % 10) % 10 == int(check)


@pytest.mark.parametrize("key", sorted(ITEMS))
def test_items_panels_and_totals_have_the_published_codes(key: str) -> None:
    coded, one = CODED[key], by_key(key)
    assert one is not None
    assert coded.items == tuple(ITEMS[key].split())
    assert len(coded.items) == len(one.items)
    assert (coded.panel, coded.total) == (PANELS[key], TOTALS[key])
    for code in filter(None, (coded.panel, coded.total, *coded.items)):
        assert luhn_like(code), code
        assert code not in TRAPS


def test_items_of_the_same_words_have_the_same_code() -> None:
    by_code: dict[str, set[str]] = {}
    for key, coded in CODED.items():
        one = by_key(key)
        assert one is not None
        for code, item in zip(coded.items, one.items, strict=True):
            by_code.setdefault(code, set()).add(re.sub(r"\W+", " ", item.text.lower()))
    assert all(len(words) == 1 for words in by_code.values()), by_code


@pytest.mark.parametrize("score", range(4))
def test_answers_are_coded_by_their_score(score: int) -> None:
    told = FhirRecord(AT, (answered("phq2", score, 0),), ())
    (response,) = of_kind(told, "QuestionnaireResponse")
    assert response["questionnaire"] == "http://loinc.org/q/55757-9"
    assert response["status"] == "completed"
    assert response["item"][0]["linkId"] == "/44250-9"
    coding = response["item"][0]["answer"][0]["valueCoding"]
    assert (coding["system"], coding["code"]) == (LOINC, f"LA65{68 + score}-{(5, 3, 1, 9)[score]}")
    assert ANSWERS[score] == coding["code"]


def test_what_was_left_out_has_no_answer_and_is_no_zero() -> None:
    (response,) = of_kind(
        FhirRecord(AT, (answered("phq2", None, 2),), ()), "QuestionnaireResponse"
    )
    assert "answer" not in response["item"][0]


def test_a_total_is_derived_from_its_answers() -> None:
    told = FhirRecord(AT, (answered("gad7", 1, 1, 1, 1, 1, 0, 0),), ())
    written = json.loads(bundle(told))["entry"]
    (response,) = [e for e in written if e["resource"]["resourceType"] == "QuestionnaireResponse"]
    (score,) = [e["resource"] for e in written if e["resource"]["resourceType"] == "Observation"]
    assert score["derivedFrom"] == [{"reference": response["fullUrl"]}]
    assert score["status"] == "final"
    assert score["category"][0]["coding"][0]["code"] == "survey"
    assert score["code"]["coding"] == [{"system": LOINC, "code": "70274-6"}]
    assert score["valueQuantity"]["value"] == 5
    assert score["valueQuantity"]["code"] == "{score}"
    assert score["effectiveDateTime"] == "2026-11-20T20:30:00Z"


@pytest.mark.parametrize("key", sorted({one.key for one in instruments()} - set(CODED)))
def test_a_questionnaire_without_a_published_code_has_one_of_ours(key: str) -> None:
    one = by_key(key)
    assert one is not None
    told = FhirRecord(AT, (answered(key, *(0 for _ in one.items)),), ())
    (score,) = of_kind(told, "Observation")
    (system,) = of_kind(told, "CodeSystem")
    assert score["code"]["coding"][0]["system"] == OURS == system["url"]
    assert score["code"]["coding"][0]["code"] in {c["code"] for c in system["concept"]}
    assert not [c for c in codings(told) if c["system"] == LOINC]


def test_sleep_is_hours_by_loinc_and_mood_is_a_code_of_ours() -> None:
    told = FhirRecord(AT, (), (
        FhirNumber("sleep", "Sleep duration", "2026-11-20", 7.5, "h"),
        FhirNumber("mood", "Mood", "2026-11-20", 6),
    ))  # fmt: skip
    sleep, mood = of_kind(told, "Observation")
    assert sleep["code"]["coding"][0] == {"system": LOINC, "code": "93832-4"}
    assert luhn_like("93832-4")
    assert sleep["valueQuantity"]["unit"] == sleep["valueQuantity"]["code"] == "h"
    assert sleep["effectiveDateTime"] == "2026-11-20"
    assert mood["code"]["coding"][0]["system"] == OURS


def test_the_same_thing_has_the_same_name_in_every_bundle() -> None:
    told = FhirRecord(
        AT, (answered("phq2", 1, 1),), (FhirNumber("mood", "Mood", "2026-11-20", 6),)
    )
    later = FhirRecord(datetime(2026, 12, 1, tzinfo=UTC), told.answers, told.numbers)
    first, second = (
        [entry["fullUrl"] for entry in json.loads(bundle(one))["entry"]] for one in (told, later)
    )
    assert first == second
    assert len(set(first)) == len(first)


def test_nothing_to_tell_is_a_valid_bundle_too() -> None:
    (system,) = resources(FhirRecord(AT, (), ()))
    assert system["content"] == "not-present"


async def recorded(town: Town, ticked: frozenset[str]) -> FhirRecord:
    def read(tx: Tx) -> FhirRecord:
        turn = lives.turn_of(tx, town.app.deps)
        return record(turn, report_data.read(turn, parts.span(turn), turn.yesterday), ticked)

    return await town.app.store.read(read)


async def test_single_answers_beside_one_about_harm_come_only_with_its_tick(
    town: Town, alice: TelegramUser
) -> None:
    """The total less the other eight would be the ninth."""
    tell = lives.LIVES["getting_worse"]
    await town.app.store.write(partial(lives.lived, deps=town.app.deps, tell=tell))
    usual = frozenset(part.name for part in parts.PARTS if part.usual)
    told = {one.key: one for one in (await recorded(town, usual)).answers}
    assert told["phq9"].items == ()
    assert told["phq9"].score == 17
    assert len(told["gad7"].items) == 7
    ticked = await recorded(town, usual | {"harm", "urges"})
    assert {one.key: len(one.items) for one in ticked.answers}["phq9"] == 9


async def test_urges_and_what_is_off_the_page_are_not_in_the_record(
    town: Town, alice: TelegramUser
) -> None:
    tell = lives.LIVES["getting_worse"]
    await town.app.store.write(partial(lives.lived, deps=town.app.deps, tell=tell))
    usual = frozenset(part.name for part in parts.PARTS if part.usual)

    async def codes(ticked: frozenset[str]) -> set[str]:
        return {number.code for number in (await recorded(town, ticked)).numbers}

    assert "own-joy" in await codes(usual)
    assert "own-urges" not in await codes(usual)
    assert "own-urges" in await codes(usual | {"urges"})
    assert await codes(frozenset({"scales"})) == set()
    assert (await recorded(town, frozenset({"days"}))).answers == ()
