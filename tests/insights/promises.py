"""Each claim, tried on people of whom the truth is known; every function makes one table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from charts.insights.change import change
from charts.insights.together import LEVEL, kept, pairs
from charts.insights.trend import trend
from charts.insights.weekdays import weekdays
from tests.insights.simulated import FIRST, Simulated, diary

PHIS = (0.0, 0.3, 0.6)
SEED = 20_261_129
OTHERS = 10
"""Things ticked; with the same and the next day and seven weekdays, 27 are tried at most."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    runs: int

    def __str__(self) -> str:
        return f"{100 * self.share:.1f} ± {100 * self.error:.1f}" if self.runs else "–"

    @property
    def share(self) -> float:
        """As a part of one."""
        return self.hits / self.runs if self.runs else 0.0

    @property
    def error(self) -> float:
        """Its standard error."""
        return float(np.sqrt(self.share * (1 - self.share) / self.runs)) if self.runs else 0.0


@dataclass(frozen=True, slots=True)
class Promise:
    """One row: what was claimed, about whom, how often for each lag-1 correlation."""

    claim: str
    about: str
    cells: tuple[Share | str, ...]


Trial = Callable[[np.random.Generator, Simulated], bool | None]


def share(trial: Trial, who: Simulated, runs: int) -> Share:
    """Try it on so many people; who cannot be asked (None) does not count."""
    chance = np.random.default_rng(SEED)
    found = [said for _ in range(runs) if (said := trial(chance, who)) is not None]
    return Share(sum(found), len(found))


def row(claim: str, about: str, trial: Trial, runs: int, sd: float = 1.5) -> Promise:
    """Try it for every correlation from day to day."""
    cells = [share(trial, Simulated(phi, sd), runs) for phi in PHIS]
    return Promise(claim, about, tuple(cells))


def changes(chance: np.random.Generator, who: Simulated, by: float = 0.0) -> str | None:
    """What is said of somebody whose mood changes by so much in the middle of eight weeks."""
    step = np.repeat([0.0, by], 28)
    found = change(FIRST, who.moods(chance, 56, step))
    return None if found is None else found.verdict


def _clear(said: str | None) -> bool | None:
    return None if said is None else said in ("higher", "lower")


def changed(chance: np.random.Generator, who: Simulated) -> bool | None:
    """Whether a change is said of somebody whose mood stays as it is; None: too few days."""
    return _clear(changes(chance, who))


def trends(weeks: int, drift: float = 0.0, *said: str) -> Trial:
    """Whether a direction (or what is said) is claimed of who drifts so many points a week."""
    claims = said or ("rising", "falling")

    def trial(chance: np.random.Generator, who: Simulated) -> bool | None:
        n = 7 * weeks
        found = trend(who.moods(chance, n, drift * (np.arange(n) - n / 2) / 7))
        return None if found is None else found.verdict in claims

    return trial


def paces(drift: float) -> Trial:
    """Whether another pace is claimed of somebody who drifts evenly."""

    def trial(chance: np.random.Generator, who: Simulated) -> bool | None:
        n = 7 * 16
        found = trend(who.moods(chance, n, drift * (np.arange(n) - n / 2) / 7))
        return None if found is None else found.pace is not None

    return trial


def one_pair(n: int, level: float = LEVEL) -> Trial:
    """Whether one thing alone is found to go with mood, where it does not."""

    def trial(chance: np.random.Generator, who: Simulated) -> bool | None:
        ticked = who.unanswered(chance, who.ticks(chance, n))
        tried = [*pairs(who.moods(chance, n), diary(np.zeros(n), [ticked]).exposures)]
        return tried[0].pair.p <= level if tried else None

    return trial


def one_weekday(n: int) -> Trial:
    """Whether Mondays are found to go with mood, where they do not."""

    def trial(chance: np.random.Generator, who: Simulated) -> bool | None:
        tried = [*weekdays(FIRST, who.moods(chance, n))]
        return tried[0].pair.p <= LEVEL if tried else None

    return trial


@dataclass(frozen=True, slots=True)
class ShownPairs:
    """What was shown of ten things, of which the first `real` do go with mood."""

    right: int
    wrong: int
    real: int


def shown(
    chance: np.random.Generator, who: Simulated, n: int, effect: float, real: int
) -> ShownPairs:
    """Look for everything at once, as the command does."""
    ticked = [who.ticks(chance, n) for _ in range(OTHERS)]
    moods = who.moods(chance, n, effect * sum((row for row in ticked[:real]), np.zeros(n)))
    answered = [who.unanswered(chance, row) for row in ticked]
    tried = [*pairs(moods, diary(moods, answered).exposures), *weekdays(FIRST, moods)]
    found = {one.key for one in kept(tried)}
    right = {f"factors:{at}" for at in range(real)}
    return ShownPairs(len(found & right), len(found - right), real)


