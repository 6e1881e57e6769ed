"""A small rush on the real process; the large one is `python -m tests.faults.rush`."""

from bot.telegram.sender import IN_MEMORY
from tests.faults.rush import check_in, remind
from tests.faults.rush_record import OUT_OF_TURN

PEOPLE, REMINDERS = 80, 60


def test_everybody_checks_in_at_once_and_nobody_waits_behind_a_flood() -> None:
    record = check_in(PEOPLE, flood=150)
    assert record.faults == [], "\n".join(record.lines())
    assert len(record.order) == PEOPLE
    assert record.out_of_turn <= OUT_OF_TURN
    assert max(record.flooded_before) < 150, "somebody waited until the flood was over"


def test_reminders_of_one_minute_come_once_each_and_answers_overtake_them() -> None:
    record = remind(REMINDERS)
    assert record.faults == [], "\n".join(record.lines())
    assert set(record.nudges) == set(range(1, REMINDERS + 1))
    assert max(record.in_hand) <= IN_MEMORY
    assert record.overtaken, "nobody talked meanwhile"
