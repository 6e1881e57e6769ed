"""When days make a run of hard ones: the rule alone, on made-up moods."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from bot.features.hard_days import rules
from bot.features.hard_days.rules import HardRun

TODAY = date(2026, 12, 20)


def told(*moods: int | None) -> Mapping[date, int]:
    """One mood a day, the last of them today; None is silence."""
    first = TODAY - timedelta(days=len(moods) - 1)
    return {first + timedelta(days=n): mood for n, mood in enumerate(moods) if mood is not None}


USUAL = (6, 7, 8, 7, 6, 7, 8) * 4


@pytest.mark.parametrize(
    "moods",
    [
        (),
        (1, 1, 1, 1, 1, 1),  # six days are not enough to say most of seven
        (2, 6, 2, 6, 2, 6, 6),
        USUAL,
        (*USUAL, 6, 6, 6, 6, 6, 6, 6),  # the low end of good days is not hard
        (*USUAL, 1, 1, 1, *[None] * 14),  # long ago
    ],
)
def test_nothing_is_said_of_days_that_are_no_run(moods: tuple[int | None, ...]) -> None:
    assert rules.find(told(*moods), TODAY) is None


def test_four_of_seven_days_at_the_low_end_make_a_run() -> None:
    assert rules.find(told(3, 6, 2, 5, 3, 6, 1), TODAY) == HardRun(
        since=TODAY - timedelta(days=6), hard=4, answered=7, low=1, high=3
    )


def test_low_does_not_stop_being_hard_because_it_became_usual() -> None:
    found = rules.find(told(*[1] * 60), TODAY)
    assert found is not None
    assert (found.hard, found.answered, found.low, found.high) == (60, 60, 1, 1)


def test_silence_between_is_no_day() -> None:
    found = rules.find(told(2, None, 2, None, 2, 7, 2, None, 6, 6), TODAY)
    assert found is not None
    assert (found.hard, found.answered) == (4, 7)


def test_what_is_hard_is_measured_by_the_persons_own_range() -> None:
    """Someone whose days are good is met at 5; the middle of the scale is where that ends."""
    assert rules.hard_up_to(told(*USUAL)) == 5
    assert rules.hard_up_to(told(*[10] * 40)) == 5
    assert rules.hard_up_to(told(*[4, 5, 6] * 10)) == 3
    assert rules.hard_up_to(told(5, 5, 5)) == 3
    found = rules.find(told(*USUAL, 5, 4, 5, 7, 5, 8, 7), TODAY)
    assert found is not None
    assert (found.low, found.high) == (4, 5)


def test_the_run_begins_where_most_days_since_were_hard() -> None:
    found = rules.find(told(*USUAL, 2, 3, 6, 1, 2, 3, 2, 7, 1, 2, 3, 2, 2, 3), TODAY)
    assert found is not None
    assert found.since == TODAY - timedelta(days=13)
    assert (found.hard, found.answered) == (12, 14)
