"""Times below one's own usual range, and how each of them passed.

A spell begins with three told days in a row below the range and is over with the first of two
within it or above. Days without an answer neither begin nor end one. Counted, never foretold.
"""

from datetime import date, timedelta

import numpy as np

from charts.insights.findings import Setbacks
from charts.insights.weeks import Days
from charts.stats import usual_range

LEAST = 28
"""Told days before there is a usual range to be below of."""
BEGINS, ENDS = 3, 2
YEAR = 365


def setbacks(first: date, moods: Days) -> Setbacks | None:
    """Every spell of the last year; None while too little is told, or where none has passed."""
    first += timedelta(days=max(0, len(moods) - YEAR))
    moods = moods[-YEAR:]
    told = np.flatnonzero(np.isfinite(moods))
    usual = usual_range([int(moods[place]) for place in told])
    if usual is None or len(told) < LEAST:
        return None
    lengths, begun = _spells(told.tolist(), [bool(moods[place] < usual.low) for place in told])
    if not lengths:  # a first one that has not passed is for no list
        return None
    since = None if begun is None else first + timedelta(days=begun)
    return Setbacks(line=int(usual.low), n=len(told), lengths=tuple(lengths), since=since)


def _spells(places: list[int], low: list[bool]) -> tuple[list[int], int | None]:
    """How many days each spell took to pass, and where one began that has not."""
    lengths: list[int] = []
    begun: int | None = None
    for at in range(len(places)):
        if begun is None and at + 1 >= BEGINS and all(low[at + 1 - BEGINS : at + 1]):
            begun = places[at + 1 - BEGINS]
        elif begun is not None and not any(low[at + 1 - ENDS : at + 1]):
            lengths.append(places[at + 1 - ENDS] - begun)
            begun = None
    return lengths, begun
