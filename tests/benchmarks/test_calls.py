"""How many Python calls the commonest things take, counted and not timed."""

import asyncio

import pytest

from tests.benchmarks import calls

# Before the way was made straight: 927, 11,408 and 4,661 in the same made-up life.
# Half of what a press took at first (876) is 438.
MOST = {"a press": 438, "/week, without drawing": 4_455, "an evening nudge": 1_695}


@pytest.fixture(scope="module")
def counted() -> dict[str, int]:
    return asyncio.run(calls.calls())


@pytest.mark.parametrize("what", MOST)
def test_it_takes_no_more_calls_than_now(what: str, counted: dict[str, int]) -> None:
    assert 100 < counted[what] <= MOST[what]
