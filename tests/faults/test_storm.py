"""A short storm of random updates; the long one is `python -m tests.faults.storm`."""

from pathlib import Path

from tests.faults.storm import blow


async def test_a_storm_of_random_updates_raises_nothing_and_everybody_can_go_on(
    tmp_path: Path,
) -> None:
    storm = await blow(800, 7, tmp_path)
    assert storm.faults == [], "\n".join(storm.lines())
    assert storm.updates >= 800
    assert sum(storm.parked.values()) > 10
