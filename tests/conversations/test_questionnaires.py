"""Questionnaires as published: scores against published tables, with the source beside each."""

import tomllib
from importlib.resources import files

import pytest

from conversations.engine import advance
from conversations.events import Completed, Notice, Opened, Prompt, Skipped, Tapped, Typed
from conversations.flow import Value
from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import by_key, by_title, flow, instruments, read
from conversations.questionnaires.schema import Broken
from conversations.questionnaires.score import band, differs, in_order, part_total, total
from conversations.session import Session
from conversations.validate import problems

FOLDER = files("conversations.questionnaires")


def the(key: str) -> Instrument:
    found = by_key(key)
    assert found is not None
    return found


def items_summing_to(instrument: Instrument, raw: int) -> list[int | None]:
    items: list[int | None] = []
    for item in instrument.items:
        items.append(min(raw, item.highest))
        raw -= items[-1] or 0
    assert raw == 0
    return items


def called(key: str, raw: int) -> str:
    score = total(the(key), items_summing_to(the(key), raw))
    assert score is not None
    found = band(the(key), score)
    return found.name if found else ""


def answer_all(instrument: Instrument, *values: int | None) -> tuple[Session, bool]:
    session, effects = advance(flow(instrument), Session(), Opened())
    for item, value in zip(instrument.items, values, strict=True):
        event = Skipped(item.id) if value is None else Tapped(item.id, str(value))
        session, effects = advance(flow(instrument), session, event)
    return session, isinstance(effects[-1], Completed)


def test_the_short_and_positive_one_comes_first() -> None:
    titles = [one.title for one in instruments()]
    assert titles[0] == "WHO-5"
    # A file that is added needs no change here.
    assert set(titles) >= {"PHQ-9", "PHQ-8", "GAD-7", "PHQ-2", "PHQ-4"}


@pytest.mark.parametrize("instrument", instruments(), ids=lambda one: one.key)
def test_each_can_be_asked_and_names_its_source_and_licence(instrument: Instrument) -> None:
    assert problems(flow(instrument)) == ()
    assert instrument.origin.licence
    assert instrument.origin.notice
    assert "last 2 weeks" in instrument.stem or "last two weeks" in instrument.stem
    assert by_title(instrument.title) == instrument


# Kerndatensatzmodul PROMs of the Medizininformatik-Initiative, mii-exa-pro-phq-9: all 3 gives 27.
def test_the_highest_phq9() -> None:
    assert total(the("phq9"), [3] * 9) == 27
    assert called("phq9", 27) == "severe"


# Kroenke, Spitzer, Williams 2001, J Gen Intern Med 16:606: cut-points 5, 10, 15, 20.
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (0, "minimal"),
        (4, "minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "moderately severe"),
        (19, "moderately severe"),
        (20, "severe"),
    ],
)
@pytest.mark.parametrize("key", ["phq9", "phq8"])
def test_the_ranges_of_phq9_and_phq8(key: str, raw: int, name: str) -> None:
    assert called(key, raw) == name


# Spitzer and others 2006, Arch Intern Med 166:1092: cut-points 5, 10, 15.
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (4, "minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "severe"),
        (21, "severe"),
    ],
)
def test_the_ranges_of_gad7(raw: int, name: str) -> None:
    assert called("gad7", raw) == name


# NINDS Common Data Elements, F2495: none 0-2, mild 3-5, moderate 6-8, severe 9-12.
@pytest.mark.parametrize(
    ("raw", "name"),
    [(2, "none"), (3, "mild"), (5, "mild"), (6, "moderate"), (8, "moderate"), (9, "severe")],
)
def test_the_ranges_of_phq4(raw: int, name: str) -> None:
    assert called("phq4", raw) == name


# NINDS F2495: anxiety is items 1 and 2, depression items 3 and 4, each positive at 3.
def test_the_two_parts_of_phq4() -> None:
    anxiety, low_mood = the("phq4").parts
    assert part_total(the("phq4"), anxiety, [1, 2, 0, 2]) == 3
    assert anxiety.cutoff.reached(3)
    assert part_total(the("phq4"), low_mood, [1, 2, 0, 2]) == 2
    assert not low_mood.cutoff.reached(2)
    assert part_total(the("phq4"), low_mood, [1, 2, None, 2]) is None


# Topp and others 2015 and Valant: raw x 4; raw below 13, that is 50 or less, is low.
@pytest.mark.parametrize(
    ("raw", "score", "low"), [(0, 0, True), (12, 48, True), (13, 52, False), (25, 100, False)]
)
def test_who5_is_the_sum_times_four(raw: int, score: int, low: bool) -> None:
    who5 = the("who5")
    assert total(who5, items_summing_to(who5, raw)) == score
    assert who5.cutoff is not None
    assert who5.cutoff.reached(score) is low


# Arroll and others 2010, PMC2906530: 3 or more.
def test_the_cut_off_of_phq2() -> None:
    cutoff = the("phq2").cutoff
    assert cutoff is not None
    assert [cutoff.reached(score) for score in range(7)] == [False] * 3 + [True] * 4


# Arrieta and others 2017, doi 10.1002/jclp.22390: up to two missing take the mean of the rest.
@pytest.mark.parametrize(
    ("items", "score"),
    [
        ([1, 1, 1, 1, 1, 1, 1, None, None], 9),
        ([2, 2, 2, 2, 2, 2, 2, 2, None], 18),
        ([3, 0, 0, 0, 0, 0, 0, None, None], 4),  # 3 x 9/7 = 3.86
        ([1, 1, 1, 1, 1, 1, None, None, None], None),
        ([None] * 9, None),
    ],
)
def test_what_is_left_out_of_phq9(items: list[int | None], score: int | None) -> None:
    assert total(the("phq9"), items) == score


@pytest.mark.parametrize("key", ["who5", "phq8", "gad7", "phq2", "phq4"])
def test_without_a_published_rule_nothing_is_filled_in(key: str) -> None:
    items: list[int | None] = [1] * (len(the(key).items) - 1)
    assert total(the(key), [*items, None]) is None
    assert total(the(key), items) is None


# Gyani and others 2013; NCT05134103: reliable is 6 or more on PHQ-9 and 4 or more on GAD-7.
def test_only_a_published_size_of_change_counts() -> None:
    for points in range(1, 4):
        assert not any(differs(one, 12, 12 - points) for one in instruments())
    assert (differs(the("phq9"), 15, 10), differs(the("phq9"), 16, 10)) == (False, True)
    assert (differs(the("gad7"), 9, 12), differs(the("gad7"), 9, 13)) == (False, True)
    assert (differs(the("who5"), 40, 48), differs(the("who5"), 40, 52)) == (False, True)
    assert [differs(the(key), 0, 6) for key in ("phq2", "phq4", "phq8")] == [None] * 3


# LOINC 44249-1 and HL7 US Core 9.0.0.
def test_the_nine_items_and_their_alarm() -> None:
    phq9 = the("phq9")
    assert phq9.items[8].text.startswith("Thoughts that you would be better off dead")
    assert [item.alarm for item in phq9.items] == [None] * 8 + [1]
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


def test_left_out_is_none_and_never_zero() -> None:
    session, finished = answer_all(the("phq2"), None, 0)
    assert finished
    assert in_order(the("phq2"), session.answers) == [None, 0]


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
        (
            {"change": {"points": 3, "rule": "x", "source": "y"}},
            "points must be a whole number, 4",
        ),
        ({"cutoff": {"at": 3, "side": "over"}}, 'side must be "above" or "below"'),
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
