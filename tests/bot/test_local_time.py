"""Every wish happens once, at its minute, in every zone and on every night of two years."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import local_time
from bot.local_time import UnknownZone, local_day, slot_day, slot_instant, slots, zone

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
EVERY_DAY = range(1, 8)
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
FOUR_AM = time(4)
UNUSUAL = {
    "Africa/Cairo",
    "America/Nuuk",
    "America/Santiago",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Europe/Berlin",
}


@pytest.fixture(autouse=True, scope="module")
def _shipped_zones() -> None:
    local_time.use_shipped_zones()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def next_due(
    wish: time, days: Collection[int], place: ZoneInfo, after: datetime, ends: time = time()
) -> datetime:
    """The next instant at which such a reminder is due."""
    return next(slots(wish, days, place, after, ends)).at


def offsets(place: ZoneInfo) -> tuple[timedelta | None, ...]:
    """The zone's offset at every sixth hour: equal for zones that behave alike."""
    steps = int((LAST - FIRST) / timedelta(hours=6))
    return tuple(
        (FIRST + timedelta(hours=6 * n)).astimezone(place).utcoffset() for n in range(steps)
    )


def first_minutes(place: ZoneInfo, day: date) -> dict[datetime, datetime]:
    """The oracle: walk minute by minute and note when each minute of a day is reached."""
    start = datetime.combine(day, time()).replace(tzinfo=place).astimezone(UTC) - 120 * MINUTE
    reached = start.astimezone(place).replace(tzinfo=None)
    found: dict[datetime, datetime] = {}
    for minute in range(30 * 60):
        at = start + minute * MINUTE
        wall = at.astimezone(place).replace(tzinfo=None)
        while reached < wall:
            reached += MINUTE
            if reached.date() == day:
                found[reached] = at
    return found


def transition_days(pattern: tuple[timedelta | None, ...], place: ZoneInfo) -> Iterator[date]:
    for number, (before, after) in enumerate(pairwise(pattern)):
        if before != after:
            around = (FIRST + timedelta(hours=6 * number)).astimezone(place).date()
            yield from (around - DAY, around, around + DAY)


def test_wishes_around_every_clock_change_agree_with_the_oracle() -> None:
    """Every minute in zones with unusual changes; every fifth, from another start, elsewhere."""
    patterns = {offsets(zone(name)): name for name in sorted(local_time.zones())}
    checked = 0
    for number, (pattern, name) in enumerate(patterns.items()):
        place = zone(name)
        for day in sorted(set(transition_days(pattern, place))):
            oracle = list(first_minutes(place, day).items())
            step = slice(None) if name in UNUSUAL else slice(number % 5, None, 5)
            for wall, expected in oracle[step]:
                assert slot_instant(day, wall.time(), place) == expected, (name, wall)
                checked += 1
    assert checked > 100_000


def test_every_zone_reaches_its_wish_on_ordinary_days() -> None:
    wishes = (time(0, 0), time(8, 0), time(21, 0), time(23, 30))
    for offset, name in enumerate(sorted(local_time.zones())):
        place = zone(name)
        for number in range(offset % 5, (LAST - FIRST).days, 5):
            day, wish = FIRST.date() + number * DAY, wishes[number % 4]
            at = slot_instant(day, wish, place)
            assert at is not None
            wall, wished = at.astimezone(place), datetime.combine(day, wish)
            assert wall.fold == 0
            if wall.replace(tzinfo=None) != wished:
                minute_before = (at - MINUTE).astimezone(place).replace(tzinfo=None)
                assert minute_before < wished < wall.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("name", "day", "wish", "expected"),
    [
        ("Europe/Berlin", (2026, 3, 29), (2, 30), utc(2026, 3, 29, 1, 0)),
        ("Europe/Berlin", (2026, 10, 25), (2, 30), utc(2026, 10, 25, 0, 30)),
        ("America/New_York", (2026, 11, 1), (1, 30), utc(2026, 11, 1, 5, 30)),
        ("Africa/Cairo", (2026, 4, 24), (0, 0), utc(2026, 4, 23, 22, 0)),
        ("Africa/Cairo", (2026, 4, 24), (0, 30), utc(2026, 4, 23, 22, 0)),
        ("Africa/Cairo", (2026, 10, 29), (23, 30), utc(2026, 10, 29, 20, 30)),
        ("Asia/Beirut", (2026, 3, 29), (0, 0), utc(2026, 3, 28, 22, 0)),
        ("America/Santiago", (2026, 9, 6), (0, 0), utc(2026, 9, 6, 4, 0)),
        ("America/Havana", (2026, 3, 8), (0, 0), utc(2026, 3, 8, 5, 0)),
        ("America/Nuuk", (2026, 3, 28), (23, 30), utc(2026, 3, 29, 1, 0)),
        ("Pacific/Apia", (2011, 12, 30), (20, 0), None),
        ("Pacific/Apia", (2011, 12, 31), (20, 0), utc(2011, 12, 31, 6, 0)),
    ],
)
def test_the_nights_that_go_wrong_elsewhere(
    name: str, day: tuple[int, int, int], wish: tuple[int, int], expected: datetime | None
) -> None:
    assert slot_instant(date(*day), time(*wish), zone(name)) == expected


