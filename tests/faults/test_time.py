"""Two years of reminders in every zone; travel, changed wishes, downtime, clocks that jump.

SMALL_STEPS_THOROUGH=1: every wish in every zone.
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot import local_time
from bot.core.schedule import LATEST
from tests.faults.lifetimes import Lifetime, database_of_dicts, utc

__all__ = ["database_of_dicts"]

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRST, LAST = utc(2026, 1, 1), utc(2028, 1, 1)
HOUR = timedelta(hours=1)
THOROUGH = "SMALL_STEPS_THOROUGH" in os.environ
JUMPED_OVER, OTHERS = time(2, 30), (time(21), time(23, 30), time(0), time(1, 30))


@pytest.fixture(autouse=True, scope="module")
def _shipped_zones() -> None:
    local_time.use_shipped_zones()


def patterns() -> dict[tuple[timedelta | None, ...], str]:
    """One zone for each behaviour in the two years: zones with equal offsets act alike."""
    steps = [FIRST + 6 * HOUR * number for number in range(int((LAST - FIRST) / HOUR) // 6)]
    found: dict[tuple[timedelta | None, ...], str] = {}
    for name in sorted(local_time.zones()):
        place = ZoneInfo(name)
        found.setdefault(tuple(at.astimezone(place).utcoffset() for at in steps), name)
    return found


def is_its_minute(at: datetime, day: date, wish: time, place: ZoneInfo) -> bool:
    """The oracle: the wall clock shows the wish for the first time, or jumps over it."""
    wall = at.astimezone(place)
    before = (at - MINUTE).astimezone(place).replace(tzinfo=None)
    wished = datetime.combine(day, wish)
    if wall.replace(tzinfo=None) == wished:
        return wall.fold == 0
    return before < wished < wall.replace(tzinfo=None)


@pytest.mark.slow
def test_for_two_years_each_day_is_reminded_once_at_its_minute_in_every_zone() -> None:
    checked, zones = 0, patterns().values()
    for number, name in enumerate(zones):
        place = ZoneInfo(name)
        for wish in (JUMPED_OVER, *(OTHERS if THOROUGH else OTHERS[number % 4 :][:1])):
            life = Lifetime(name, wish, FIRST - DAY, day_ends_at=time())
            life.live(LAST)
            days = [sent.day for sent in life.sent]
            assert days == [days[0] + DAY * n for n in range(len(days))], name
            assert len(days) >= 730
            assert not life.dropped
            for sent in life.sent:
                assert is_its_minute(sent.at, sent.day, wish, place), (name, sent)
                checked += 1
    assert checked > 2 * 700 * len(zones)


def test_a_date_that_does_not_exist_is_not_reminded_and_the_others_are() -> None:
    life = Lifetime("Pacific/Apia", time(20), utc(2011, 12, 20))
    life.live(utc(2012, 1, 10))
    days = {sent.day for sent in life.sent}
    assert date(2011, 12, 30) not in days
    assert {date(2011, 12, 29), date(2011, 12, 31)} <= days


PLACES = ("Europe/Riga", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kolkata")
WISHES = (time(7), time(18, 30), time(21), time(23, 45), time(0, 30), time(2, 30))


@pytest.mark.parametrize("seed", range(150))
def test_travel_and_new_wishes_neither_repeat_nor_swallow_a_day(seed: int) -> None:
    """A day is reminded exactly if, while some wish held, its minute came or was just past."""
    dice = Random(seed)  # noqa: S311 - a seeded test
    now = utc(2026, 3, 20) + MINUTE * dice.randrange(1440)
    life = Lifetime(dice.choice(PLACES), dice.choice(WISHES), now)
    spans: list[tuple[datetime, str, time]] = [(now, life.zone, life.wish)]
    for _ in range(20):
        now += MINUTE * dice.randrange(20, 3000)
        life.live(now - MINUTE)
        life.now = now
        zone, wish = dice.choice(PLACES), dice.choice(WISHES)
        life.change(zone=zone, wish=wish)
        spans.append((now, zone, wish))
    end = now + 3 * DAY
    life.live(end)
    days = [sent.day for sent in life.sent]
    assert len(days) == len(set(days)), "a day was reminded twice"
    assert all(sent.late <= LATEST for sent in life.sent)
    assert set(days) == expected(spans, end)


def expected(spans: list[tuple[datetime, str, time]], end: datetime) -> set[date]:
    """Work out by brute force which days had their minute while a wish held."""
    began, found = spans[0][0], set()
    ends = [*(start for start, _, _ in spans[1:]), end]
    for (start, name, wish), stop in zip(spans, ends, strict=True):
        place = ZoneInfo(name)
        first = start.astimezone(place).date() - 2 * DAY
        for offset in range((stop - start).days + 6):
            day = first + DAY * offset
            at = local_time.slot_instant(day + (DAY if wish < time(4) else DAY * 0), wish, place)
            if at is None or at <= began or at >= stop or at <= start - LATEST:
                continue
            today = local_time.local_day(max(at, start), place, time(4))
            if today == day:
                found.add(day)
    return found


@pytest.mark.parametrize(
    ("away", "late", "dropped"),
    [
        (timedelta(minutes=3), timedelta(minutes=3), 0),
        (timedelta(minutes=119), timedelta(minutes=119), 0),
        (timedelta(minutes=121), None, 1),
        (timedelta(hours=9), None, 1),
        (timedelta(days=3), timedelta(0), 1),
        (timedelta(weeks=3), timedelta(0), 1),
    ],
    ids=str,
)
def test_after_downtime_one_late_nudge_at_most_and_no_pile(
    away: timedelta, late: timedelta | None, dropped: int
) -> None:
    life = Lifetime("Europe/Riga", time(21), utc(2026, 11, 20, 12))
    due = life.due
    count = 0
    for _ in range(10):  # however often the heartbeat looks
        count += life.sweep(due + away)
    assert count == (late is not None)
    assert len(life.dropped) == dropped
    if late is not None:
        assert life.sent[0].late == late
    life.live(due + away + 3 * DAY)
    days = [sent.day for sent in life.sent]
    assert len(days) == len(set(days))
    assert life.sent[-1].late == timedelta()


def test_a_nudge_is_never_late_past_the_end_of_its_day() -> None:
    life = Lifetime("Europe/Riga", time(3, 30), utc(2026, 11, 20, 12))
    due = life.due
    assert life.sweep(due + timedelta(minutes=31)) == 0
    assert list(life.dropped.values()) == ["the day is over"]


@pytest.mark.parametrize("jump", [-DAY, -HOUR, HOUR, DAY], ids=str)
@pytest.mark.parametrize("hour", [12, 20, 21, 22])
def test_a_clock_that_jumps_repeats_nothing(jump: timedelta, hour: int) -> None:
    """The clock goes wrong by `jump` for three hours and then right again."""
    life = Lifetime("Europe/Riga", time(21), utc(2026, 11, 18, 12))
    life.live(utc(2026, 11, 20, hour - 2))
    at = utc(2026, 11, 20, hour - 2)
    for number in range(3 * 60):
        life.sweep(at + jump + number * MINUTE)
    for number in range(3 * 60, 6 * 24 * 60):
        life.sweep(at + number * MINUTE)
    days = [sent.day for sent in life.sent]
    assert len(days) == len(set(days)), "a day was reminded twice"
    assert all(sent.late <= LATEST for sent in life.sent)
    right = {date(2026, 11, 20) + n * DAY for n in range(2, 6)}
    assert right <= set(days), "after the jump the reminders go on"
    assert UTC is life.sent[0].at.tzinfo
