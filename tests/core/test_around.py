"""Around a time: which minutes that may be, and how evenly people are spread over them."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot import local_time
from bot.core.around import SIDE, window
from storage.reminders import KIND
from storage.sealed import PersonKey

NINE, FOUR = time(21), time(4)
A_DAY = 24 * 60
minutes = st.integers(0, A_DAY - 1).map(lambda one: time(*divmod(one, 60)))
zones = st.sampled_from(sorted(local_time.zones()))


def apart(one: time, other: time) -> int:
    """How many minutes it is from one time of day on to the other."""
    return (other.hour * 60 + other.minute - one.hour * 60 - one.minute) % A_DAY


def test_around_nine_is_a_quarter_of_an_hour_before_and_after() -> None:
    found = window(NINE, FOUR)
    assert (found[0], found[-1], len(found)) == (time(20, 45), time(21, 14), 30)


def test_around_midnight_does_not_reach_into_the_next_day_of_the_person() -> None:
    assert window(time(23, 55), time())[-1] == time(23, 59)
    assert window(time(0, 5), time())[0] == time()
    assert window(time(0, 5), FOUR)[0] == time(23, 50)
    assert window(time(3, 58), FOUR)[-1] == time(3, 59)


@given(at=minutes, ends=minutes)
def test_a_window_is_a_row_of_minutes_of_one_day_around_the_wish(at: time, ends: time) -> None:
    found = window(at, ends)
    assert at in found
    assert SIDE <= len(found) <= 2 * SIDE
    assert all(apart(one, after) == 1 for one, after in pairwise(found))
    into_the_day = [apart(ends, one) for one in found]
    assert into_the_day == sorted(into_the_day)


@given(zone=zones, at=minutes, ends=minutes, place=st.integers(0, 2**96), start=st.dates(
    date(2026, 1, 1), date(2027, 1, 1)))  # fmt: skip
def test_each_day_has_its_nudge_once_and_within_the_window(
    zone: str, at: time, ends: time, place: int, start: date
) -> None:
    clock = ZoneInfo(zone)
    found = window(at, ends)
    minute = found[place % len(found)]
    begins = datetime.combine(start, time(), UTC)
    slots = list(local_time.slots(minute, (), clock, begins, ends))
    wished = {one.day: one.at for one in local_time.slots(at, (), clock, begins, ends)}
    days = [one.day for one in slots]
    assert days == sorted(set(days))
    for one in slots:
        assert local_time.slot_day(one.at, minute, clock, ends) == one.day
        if one.day in wished:
            # Where the clocks change in between, it is the change and the window apart.
            assert abs(one.at - wished[one.day]) <= timedelta(hours=1, minutes=SIDE)


def test_people_are_spread_evenly_over_the_minutes_and_the_morning_is_another_lot() -> None:
    chance, people = Random(21), 30_000  # noqa: S311 - a test repeats itself
    evening: Counter[int] = Counter()
    same = 0
    for number in range(people):
        key = PersonKey(number, chance.randbytes(32), chance.randbytes)
        lots = [int(key.pseudonym(KIND.column, kind), 16) % 30 for kind in ("evening", "morning")]
        evening[lots[0]] += 1
        same += lots[0] == lots[1]
    assert set(evening) == set(range(30))
    # A thousand in each minute, within six standard deviations.
    assert all(abs(count - 1000) < 190 for count in evening.values())
    assert abs(same - 1000) < 190
