"""A process that is stopped while it sends for all, longer than it stays elected, and wakes up."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from storage import election
from tests.databases import Databases
from tests.faults.rush import NINE, says, settle
from tests.faults.several import SeveralTown, TownPlan

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
PEOPLE = range(101, 161)  # three seconds of sending at the pace of the town


@pytest.fixture
def town(tmp_path: Path, new_database: Databases) -> Iterator[SeveralTown]:
    dice = Random(1)  # noqa: S311 - a seeded test
    with SeveralTown(TownPlan(2, tmp_path), new_database(), dice) as town:
        town.clock.travel(NINE - timedelta(hours=5))
        settle(town, PEOPLE)
        town.begin()
        town.until(town.elected, "one is elected", nap=0.1)
        yield town


def answers(town: SeveralTown, *, aloud: bool) -> Counter[str]:
    """How often each answer came; or how often it was heard."""
    heard = town.server.ask("ledger", since=0)
    said = [one for one in heard if one["method"] == "sendMessage"]
    return Counter(one["text"] for one in said if not (aloud and one["silent"]))


def everybody_says(town: SeveralTown, words: str) -> None:
    acts = [says(number, f"/win {words} of {number}") for number in PEOPLE]
    town.server.ask("act", {"acts": acts})


def test_another_sends_instead_and_who_wakes_sends_nothing_again(town: SeveralTown) -> None:
    everybody_says(town, "a walk")
    town.until(lambda: len(answers(town, aloud=False)) > 5, "it sends", nap=0.01)
    sends = town.elected()
    assert sends is not None
    town.stop(sends, election.SILENCE + 1)
    assert len(answers(town, aloud=False)) < len(PEOPLE)
    town.until(lambda: len(answers(town, aloud=False)) == len(PEOPLE), "all are answered", nap=0.1)
    assert town.elected() is not sends
    town.wake_all()
    everybody_says(town, "a talk")
    everyone = 2 * len(PEOPLE)
    town.until(lambda: len(answers(town, aloud=False)) == everyone, "all are answered", nap=0.1)
    assert set(answers(town, aloud=True).values()) == {1}
