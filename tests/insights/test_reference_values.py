"""The published values of each measure come out of it."""

from datetime import time, timedelta

import numpy as np
import pytest
from scipy.stats import kendalltau

from charts.insights.change import change, nap, shifts
from charts.insights.numbers import NightNumbers
from charts.insights.regularity import (
    asleep,
    circular_mean,
    efficiency,
    regularity_index,
    rhythm,
    social_jetlag,
    spread,
)
from charts.insights.together import shifted
from charts.insights.trend import slopes
from charts.insights.weeks import Days
from tests.insights.simulated import FIRST

# SingleCaseES (jepusto), test-parker-vannest-davis-2011.R.
BASELINE = np.array([20.0, 20, 26, 25, 22, 23])
TREATED = np.array([28.0, 25, 24, 27, 30, 30, 29])


def night(bed: str, wake: str) -> NightNumbers:
    return NightNumbers(time.fromisoformat(bed), time.fromisoformat(wake))


def hours(minutes: float) -> float:
    return minutes / 60


def test_nonoverlap_of_all_pairs_and_the_tau_that_follows_from_it() -> None:
    assert nap(BASELINE, TREATED) == pytest.approx(38.5 / 42)
    assert 2 * nap(BASELINE, TREATED) - 1 == pytest.approx((38 - 3) / 42)
    second = nap(np.array([3.0, 3, 4, 5]), np.array([4.0, 5, 6, 7, 7]))
    assert 2 * second - 1 == pytest.approx(16 / 20)


def test_the_shift_of_rounded_answers_lies_within_half_a_point_of_hodges_and_lehmanns() -> None:
    chance = np.random.default_rng(3)
    for _ in range(200):
        before, now = chance.integers(1, 11, (2, 12))
        plain = float(np.median([b - a for a in before for b in now]))
        counts = (np.bincount(row, minlength=11)[None, 1:].astype(float) for row in (before, now))
        assert abs(float(shifts(*counts)[0]) - plain) <= 0.5


def test_the_shift_of_that_first_set_is_hodges_and_lehmanns_five() -> None:
    counts = ((row[:, None] == np.arange(20, 31)).sum(axis=0) for row in (BASELINE, TREATED))
    ours = shifts(*(count[None].astype(float) for count in counts))
    assert float(ours[0]) == pytest.approx(5, abs=0.5)


# scan (jazznbass), corrected_tau, after Tarlow 2017, doi 10.1177/0145445516676750.
TARLOW = np.array([33.0, 25, 17, 25, 14, 13, 15])
TARLOW_TREATED = np.array([15.0, 16, 16, 5, 7, 9, 6, 5, 3, 3, 8, 11, 7])


def test_the_slope_is_theil_and_sens() -> None:
    found, low, high = slopes(TARLOW)
    assert found == pytest.approx(-3)
    assert low < found < high


def test_less_its_own_slope_the_baseline_is_corrected_as_tarlow_does() -> None:
    values = np.array([*TARLOW, *TARLOW_TREATED])
    later = np.arange(len(values)) >= len(TARLOW)
    assert kendalltau(values, later).statistic == pytest.approx(-0.572, abs=0.0005)
    left = values - slopes(TARLOW)[0] * np.arange(len(values))
    assert kendalltau(left, later).statistic == pytest.approx(0.6995, abs=0.00005)


def test_the_same_sleep_every_day_is_as_regular_as_sleep_can_be() -> None:
    assert regularity_index(*asleep([night("23:00", "07:00")] * 10)) == (9.0, 100.0)


def test_going_to_bed_two_hours_apart_every_other_day_is_two_thirds_regular() -> None:
    nights = [night("23:00", "07:00"), night("01:00", "09:00")] * 6
    assert regularity_index(*asleep(nights))[1] == pytest.approx(66.67, abs=0.005)


def test_someone_who_sleeps_through_noon_is_as_regular() -> None:
    days, index = regularity_index(*asleep([night("08:00", "15:30")] * 10))
    assert days == 9
    assert index == pytest.approx(
        100, abs=5
    )  # what the first day slept before its noon is unknown


