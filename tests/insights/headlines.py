"""What the headlines of pictures and the page for a session call higher, lower or steadier."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.features.week.data import USUAL_FROM
from bot.features.week.lengths import LENGTHS
from charts.comparison import compare
from charts.steadiness import is_steadier
from tests.insights.promises import Promise, Trial, row
from tests.insights.simulated import Row, Simulated, plain

REPORT = (14, 56, 84)
"""Days on the page for a session; so many before are put beside them."""
SPREADS = (1.0, 1.5, 2.0)


def _told(moods: Row) -> list[int | None]:
    return [None if mood is None else int(mood) for mood in plain(moods)]


@dataclass(frozen=True, slots=True)
class StepOfMood:
    """So many days beside others before them: so much higher, or swinging by so much of before."""

    days: int
    before: int
    by: float = 0.0
    swings: float = 1.0

    def moods(
        self, chance: np.random.Generator, who: Simulated
    ) -> tuple[list[int | None], list[int | None]]:
        """The later days, and those before them."""
        exact = who.sd * who.swings(chance, self.before + self.days)
        exact[self.before :] *= self.swings
        exact[self.before :] += self.by
        told = _told(who.told(chance, exact))
        return told[self.before :], told[: self.before]

    def moved(self, chance: np.random.Generator, who: Simulated) -> bool | None:
        """Whether they are called higher or lower; None where too few were told for words."""
        found = compare(*self.moods(chance, who))
        if found is None or found.verdict is None:
            return None
        return found.verdict in ("higher", "lower")

    def steadier(self, chance: np.random.Generator, who: Simulated) -> bool | None:
        """Whether they are called steadier."""
        return is_steadier(*self.moods(chance, who))


def false_alarms(runs: int) -> Iterator[Promise]:
    """Nothing is there: how often a headline or the page for a session says it all the same."""
    beside = [("headline", LENGTHS[kind].days) for kind in ("week", "month")]
    beside += [("page for a session", days) for days in REPORT]
    for where, days in beside:
        for sd in SPREADS:
            about = f"{days} days beside {days}, mood varies by {sd}"
            yield row(f"{where}: higher or lower", about, StepOfMood(days, days).moved, runs, sd)
    for kind in ("week", "month"):
        for sd in SPREADS:
            trial: Trial = StepOfMood(LENGTHS[kind].days, USUAL_FROM).steadier
            about = f"{LENGTHS[kind].days} days beside {USUAL_FROM}, mood varies by {sd}"
            yield row("headline: steadier", about, trial, runs, sd)


def power(runs: int) -> Iterator[Promise]:
    """Something is there: how often the headline says it."""
    for kind in ("week", "month"):
        for by in (1.0, 2.0, 3.0):
            days = LENGTHS[kind].days
            about = f"{days} days beside {days}, {by:.0f} points apart"
            yield row("headline: higher or lower", about, StepOfMood(days, days, by).moved, runs)
    for kind in ("week", "month"):
        for swings in (1 / 2, 1 / 4):
            days = LENGTHS[kind].days
            trial: Trial = StepOfMood(days, USUAL_FROM, swings=swings).steadier
            about = f"{days} days beside {USUAL_FROM}, swinging by {swings:.2f} of before"
            yield row("headline: steadier", about, trial, runs, 2.0)
