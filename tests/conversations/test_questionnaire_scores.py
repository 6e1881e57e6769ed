"""Scores against published tables, with the source beside each."""

from random import Random

import pytest

from conversations.questionnaires.instrument import Instrument
from conversations.questionnaires.load import instruments
from conversations.questionnaires.score import (
    band,
    change_met,
    has_low_answer,
    in_order,
    part_total,
    total,
)
from tests.conversations.answered import answer_all, the


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
def test_the_ranges_of_phq9(raw: int, name: str) -> None:
    assert called("phq9", raw) == name


# Kroenke and others 2009, doi 10.1016/j.jad.2008.06.026: the lowest is not called minimal.
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (0, "no significant depressive symptoms"),
        (4, "no significant depressive symptoms"),
        (5, "mild"),
        (10, "moderate"),
        (15, "moderately severe"),
        (20, "severe"),
        (24, "severe"),
    ],
)
def test_the_ranges_of_phq8(raw: int, name: str) -> None:
    assert called("phq8", raw) == name


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


# Kroenke and others 2009, Psychosomatics 50:613: normal 0-2, mild 3-5, moderate 6-8, severe 9-12.
@pytest.mark.parametrize(
    ("raw", "name"),
    [(2, "normal"), (3, "mild"), (5, "mild"), (6, "moderate"), (8, "moderate"), (9, "severe")],
)
def test_the_ranges_of_phq4(raw: int, name: str) -> None:
    assert called("phq4", raw) == name


# NINDS F2495: anxiety is items 1 and 2, depression items 3 and 4, each positive at 3.
def test_the_two_parts_of_phq4() -> None:
    anxiety, low_mood = the("phq4").parts
    assert part_total(the("phq4"), anxiety, [1, 2, 0, 2]) == 3
    assert anxiety.cutoff is not None
    assert low_mood.cutoff is not None
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
    assert [one.reached(score) for one in who5.cutoffs] == [low]


# The 1998 form: below 13, or 0 or 1 on any one item.
@pytest.mark.parametrize(
    ("items", "low"),
    [
        ([5, 5, 5, 5, 1], True),
        ([0, 5, 5, 5, 5], True),
        ([2] * 5, False),
        ([2, None, 5, 5, 5], False),
    ],
)
def test_one_low_answer_of_who5_counts_by_itself(items: list[int | None], low: bool) -> None:
    assert has_low_answer(the("who5"), items) is low
    assert not has_low_answer(the("phq9"), [0] * 9)


# Arroll and others 2010, PMC2906530: 3 or more.
def test_the_cut_off_of_phq2() -> None:
    (cutoff,) = the("phq2").cutoffs
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
        assert not any(change_met(one, 12, 12 - points) for one in instruments())
    assert (met("phq9", 15, 10), met("phq9", 16, 10)) == ("important", "reliable")
    assert (met("gad7", 9, 12), met("gad7", 9, 13)) == ("", "reliable")
    # Health Qual Life Outcomes 2018, s12955-018-1001-0: 23.6 points for one person.
    assert (met("who5", 40, 48), met("who5", 40, 60)) == ("", "important")
    assert met("who5", 40, 64) == "reliable"
    # Marx and others 2022: 15 in one sample, 18 in the other; what holds in both.
    assert (met("pcl5", 40, 31), met("pcl5", 40, 23)) == ("", "important")
    assert met("pcl5", 40, 22) == "reliable"
    assert [met(key, 0, 6) for key in ("phq2", "phq4", "phq8", "k6", "auditc")] == [""] * 5


def met(key: str, before: int, now: int) -> str:
    found = change_met(the(key), before, now)
    return found.kind if found else ""


# Löwe and others 2004, PMID 15550799: 5. WHO-5 scoring notes: 10. Blanchard and others 2023: 9-12.
def test_what_is_called_important_is_less_than_what_is_more_than_chance() -> None:
    sizes = {
        one.key: {change.kind: change.points for change in one.changes} for one in instruments()
    }
    assert {key: found for key, found in sizes.items() if found} == {
        "phq9": {"important": 5, "reliable": 6},
        "gad7": {"reliable": 4},
        "who5": {"important": 10, "reliable": 24},
        "pcl5": {"important": 10, "reliable": 18},
    }


def test_which_way_is_better_is_known_of_each() -> None:
    assert [one.key for one in instruments() if one.better == "higher"] == ["who5"]


# How each is added up, written down a second time: the sum, times what, and its highest.
ADDED_UP = {
    "who5": (4, 100), "k6": (1, 24), "phq9": (1, 27), "phq8": (1, 24), "phq2": (1, 6),
    "phq4": (1, 12), "gad7": (1, 21), "pcl5": (1, 80), "auditc": (1, 12),
}  # fmt: skip


@pytest.mark.parametrize("key", ADDED_UP)
def test_any_answers_add_up_as_published(key: str) -> None:
    one, (times, most) = the(key), ADDED_UP[key]
    assert one.most == most
    dice = Random(key)  # noqa: S311 - the same dice every time
    for _ in range(300):
        items = [dice.choice(item.grades).score for item in one.items]
        score = total(one, items)
        assert score == times * sum(items)
        assert 0 <= score <= most
        found = band(one, score)
        assert found is None or found.low <= score <= found.high
        assert (found is None) is (not one.bands)
        in_parts = [part_total(one, part, items) or 0 for part in one.parts]
        assert not in_parts or sum(in_parts) == score


def test_left_out_is_none_and_never_zero() -> None:
    session, finished = answer_all(the("phq2"), None, 0)
    assert finished
    assert in_order(the("phq2"), session.answers) == [None, 0]


# PhenX 121301 and Kessler and others 2010: all of the time 4 … none of the time 0; 0 to 24.
@pytest.mark.parametrize(
    ("items", "score", "name"),
    [
        ([0] * 6, 0, "none/low mental distress"),
        ([1, 1, 1, 1, 0, 0], 4, "none/low mental distress"),
        ([1, 1, 1, 1, 1, 0], 5, "moderate mental distress"),
        ([2] * 6, 12, "moderate mental distress"),
        ([3, 2, 2, 2, 2, 2], 13, "serious mental distress"),
        ([4] * 6, 24, "serious mental distress"),
    ],
)
def test_the_ranges_of_k6(items: list[int | None], score: int, name: str) -> None:
    assert total(the("k6"), items) == score
    found = band(the("k6"), score)
    assert found is not None
    assert found.name == name
    assert [(g.score, g.label) for g in the("k6").items[0].grades][::4] == [
        (4, "All of the time"),
        (0, "None of the time"),
    ]


# National Center for PTSD: 0 to 80; clusters of items 1-5, 6-7, 8-14, 15-20; cut-point 31 to 33.
def test_pcl5_and_its_four_clusters() -> None:
    pcl5 = the("pcl5")
    assert (pcl5.most, len(pcl5.items)) == (80, 20)
    items: list[int | None] = [4, 3, 2, 1, 0, 1, 2, 0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2]
    assert total(pcl5, items) == 36
    assert [part_total(pcl5, part, items) for part in pcl5.parts] == [10, 3, 11, 12]
    assert [len(part.items) for part in pcl5.parts] == [5, 2, 7, 6]
    assert all(part.cutoff is None for part in pcl5.parts)
    assert [pcl5.cutoffs[0].reached(score) for score in (30, 31)] == [False, True]


# Bush and others 1998: 4 for men; Bradley and others 2003: 3 for women.
def test_the_cut_offs_of_auditc_differ() -> None:
    assert [(one.at, one.who) for one in the("auditc").cutoffs] == [(3, "women"), (4, "men")]
