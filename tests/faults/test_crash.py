"""A short crash run on each way of receiving; the long one is `python -m tests.faults.crash`."""

import pytest

from tests.faults.crash import run


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_killed_fifty_times_it_loses_nothing_and_doubles_nothing(webhook: bool) -> None:
    tally = run(52, 7, webhook=webhook)
    assert tally.faults == [], "\n".join(tally.lines())
    assert tally.kills == 52
    assert tally.findings.told > 50
    assert tally.nudges > 10
