"""Means of clock times: on a circle, because 23:30 and 00:30 meet at midnight, not at noon."""

from cmath import exp, phase, pi
from collections.abc import Sequence
from datetime import time

FOR_A_MEAN = 3
"""Nights before a usual bedtime is named."""
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
    turns = [(moment.hour * 60 + moment.minute) / _DAY for moment in known]
    return sum((exp(2j * pi * turn) for turn in turns), 0j) / len(turns)
