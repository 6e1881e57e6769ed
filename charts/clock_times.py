"""Means of clock times: on a circle, because 23:30 and 00:30 meet at midnight, not at noon."""

from cmath import exp, phase, pi
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from statistics import median

FOR_A_MEAN = 3
"""Nights before a usual bedtime is named."""
FOR_REGULARITY = 10
"""Nights of four weeks before anything is said of how alike they ended."""
_DAY = 24 * 60
_SCATTERED = 0.1  # below this length of the mean arrow the times point nowhere


def circular_mean(times: Sequence[time | None]) -> time | None:
    """The mean clock time to the minute; None with fewer than 3 times or when they cancel out.

    The direction of the mean of unit vectors (Mardia & Jupp 2000, Directional Statistics, 2.2).
    """
    arrow = _arrow(times)
    if arrow is None or abs(arrow) < _SCATTERED:
        return None
    minutes = round(phase(arrow) / (2 * pi) * _DAY) % _DAY
    return time(minutes // 60, minutes % 60)


def _arrow(times: Sequence[time | None]) -> complex | None:
    known = [moment for moment in times if moment is not None]
    if len(known) < FOR_A_MEAN:
        return None
    turns = [_minutes(moment) / _DAY for moment in known]
    return sum((exp(2j * pi * turn) for turn in turns), 0j) / len(turns)


@dataclass(frozen=True, slots=True)
class UsualWaking:
    """When somebody usually wakes, and within how many minutes of it half of the nights end."""

    at: time
    within: int


def usual_waking(times: Sequence[time]) -> UsualWaking | None:
    """The mean on the dial and the median distance from it; None with fewer than 10 nights.

    Waking at one time is what changes first when sleep gets more regular, and it can be seen in a
    few weeks; how regular all of sleep is takes more (Windred et al. 2021, zpac045).
    """
    arrow = _arrow(times)
    if len(times) < FOR_REGULARITY or arrow is None or abs(arrow) < _SCATTERED:
        return None
    middle = phase(arrow) / (2 * pi) * _DAY
    apart = [abs((_minutes(at) - middle + _DAY / 2) % _DAY - _DAY / 2) for at in times]
    whole = round(middle) % _DAY
    return UsualWaking(time(whole // 60, whole % 60), max(1, round(median(apart))))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
