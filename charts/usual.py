"""What "same as usual" would answer: the middle of a person's own recent days."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, median_low

from charts.stats import DayNumbers

FOR_USUAL_ANSWERS = 5
"""Answers, of 28 days, before one of them is called usual."""
_HOUR_STEPS = 4  # usual sleep is offered in quarters of an hour


@dataclass(frozen=True, slots=True)
class Usual:
    """What "same as usual" would answer: values of 1-10, hours, and 1-5; None with too little."""

    mood: int | None
    sleep_hours: float | None
    sleep_quality: int | None


def usual_answers(days: Sequence[DayNumbers]) -> Usual | None:
    """Medians of the previous 28 days, each from 5 answers on; None when there is none.

    Of two middle moods or qualities the lower is taken, so that it is one the person has given;
    hours are rounded to quarters.
    """
    moods = [day.mood for day in days if day.mood is not None]
    nights = [day.sleep_hours for day in days if day.sleep_hours is not None]
    qualities = [day.sleep_quality for day in days if day.sleep_quality is not None]
    usual = Usual(
        mood=_given(moods),
        sleep_hours=_hours(nights),
        sleep_quality=_given(qualities),
    )
    return None if usual == Usual(None, None, None) else usual


def _given(values: Sequence[int]) -> int | None:
    return median_low(values) if len(values) >= FOR_USUAL_ANSWERS else None


def _hours(nights: Sequence[float]) -> float | None:
    if len(nights) < FOR_USUAL_ANSWERS:
        return None
    return round(median(nights) * _HOUR_STEPS) / _HOUR_STEPS
