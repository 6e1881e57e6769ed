"""Means across midnight."""

from datetime import time

from charts.clock_times import circular_mean


def test_times_around_midnight_average_to_midnight():
    times = [time(23, 30), time(0, 30), time(0, 0), time(23, 0), time(1, 0)]
    assert circular_mean(times) == time(0, 0)  # the arithmetic mean would be 09:36


def test_two_nights_are_too_few_for_a_usual_time():
    assert circular_mean([time(23, 0), time(0, 0), None]) is None


def test_times_all_around_the_clock_have_no_mean():
    assert circular_mean([time(0), time(6), time(12), time(18)]) is None
