"""Nights told in detail, in the chat: asked, checked, worked out, shown and handed over."""

import pytest

from bot.playground.people import Person
from tests.stories.test_evenings import TODAY, told
from tests.stories.town import Town, does

DETAIL = ("/trackers", "[Sleep: just the hours]")
# An example night of mysleepcoach.rest/sleep-diary (June 1): 5.75 h, 72 %.
NIGHT = ("23:00", "45", "[2]", "[1 h]", "6:30", "7:00")


async def test_a_night_in_detail_becomes_hours_and_a_part_of_the_time_in_bed(
    town: Town, alice: Person
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]")
    assert "When was the light out?" in alice.last.words
    await does(town, alice, *NIGHT, "[3]")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 5.75, "bed": "23:00", "wake": "06:30"}
    assert stored["night"] == {
        "in_bed": 8.0, "efficiency": 71.9, "of": "until getting up",
    }  # fmt: skip
    raw = {"bed_at": "23:00", "to_sleep": 45, "wakings": 2, "awake": 60, "woke_at": "06:30"}
    assert raw.items() <= stored.items()
    assert "Slept 5 h 45, 23:00–06:30" in alice.last.words
    assert "Asleep 72 % of 8 h from light out to getting up" in alice.last.words


async def test_whoever_skips_the_detail_tells_the_hours(town: Town, alice: Person) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "[Skip]", "7:30", "[3]")
    assert (await told(town))["sleep"] == {"hours": 7.5, "bed": None, "wake": None}
    assert "Slept 7 h 30" in alice.last.words


async def test_a_night_that_cannot_be_is_asked_again_with_an_example(
    town: Town, alice: Person
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "5:00", "[1 h 30]", "[1]", "[30 min]")
    await does(town, alice, "6:30")
    assert "does not fit the rest of the night yet" in alice.last.words
    assert "6:40 fits, for example" in alice.last.words
    assert "woke_at" not in await told(town)
    await does(town, alice, "9:30", "[Skip]", "[3]")
    assert (await told(town))["sleep"]["hours"] == 2.5  # type: ignore[index]


async def test_an_unknown_part_leaves_the_efficiency_open(town: Town, alice: Person) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:10", "[Skip]", "[0]", "6:40", "[Skip]")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 7.5, "bed": "23:10", "wake": "06:40"}
    assert "night" not in stored


async def test_a_corrected_part_corrects_what_follows_from_it(town: Town, alice: Person) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]")
    await does(town, alice, "[Edit]", "[Falling asleep took]", "[15 min]")
    assert (await told(town))["sleep"]["hours"] == 6.25  # type: ignore[index]


async def test_undo_takes_a_part_back_and_what_follows_from_it(town: Town, alice: Person) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT[:5])
    assert "sleep" in await told(town)
    await town.later(minutes=1)
    await does(town, alice, "/undo")
    assert {"woke_at", "sleep", "night"}.isdisjoint(await told(town))


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-10-25", 8.5), ("2026-03-29", 6.5), ("2026-10-18", 7.5)]
)
async def test_the_night_of_a_clock_change_is_as_long_as_it_was(
    town: Town, alice: Person, day: str, hours: float
) -> None:
    # Riga's clocks: 23:30 to 07:00 is 8 h 30 in the night of 25 October, 6 h 30 on 29 March.
    await does(town, alice, *DETAIL, f"/day {day}", "[6]", "23:30", "0", "[0]", "7:00", "[Skip]")
    assert (await told(town, day))["sleep"]["hours"] == hours  # type: ignore[index]


async def test_a_day_told_by_the_hour_stays_so_when_the_mode_changes(
    town: Town, alice: Person
) -> None:
    await does(town, alice, "/checkin", "[6]", "[7]", "[3]", *DETAIL, f"/day {TODAY}")
    assert "Slept 7 h" in alice.last.words
