"""When two weeks are called different; expected numbers come from outside or by another way."""

from math import exp, lgamma, pi, sqrt

import pytest

from charts.comparison import ALIKE, compare, half_width
from charts.student_t import t_975


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
