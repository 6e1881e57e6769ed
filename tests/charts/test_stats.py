"""Facts and the least data they need; expected numbers come from outside or by another way."""

from datetime import date, time
from math import exp, lgamma, pi, sqrt

import pytest

from charts.stats import (
    ALIKE,
    Usual,
    compare,
    half_width,
    summarise,
    usual_answers,
    usual_range,
)
from charts.student_t import t_975
from charts.view import Band
from tests.charts.samples import days, few_days, full_week


def test_a_full_week_is_summed_up():
    facts = summarise(full_week().days)
    assert (facts.days, facts.answered, facts.sleep_n) == (7, 7, 7)
    assert facts.median == 6
    assert facts.middle == (4.5, 6.5)
    assert (facts.low, facts.high) == (3, 8)
    assert facts.lowest_days == (date(2026, 11, 19),)
    assert facts.highest_days == (date(2026, 11, 21),)
    assert facts.sleep_mean == pytest.approx(49.75 / 7)
    assert (facts.quality_median, facts.quality_n) == (3, 7)


def test_two_days_are_counted_and_not_summed_up():
    facts = summarise(few_days().days)
    assert (facts.answered, facts.low, facts.high) == (2, 4, 6)
    assert facts.median is None
    assert facts.middle is None
    assert facts.quality_median is None


def test_no_days_told_gives_no_numbers():
    facts = summarise(days([None] * 7))
    assert (facts.days, facts.answered, facts.sleep_n) == (7, 0, 0)
    assert facts.median is facts.low is facts.high is facts.sleep_mean is facts.bed is None


def test_days_that_are_all_alike_have_no_lowest_and_no_highest():
    facts = summarise(days([5, 5, 5, None, 5, 5, 5]))
    assert (facts.low, facts.high, facts.lowest_days, facts.highest_days) == (5, 5, (), ())


def test_equal_lows_are_all_named():
    facts = summarise(days([5, 2, 6, 2, 7, 7, 5]))
    assert facts.lowest_days == (date(2026, 11, 17), date(2026, 11, 19))


def test_bed_and_wake_times_are_averaged_on_the_circle():
    beds = [time(23, 30), None, time(0, 30), time(0, 0)]
    wakes = [time(7, 0), time(8, 0), None, time(7, 30)]
    facts = summarise(days([5] * 4), beds, wakes)
    assert (facts.bed, facts.wake) == (time(0, 0), time(7, 30))


def test_the_usual_range_needs_fourteen_answers():
    thirteen = [5] * 13 + [None] * 15
    assert usual_range(thirteen) is None
    assert usual_range([*thirteen, 5]) == Band(5, 5, 14)


def test_the_usual_range_is_the_middle_half():
    moods = [*range(1, 10), *range(1, 10), None, None]
    band = usual_range(moods)
    assert band is not None
    assert (band.low, band.high, band.n) == (3, 7, 18)


def test_usual_answers_need_five_days_each():
    assert usual_answers(days([5] * 4, [7] * 4, [3] * 4)) is None
    assert usual_answers(days([5] * 5, [7] * 4 + [None])) == Usual(5, None, None)


def test_usual_answers_are_ones_the_person_has_given():
    told = days([4, 5, 6, 7, 8, 3], [6.3, 7, 7.1, 7.4, 8, 9], [1, 2, 3, 4, 5, 5])
    assert usual_answers(told) == Usual(5, 7.25, 3)


def test_weeks_with_fewer_than_four_days_are_not_compared():
    assert compare([5, 6, 7], [5, 6, 7, 5, 6]) is None
    assert compare([5, 6, 7, None, None], [5, 6, 7, 5]) is None


def test_four_days_show_a_difference_without_words():
    found = compare([9, 9, 10, 10], [1, 1, 2, 2])
    assert found is not None
    assert found.difference == 8
    assert found.verdict is None


@pytest.mark.parametrize(
    ("this", "last", "verdict"),
    [
        ([5, 6, 5, 6, 5, 6, 5], [5, 5, 6, 6, 5, 5, 6], "about the same"),
        ([8, 9, 8, 9, 8, 9, 8], [4, 5, 4, 5, 4, 5, 4], "higher"),
        ([3, 2, 3, 2, 3], [6, 7, 6, 7, 6], "lower"),
        ([3, 9, 2, 8, 5, 7, 6], [4, 5, 4, 8, 3, 6, 4], "about the same"),
    ],
)
def test_words_only_when_the_interval_leaves_out_no_change(this, last, verdict):
    found = compare(this, last)
    assert found is not None
    assert found.verdict == verdict
    assert found.low < found.difference < found.high
    assert compare(last, this).difference == pytest.approx(-found.difference)


def test_equal_answers_every_day_still_leave_the_doubt_of_rounding():
    found = compare([6] * 7, [5] * 7)
    assert found is not None
    assert found.high - found.low > 0.5


@pytest.mark.parametrize(("n", "half"), [(3, 2.0), (5, 1.3), (7, 1.05), (14, 0.70), (28, 0.48)])
def test_half_widths_agree_with_the_published_simulation(n, half):
    """SD 0.9 on both sides, n days against n days."""
    assert half_width(0.81, n, 0.81, n) == pytest.approx(half, abs=0.05)


def test_the_interval_is_wider_because_days_resemble_each_other():
    assert pytest.approx(2) == ALIKE
    this, last = [4, 5, 6, 5, 4, 6, 5], [5, 5, 4, 6, 6, 4, 5]
    found = compare(this, last)
    assert found is not None
    plain = half_width(2 / 3, 7, 2 / 3, 7)
    assert (found.high - found.low) / 2 == pytest.approx(plain * ALIKE)


def below(t: float, freedom: float) -> float:
    """The distribution function of Student's t by Simpson's rule."""
    scale = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    n = 2000
    step = t / n
    total = 0.0
    for k in range(n + 1):
        weight = 1 if k in {0, n} else 4 if k % 2 else 2
        total += weight * (1 + (k * step) ** 2 / freedom) ** (-(freedom + 1) / 2)
    return 0.5 + scale * total * step / 3


@pytest.mark.parametrize("freedom", [3, 4, 5.5, 6, 8, 9.7, 12, 17, 22.2, 26, 35, 54, 90, 500])
def test_the_t_table_agrees_with_the_density(freedom):
    assert below(t_975(freedom), freedom) == pytest.approx(0.975, abs=0.0003)