def test_a_day_of_which_more_than_six_hours_are_unknown_is_left_out() -> None:
    per_day = 24
    states = np.zeros(10 * per_day)
    states[3 * per_day : 3 * per_day + 6] = np.nan
    whole, _ = regularity_index(states, per_day)
    states[3 * per_day + 6] = np.nan
    without, _ = regularity_index(states, per_day)
    assert whole == pytest.approx(9 - 2 * 6 / 24)
    assert without == 7.0


def test_regularity_is_not_said_of_less_than_five_days() -> None:
    every_third = [night("23:00", "07:00"), None, None] * 10
    found = rhythm(FIRST, every_third[-28:], frozenset())
    assert found is None  # nine nights, and ten are needed
    paired = [night("23:00", "07:00")] * 3 + [None] * 4
    found = rhythm(FIRST, paired * 4, frozenset())
    assert found is not None
    assert found.index_days == 8
    apart = [night("23:00", "07:00"), None] * 14
    found = rhythm(FIRST, apart, frozenset())
    assert found is not None
    assert (found.nights, found.index) == (14, None)


@pytest.mark.parametrize(
    ("work", "free", "apart"),  # mctq (ropensci), test-sjl.R
    [(2.5, 4.5, 2), (23, 2, 3), (5, 3, -2), (22, 17.5, -4.5)],
)
def test_social_jetlag_goes_the_shorter_way_round(work: float, free: float, apart: float) -> None:
    assert hours(social_jetlag(60 * work, 60 * free)) == pytest.approx(apart)


def test_sleeping_two_hours_later_on_free_days_is_two_hours_of_social_jetlag() -> None:
    nights: list[NightNumbers | None] = []
    for place in range(28):
        free = (FIRST + timedelta(days=place)).isoweekday() >= 6
        nights.append(night("01:00", "09:00") if free else night("23:00", "07:00"))
    found = rhythm(FIRST, nights, frozenset({6, 7}))
    assert found is not None
    assert found.jetlag is not None
    assert hours(found.jetlag) == pytest.approx(2)
    unknown = rhythm(FIRST, nights, frozenset())
    assert unknown is not None
    assert unknown.jetlag is None


def test_the_mean_of_times_around_midnight_is_midnight_and_no_whole_day() -> None:
    assert circular_mean([23.5 * 60, 30, 0, 23 * 60, 60]) == pytest.approx(0)
    assert spread([23.5 * 60, 30, 0, 23 * 60, 60]) == pytest.approx(30)


def test_the_efficiency_of_a_week_is_all_sleep_over_all_time_in_bed() -> None:
    told = [(8.0, 8.0), (2.0, 8.0), (7.0, 10.0), (6.0, 8.0), (7.0, 8.0)]
    nights = [None, None, *(NightNumbers(slept=slept, in_bed=bed) for slept, bed in told)]
    found = efficiency(nights)
    assert found is not None
    assert found.percent == pytest.approx(100 * 30 / 42)
    assert efficiency(nights[:-1]) is None


def rolled(parted: Days, values: Days) -> list[float]:
    """The same differences, one shift after the other."""
    found = []
    for by in range(len(values)):
        labels = np.roll(parted, by)
        found.append(np.nanmean(values[labels == 1]) - np.nanmean(values[labels == 0]))
    return found


def test_all_shifts_at_once_are_those_one_after_the_other() -> None:
    chance = np.random.default_rng(4)
    values = np.where(chance.random(60) < 0.2, np.nan, chance.integers(1, 11, 60)).astype(float)
    parted = np.where(chance.random(60) < 0.2, np.nan, chance.random(60) < 0.4)
    assert shifted(parted, values) == pytest.approx(rolled(parted, values))


def test_a_step_of_two_points_is_a_shift_of_two_points() -> None:
    moods = np.array([3.0, 4, 5, 4, 3, 4, 5] * 4 + [5.0, 6, 7, 6, 5, 6, 7] * 4)
    found = change(FIRST, moods)
    assert found is not None
    assert found.verdict == "higher"
    assert found.shift == pytest.approx(2)
    assert (found.before, found.now, found.since) == (4, 6, FIRST + timedelta(days=28))