def everything(n: int, phi: float, effect: float, real: int, runs: int) -> list[ShownPairs]:
    """So many people, each with the same truth."""
    chance = np.random.default_rng(SEED)
    return [shown(chance, Simulated(phi), n, effect, real) for _ in range(runs)]


def false_alarms(runs: int) -> Iterator[Promise]:
    """Nothing is there: how often each claim is made all the same."""
    for sd in (1.0, 1.5, 2.0):
        yield row("change", f"4 + 4 weeks, mood varies by {sd}", changed, runs, sd)
    for weeks in (8, 12, 16):
        yield row("rising or falling", f"{weeks} weeks", trends(weeks), runs)
    for sd in (0.5, 1.0, 1.5):
        for weeks in (8, 16):
            # A point from the middle of the first week to that of the last: no less is no claim.
            drifting = trends(weeks, 1 / (weeks - 1), "standing still")
            about = f"{weeks} weeks that drift by a point, mood varies by {sd}"
            yield row("about where it was", about, drifting, runs, sd)
    for drift in (0.0, 0.15, 0.3):
        about = f"16 weeks that drift evenly, {drift} a week"
        yield row("faster or slower", about, paces(drift), runs)
    for n in (60, 120, 365):
        yield row("one thing, p ≤ .05", f"{n} days", one_pair(n), runs)
    yield row("one thing, p ≤ .01", "120 days", one_pair(120, 0.01), runs)
    yield row("a weekday, p ≤ .05", "180 days", one_weekday(180), runs)


def corrected(runs: int) -> Iterator[Promise]:
    """After the correction: anything shown where nothing is; wrong of all that was shown."""
    for n in (90, 180, 365):
        cells = []
        for phi in PHIS:
            found = everything(n, phi, 0.0, 0, runs)
            cells.append(Share(sum(one.wrong > 0 for one in found), runs))
        yield Promise("anything shown, nothing there", f"{n} days", tuple(cells))
    for n in (90, 180, 365):
        cells = []
        for phi in PHIS:
            found = everything(n, phi, 1.5, 2, runs)
            wrong = sum(one.wrong for one in found)
            cells.append(Share(wrong, wrong + sum(one.right for one in found)))
        yield Promise("wrong of those shown, two are real", f"{n} days", tuple(cells))


def power(runs: int) -> Iterator[Promise]:
    """Something is there: how often it is found."""
    for drift in (0.15, 0.3):
        for weeks in (8, 12, 16):
            about = f"{weeks} weeks, {drift} points a week"
            yield row("rising or falling", about, trends(weeks, drift), runs)
    for sd in (0.5, 1.0, 1.5):
        for weeks in (8, 16):
            about = f"{weeks} weeks that do not drift, mood varies by {sd}"
            still = trends(weeks, 0.0, "standing still")
            yield row("about where it was", about, still, runs, sd)
    for n in (60, 90, 180, 365):
        for effect in (1.0, 2.0):
            cells = []
            for phi in PHIS:
                found = everything(n, phi, effect, 1, max(runs // 4, 5))
                cells.append(Share(sum(one.right for one in found), len(found)))
            about = f"{n} days, {effect:.0f} points apart"
            yield Promise("what goes with mood", about, tuple(cells))


def power_of_change(runs: int) -> Iterator[Promise]:
    """A change in the middle of eight weeks: found, and of whom it is said that days are too few.

    The last column's rule: of those who were not told so, a change of two points is found in more
    than half.
    """
    for sd in (1.0, 1.5, 2.0, 2.5):
        for by in (1.0, 2.0, 3.0):
            for phi in PHIS:
                chance = np.random.default_rng(SEED)
                said = [changes(chance, Simulated(phi, sd), by) for _ in range(runs)]
                known = [one for one in said if one is not None]
                found = Share(sum(map(bool, map(_clear, known))), len(known))
                few = Share(known.count("too few days"), len(known))
                missed = known.count("no clear change")
                enough = Share(found.hits, found.hits + missed)
                about = f"{by:.0f} points, mood varies by {sd}, φ {phi}"
                yield Promise("change", about, (found, few, enough))


def table(heads: Iterable[str], rows: Iterable[Promise]) -> str:
    """Write it as Markdown."""
    names = ("claim", "of whom", *heads)
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    lines += [f"| {one.claim} | {one.about} | {' | '.join(map(str, one.cells))} |" for one in rows]
    return "\n".join(lines)
