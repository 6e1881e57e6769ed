"""Means across midnight."""

from datetime import time, timedelta

import pytest

from charts.clock_times import circular_mean, circular_spread


def test_times_around_midnight_average_to_midnight():
    times = [time(23, 30), time(0, 30), time(0, 0), time(23, 0), time(1, 0)]
    assert circular_mean(times) == time(0, 0)  # the arithmetic mean would be 09:36


def test_two_nights_are_too_few_for_a_usual_time():
    assert circular_mean([time(23, 0), time(0, 0), None]) is None


def test_times_all_around_the_clock_have_no_mean():
    assert circular_mean([time(0), time(6), time(12), time(18)]) is None


@pytest.mark.parametrize("minutes", [0, 20, 40])
def test_the_spread_is_the_standard_deviation_when_times_are_close(minutes):
    noon = 12 * 60
    times = [
        time((noon + d) // 60, (noon + d) % 60)
        for d in (-minutes, minutes, -minutes, minutes, -minutes, minutes)
    ]
    assert circular_spread(times) == timedelta(minutes=minutes)


def test_four_nights_are_too_few_for_a_spread():
    assert circular_spread([time(23)] * 4) is None
