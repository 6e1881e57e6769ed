"""Questionnaires as published: their items, how they are asked, and how a file is refused."""

import tomllib
from importlib.resources import files

import pytest

from conversations.engine import advance
from conversations.events import Completed, Notice, Opened, Prompt, Skipped, Tapped, Typed
from conversations.flow import Value
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import CARE, by_title, flow, instruments, read
from conversations.questionnaires.pause import GO_ON
from conversations.questionnaires.schema import Broken
from conversations.questionnaires.score import (
    alarming,
    in_order,
    total,
)
from conversations.session import Session
from conversations.validate import problems
from tests.conversations.answered import answer_all, the

CHANGE = {"points": 5, "kind": "important", "rule": "x", "source": "y"}


ITEM: dict[str, object] = {"id": "q1", "text": "How was it?"}


def nine(**of_the_last: object) -> list[dict[str, object]]:
    """Make nine items of which the eighth asks about harm, and the ninth is as given."""
    made: list[dict[str, object]] = [ITEM | {"id": f"q{n}"} for n in range(1, 10)]
    made[7] |= {"alarm": 1}
    made[8] |= of_the_last
    return made


FOLDER = files("conversations.questionnaires")


def test_the_short_and_positive_one_comes_first() -> None:
    titles = [one.title for one in instruments()]
    assert titles[0] == "WHO-5"
    # A file that is added needs no change here.
    assert set(titles) >= {"PHQ-9", "PHQ-8", "GAD-7", "PHQ-2", "PHQ-4", "K6", "PCL-5", "AUDIT-C"}


def test_each_has_a_place_of_its_own_in_the_order() -> None:
    orders = [one.order for one in instruments()]
    assert len(set(orders)) == len(orders)


@pytest.mark.parametrize("instrument", instruments(), ids=lambda one: one.key)
def test_each_can_be_asked_and_names_its_source_and_licence(instrument: Instrument) -> None:
    assert problems(flow(instrument)) == ()
    assert instrument.origin.licence
    assert instrument.origin.notice
    assert instrument.origin.facts
    recall = ("last 2 weeks", "last two weeks", "past month", "past 30 days", "past year")
    assert any(words in instrument.stem + instrument.intro for words in recall)
    assert by_title(instrument.title) == instrument


# LOINC 44249-1 and HL7 US Core 9.0.0.
def test_the_nine_items_and_their_alarm() -> None:
    phq9 = the("phq9")
    assert phq9.items[8].text.startswith("Thoughts that you would be better off dead")
    assert [item.alarm for item in phq9.items] == [None] * 8 + [1]
    assert alarming(phq9, [0] * 9) is None
    assert alarming(phq9, [3] * 8 + [None]) is None
    assert alarming(phq9, [0] * 8 + [2]) == (phq9.items[8], 2)
    assert alarming(phq9, [2]) is None
    assert [item.text for item in the("phq8").items] == [item.text for item in phq9.items[:8]]
    assert all(item.alarm is None for item in the("phq8").items)
    assert [grade.label for grade in phq9.items[0].grades] == [
        "Not at all",
        "Several days",
        "More than half the days",
        "Nearly every day",
    ]


def test_phq2_and_phq4_are_the_first_items_of_the_longer_ones() -> None:
    phq, gad = the("phq9").items[:2], the("gad7").items[:2]
    assert [item.text for item in the("phq2").items] == [item.text for item in phq]
    assert [item.text for item in the("phq4").items] == [item.text for item in (*gad, *phq)]


def test_the_tenth_question_comes_only_after_something_was_checked_off() -> None:
    assert answer_all(the("phq9"), *[0] * 9)[1]
    assert answer_all(the("phq9"), *[None] * 9)[1]
    session, finished = answer_all(the("phq9"), 0, 0, 1, *[0] * 6)
    assert not finished
    _, effects = advance(flow(the("phq9")), session, Opened())
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == "difficulty"


# The forms of both, phqscreeners: the same question, unscored.
def test_gad7_asks_the_same_difficulty_question_as_phq9() -> None:
    assert the("gad7").unscored == the("phq9").unscored
    assert not answer_all(the("gad7"), 0, 0, 1, 0, 0, 0, 0)[1]
    assert answer_all(the("gad7"), *[0] * 7)[1]
    assert the("phq8").unscored == ()


def test_after_the_item_about_harm_nothing_comes_before_the_person_says_so() -> None:
    session, finished = answer_all(the("phq9"), *[0] * 8, 1)
    assert not finished
    waiting, effects = advance(flow(the("phq9")), session, Opened())
    assert isinstance(effects[-1], Prompt)
    assert (effects[-1].ask.id, effects[-1].total) == (CARE, 0)
    _, effects = advance(flow(the("phq9")), waiting, Skipped())
    assert isinstance(effects[-1], Prompt)
    assert effects[-1].ask.id == CARE
    _, effects = advance(flow(the("phq9")), waiting, Tapped(CARE, GO_ON))
    assert isinstance(effects[-1], Prompt)
    assert (effects[-1].ask.id, effects[-1].done, effects[-1].total) == ("difficulty", 9, 10)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1", 1), ("several days", 1), ("More than", 2), ("NEARLY", 3), ("0", 0), ("not at all", 0)],
)
def test_typed_as_words_or_as_the_score_on_the_form(typed: str, value: Value) -> None:
    session, _ = advance(flow(the("phq2")), Session(), Typed(typed))
    assert session.answers == {"q1": value}


