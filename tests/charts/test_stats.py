"""Facts and the least data they need; expected numbers come from outside or by another way."""

from datetime import date, time

import pytest

from charts.stats import summarise, usual_range
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