@pytest.mark.parametrize("name", ["Africa/Cairo", "America/Nuuk", "Pacific/Apia", "Asia/Kolkata"])
@pytest.mark.parametrize("wish", [time(0, 0), time(1, 30), time(2, 30), time(21, 0), time(23, 30)])
def test_a_daily_reminder_comes_once_for_each_day(name: str, wish: time) -> None:
    place, due, days = zone(name), utc(2026, 1, 1), []
    for _ in range(730):
        due = next_due(wish, EVERY_DAY, place, due, FOUR_AM)
        days.append(slot_day(due, wish, place, FOUR_AM))
    assert days == [days[0] + number * DAY for number in range(730)]


def test_a_date_that_does_not_exist_has_no_reminder() -> None:
    coming = slots(time(20), EVERY_DAY, zone("Pacific/Apia"), utc(2011, 12, 29, 0))
    assert [slot.day.day for slot in islice(coming, 3)] == [28, 29, 31]


def test_a_weekday_that_does_not_exist_waits_a_week() -> None:
    friday = next_due(time(20), [5], zone("Pacific/Apia"), utc(2011, 12, 24, 12))
    assert friday == utc(2012, 1, 6, 6)


def test_no_chosen_weekday_means_every_day() -> None:
    due = next_due(time(21), (), zone("Europe/Berlin"), utc(2026, 11, 24, 12))
    assert due == utc(2026, 11, 24, 20)


def test_a_wish_after_midnight_belongs_to_the_day_before() -> None:
    berlin = zone("Europe/Berlin")
    monday = next_due(time(1, 30), [1], berlin, utc(2026, 11, 22, 12), FOUR_AM)
    assert monday == utc(2026, 11, 24, 0, 30)
    assert slot_day(monday, time(1, 30), berlin, FOUR_AM) == date(2026, 11, 23)


def test_a_wish_moved_past_midnight_by_a_gap_keeps_its_day() -> None:
    nuuk = zone("America/Nuuk")
    assert slot_day(utc(2026, 3, 29, 1), time(23, 30), nuuk, time()) == date(2026, 3, 28)


def test_the_day_ends_at_four_in_the_night() -> None:
    berlin = zone("Europe/Berlin")
    assert local_day(utc(2026, 11, 24, 2, 59), berlin, FOUR_AM) == date(2026, 11, 23)
    assert local_day(utc(2026, 11, 24, 3, 0), berlin, FOUR_AM) == date(2026, 11, 24)


@given(
    name=st.sampled_from(sorted(local_time.zones())),
    after=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)),
    wish=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.sets(st.integers(1, 7)),
)
def test_what_is_due_next_is_later_and_within_eight_days(
    name: str, after: datetime, wish: time, days: set[int]
) -> None:
    due = next_due(wish, days, zone(name), after)
    assert after < due <= after + 8 * DAY
    assert due.second == 0


def test_zones_are_found_in_any_case_and_nothing_else_is() -> None:
    assert zone("europe/berlin").key == "Europe/Berlin"
    assert zone(" America/new york ").key == "America/New_York"
    for wrong in (
        "localtime",
        "posixrules",
        "Factory",
        "",
        "../etc/passwd",
        "/etc/localtime",
        "x",
    ):
        with pytest.raises(UnknownZone):
            zone(wrong)