@pytest.mark.parametrize("typed", ["7", "", "n", "maybe"])
def test_what_fits_no_option_is_asked_again(typed: str) -> None:
    session, effects = advance(flow(the("phq2")), Session(), Typed(typed))
    assert session.answers == {}
    assert isinstance(effects[0], Notice)


# WHO/MSD/MSB/01.6a: each 0 to 4; after "Never" the other two are not asked and count as 0.
def test_auditc_of_someone_who_drinks_and_of_someone_who_does_not() -> None:
    auditc = the("auditc")
    session, finished = answer_all(auditc, 3, 1, 2)
    assert finished
    assert total(auditc, in_order(auditc, session.answers)) == 6
    session, effects = advance(flow(auditc), Session(), Tapped("q1", "0"))
    assert isinstance(effects[-1], Completed)
    assert in_order(auditc, session.answers) == [0, 0, 0]
    assert total(auditc, in_order(auditc, session.answers)) == 0
    skipped, effects = advance(flow(auditc), Session(), Skipped("q1"))
    assert isinstance(effects[-1], Prompt)
    assert in_order(auditc, skipped.answers) == [None, None, None]


@pytest.mark.parametrize(
    ("typed", "value"), [("3 or 4", 1), ("10", 4), ("7, 8", 3), ("4", None), ("2", None)]
)
def test_a_number_of_drinks_is_not_taken_for_a_score(typed: str, value: int | None) -> None:
    begun = Session(answers={"q1": 3})
    session, _ = advance(flow(the("auditc")), begun, Typed(typed))
    assert session.answers.get("q2") == value


def test_auditc_brings_its_own_licence_too() -> None:
    assert "not** under the MIT licence" in FOLDER.joinpath("auditc.licence.md").read_text("utf-8")
    assert "auditc.licence.md" in FOLDER.joinpath("auditc.toml").read_text("utf-8")


def test_who5_brings_its_own_licence_and_can_be_taken_out() -> None:
    assert "not** under the MIT licence" in FOLDER.joinpath("who5.licence.md").read_text("utf-8")
    assert "who5.licence.md" in FOLDER.joinpath("who5.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("title", "title is missing"),
        ("origin", "origin is missing"),
        ({"colour": "red"}, "colour is not a name that is known here"),
        ({"key": "phq99"}, "key must be 'phq9'"),
        ({"bands": [{"low": 0, "high": 9, "name": "x"}]}, "bands must cover 0 to 27"),
        ({"items": []}, "at least one item"),
        ({"items": [{"id": "q1", "text": ""}]}, "items 1: text must be words"),
        ({"options": [{"score": 0, "label": "No"}]}, "at least two answers"),
        ({"times": 0}, "times must be a whole number, 1 or more"),
        ({"missing": {"allowed": 9, "source": "x"}}, "missing.allowed must leave"),
        ({"rhythm": {"days": 3, "at_least": 7}}, "days must not be fewer"),
        ({"changes": [CHANGE | {"points": 3}]}, "points must be a whole number, 4"),
        ({"changes": [CHANGE | {"kind": "big"}]}, 'kind must be "important" or "reliable"'),
        ({"changes": [CHANGE]}, "changes must hold a reliable size"),
        ({"changes": [CHANGE, CHANGE]}, "one size of each kind at most"),
        ({"cutoffs": [{"at": 3, "side": "over"}]}, 'side must be "above" or "below"'),
        ({"better": "more"}, 'better must be "lower" or "higher"'),
        ({"groups": ["sadness"]}, "groups must be a list of some of general, mood"),
        ({"items": nine(unless_zero="q10")}, "must name an item before it"),
        ({"items": nine(alarm=2)}, "only one item may"),
    ],
)
def test_a_broken_file_says_what_is_wrong(
    change: str | dict[str, object], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tomllib.loads(FOLDER.joinpath("phq9.toml").read_text("utf-8"))
    if isinstance(change, str):
        del data[change]
    else:
        data |= change
    monkeypatch.setattr(tomllib, "loads", lambda _: data)
    with pytest.raises(Broken, match=r"phq9\.toml") as raised:
        read("phq9", "")
    assert words in str(raised.value)


def test_a_file_that_is_not_toml_is_named() -> None:
    with pytest.raises(Broken, match=r"mine\.toml is not TOML"):
        read("mine", "key = ")
