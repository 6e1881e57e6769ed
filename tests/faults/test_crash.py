"""A short crash run on each way of receiving; the long one is `python -m tests.faults.crash`."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.crash import run
from tests.faults.tally import Tally

pytestmark = pytest.mark.slow

KILLS = 52


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    """Both towns live side by side: most of a crash run is waiting."""
    with ThreadPoolExecutor(2) as both:
        runs = [both.submit(run, KILLS, 7, webhook=webhook) for webhook in (False, True)]
        return {tally.mode: tally for tally in (run.result() for run in runs)}


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_killed_fifty_times_it_loses_nothing_and_doubles_nothing(
    tallies: dict[str, Tally], mode: str
) -> None:
    tally = tallies[mode]
    assert tally.faults == [], "\n".join(tally.lines())
    assert tally.kills == KILLS
    assert tally.findings.told > 50
    assert tally.nudges > 10


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_a_picture_outlives_the_death_of_the_bot_and_of_who_draws_it(
    tallies: dict[str, Tally], mode: str
) -> None:
    """It comes in the end and whole, and no drawing process is left behind."""
    tally = tallies[mode]
    assert tally.drawings["bot"] > 0
    assert tally.drawings["artist"] > 0
    assert tally.orphans == []
    assert tally.files > 2
