"""Against worked examples of the published formula, and the judging of weeks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.attainment import t_score

MONDAY = date(2026, 11, 16)
LEVELS = st.lists(st.integers(-2, 2), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("total", "score"),
    list(zip(range(-4, 5), (25.2, 31.4, 37.6, 43.8, 50.0, 56.2, 62.4, 68.6, 74.8), strict=True)),
)
def test_two_goals_of_equal_weight(total: int, score: float) -> None:
    # Kiresuk & Sherman 1968 with ρ = 0.3, by the erratum to Turner-Stokes 2009.
    first = max(-2, total - 2)
    assert round(t_score([first, total - first]), 1) == score


@pytest.mark.parametrize(("level", "score"), [(-2, 22.6), (-1, 36.3), (1, 63.7), (2, 77.4)])
def test_three_goals_at_the_same_level(level: int, score: float) -> None:
    assert round(t_score([level] * 3), 1) == score


def test_one_goal_a_step_above_what_was_hoped() -> None:
    assert t_score([1]) == 60


@given(LEVELS)
def test_as_hoped_on_all_goals_is_fifty(levels: list[int]) -> None:
    assert t_score([0] * len(levels)) == 50


@given(LEVELS, st.integers(1, 9))
def test_only_the_ratio_of_weights_matters(levels: list[int], factor: int) -> None:
    weights = [1.0 + n for n in range(len(levels))]
    scaled = [weight * factor for weight in weights]
    assert t_score(levels, weights) == pytest.approx(t_score(levels, scaled))


@given(LEVELS)
def test_opposite_levels_lie_opposite_of_fifty(levels: list[int]) -> None:
    assert t_score(levels) - 50 == pytest.approx(50 - t_score([-level for level in levels]))


def test_a_heavier_goal_counts_for_more() -> None:
    assert t_score([1, -1], [3, 1]) > 50 > t_score([1, -1], [1, 3])


@pytest.mark.parametrize(("levels", "weights"), [([], None), ([1], [1, 2]), ([1], [0])])
def test_what_makes_no_sense_is_refused(levels: list[int], weights: list[float] | None) -> None:
    with pytest.raises(ValueError, match="goal"):
        t_score(levels, weights)
