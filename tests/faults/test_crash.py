"""A short crash run on each way of receiving; the long one is `python -m tests.faults.crash`."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.faults import several
from tests.faults.crash import EACH_KIND, LIVES, PEOPLE, PICTURES, run
from tests.faults.points import COMMON
from tests.faults.tally import Tally

KILLS = EACH_KIND * LIVES + len(PICTURES)


@pytest.mark.slow
def test_killed_at_every_kind_of_place_it_loses_nothing_and_doubles_nothing() -> None:
    """Both towns live side by side: most of a crash run is waiting."""
    with ThreadPoolExecutor(2) as both:
        polling = both.submit(partial(run, KILLS, 7, webhook=False))
        webhook = both.submit(partial(run, KILLS, 7, webhook=True))
    for tally in (polling.result(), webhook.result()):
        assert tally.faults == [], "\n".join(tally.lines())
        assert tally.kills == KILLS
        assert tally.findings.told > KILLS
        assert tally.nudges >= PEOPLE
        assert set(COMMON) & set(tally.places)
        a_picture_outlives_the_death_of_the_bot_and_of_who_draws_it(tally)


@pytest.mark.slow
@pytest.mark.postgres
def test_two_processes_killed_again_and_again_are_one_bot(tmp_path: Path) -> None:
    """The long one, with three and with some that are stopped, is `--processes 3 --stops`."""
    tally = several.run(12, 7, several.TownPlan(2, tmp_path))
    assert tally.faults == [], "\n".join(tally.lines())
    assert tally.kills >= 12
    assert tally.findings.told > 10


def a_picture_outlives_the_death_of_the_bot_and_of_who_draws_it(tally: Tally) -> None:
    """It comes in the end and whole, and no drawing process is left behind."""
    assert tally.drawings["bot"] > 0, tally.mode
    assert tally.drawings["chart worker"] > 0, tally.mode
    assert tally.orphans == []
    assert tally.files > 2
