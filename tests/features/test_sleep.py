"""Nights told in detail, in the chat: asked, checked, worked out, shown and handed over."""

from datetime import date

import pytest

from bot.playground.people import TelegramUser
from storage import answers
from storage.store import Tx
from tests.features.check_in.test_evenings import TODAY, told
from tests.features.portability.test_import import export, send
from tests.support.town import ALICE, Town, does, settled_in

DETAIL = ("/trackers", "[Sleep: just the hours]")
# An example night of mysleepcoach.rest/sleep-diary (June 1): 5.75 h, 72 %.
NIGHT = ("23:00", "same", "45", "[2]", "[1 h]", "6:30", "7:00")


async def test_a_night_in_detail_becomes_hours_and_a_part_of_the_time_in_bed(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]")
    assert "When did you get into bed?" in alice.last.words
    await does(town, alice, *NIGHT, "[3]")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 5.75, "bed": "23:00", "wake": "06:30"}
    assert stored["night"] == {
        "in_bed": 8.0, "efficiency": 71.9, "of": "in bed until getting up",
    }  # fmt: skip
    raw = {"bed_at": "23:00", "to_sleep": 45, "wakings": 2, "awake": 60, "woke_at": "06:30"}
    assert raw.items() <= stored.items()
    assert "Slept 5 h 45, 23:00–06:30" in alice.last.words
    assert "Asleep 72 % of 8 h in bed" in alice.last.words


async def test_reading_in_bed_counts_as_time_in_bed_and_not_as_sleep(
    town: Town, alice: TelegramUser
) -> None:
    # In bed at half past ten, light out at half past eleven, up an hour after waking: the
    # Consensus Sleep Diary counts 9 h in bed and 7 h minus 30 min of sleep.
    await does(town, alice, *DETAIL, "/checkin", "[6]", "22:30", "23:30", "10", "[1]", "[20 min]")
    await does(town, alice, "6:30", "7:30", "[3]")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 6.5, "bed": "23:30", "wake": "06:30"}
    assert stored["night"] == {
        "in_bed": 9.0, "efficiency": 72.2, "of": "in bed until getting up",
    }  # fmt: skip
    assert "Asleep 72 % of 9 h in bed" in alice.last.words


async def test_whoever_puts_the_light_out_at_once_and_gets_up_at_once_taps_same_time(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "[23:00]")
    assert alice.buttons()[0] == "Same time, 23:00"
    await does(town, alice, "[Same time, 23:00]", "[10 min]", "[0]", "[06:30]")
    await does(town, alice, "[Same time, 06:30]", "[3]")
    stored = await told(town)
    assert (stored["bed_at"], stored["up_at"]) == ("23:00", "06:30")
    assert "Asleep 98 % of 7 h 30 in bed" in alice.last.words


async def test_a_night_with_minutes_awake_is_never_called_slept_through(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:00", "same", "1", "[1]", "1")
    await does(town, alice, "7:40", "same", "[3]")
    assert (await told(town))["night"]["efficiency"] == 99.6  # type: ignore[index]
    assert "Asleep 99 % of 8 h 40 in bed" in alice.last.words


async def test_whoever_does_not_say_when_they_got_up_hears_what_the_percent_is_of(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "22:30", "23:30", "0", "[0]", "6:30")
    await does(town, alice, "[Skip]", "[3]")
    assert "Asleep 88 % of 8 h from getting into bed to waking up" in alice.last.words


async def test_light_out_before_getting_into_bed_is_asked_again(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:30", "23:00")
    assert "does not fit the rest of the night yet" in alice.last.words
    assert "bed_at" not in await told(town)
    await does(town, alice, "0:15")
    assert (await told(town))["bed_at"] == "00:15"


async def test_a_night_told_before_getting_into_bed_was_asked_stays_as_it_was(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL)
    before = {"bed_at": "23:00", "to_sleep": 45, "wakings": 2, "awake": 60, "woke_at": "06:30",
              "up_at": "07:00", "quality": 3, "mood": 6, "goals": {},
              "sleep": {"hours": 5.75, "bed": "23:00", "wake": "06:30"},
              "night": {"in_bed": 8.0, "efficiency": 71.9, "of": "until getting up"}}  # fmt: skip

    def told_then(tx: Tx) -> None:
        for step, value in before.items():
            answers.keep(tx, ALICE, date.fromisoformat(TODAY), step, value, tx.now)

    await town.app.store.write(told_then)
    await does(town, alice, "/checkin")
    assert "Asleep 72 % of 8 h from light out to getting up" in alice.last.words
    await does(town, alice, "[Edit]")
    assert "Into bed" not in alice.buttons()


async def test_whoever_skips_the_detail_tells_the_hours(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "[Skip]", "7:30", "[3]")
    assert (await told(town))["sleep"] == {"hours": 7.5, "bed": None, "wake": None}
    assert "Slept 7 h 30" in alice.last.words


async def test_a_night_that_cannot_be_is_asked_again_with_an_example(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "5:00", "same", "[1 h 30]", "[1]")
    await does(town, alice, "[30 min]")
    await does(town, alice, "6:30")
    assert "does not fit the rest of the night yet" in alice.last.words
    assert "up at 7:00 fits, for example" in alice.last.words
    assert "woke_at" not in await told(town)
    await does(town, alice, "9:30", "[Skip]", "[3]")
    assert (await told(town))["sleep"]["hours"] == 2.5  # type: ignore[index]


async def test_whoever_does_not_know_when_the_light_was_out_tells_the_hours(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:00", "[Skip]", "7:30", "[3]")
    assert (await told(town))["sleep"] == {"hours": 7.5, "bed": None, "wake": None}


async def test_an_unknown_part_leaves_the_efficiency_open(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:10", "same", "[Skip]", "[0]")
    await does(town, alice, "6:40", "[Skip]")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 7.5, "bed": "23:10", "wake": "06:40"}
    assert "night" not in stored


async def test_a_corrected_part_corrects_what_follows_from_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT, "[3]")
    await does(town, alice, "[Edit]", "[Falling asleep took]", "[15 min]")
    assert (await told(town))["sleep"]["hours"] == 6.25  # type: ignore[index]


async def test_undo_takes_a_part_back_and_what_follows_from_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", *NIGHT[:6])
    assert "sleep" in await told(town)
    await town.later(minutes=1)
    await does(town, alice, "/undo")
    assert {"woke_at", "sleep", "night"}.isdisjoint(await told(town))


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-10-25", 8.5), ("2026-03-29", 6.5), ("2026-10-18", 7.5)]
)
async def test_the_night_of_a_clock_change_is_as_long_as_it_was(
    town: Town, alice: TelegramUser, day: str, hours: float
) -> None:
    # Riga's clocks: 23:30 to 07:00 is 8 h 30 in the night of 25 October, 6 h 30 on 29 March.
    await does(town, alice, *DETAIL, f"/day {day}", "[6]", "23:00", "23:30", "0", "[0]", "7:00")
    await does(town, alice, "same")
    assert (await told(town, day))["sleep"]["hours"] == hours  # type: ignore[index]
    assert (await told(town, day))["night"]["in_bed"] == hours + 0.5  # type: ignore[index]


async def test_a_day_told_by_the_hour_stays_so_when_the_mode_changes(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[6]", "[7]", "[3]", *DETAIL, f"/day {TODAY}")
    assert "Slept 7 h" in alice.last.words


async def test_a_night_in_detail_goes_along_with_export_and_comes_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "22:30", *NIGHT[:1], *NIGHT[2:], "[3]")
    before = await export(town, alice)
    parts = before["check_ins"][0]["answers"]
    assert (parts["into_bed"], parts["bed_at"]) == ("22:30", "23:00")
    await does(town, alice, "/delete", "[Erase everything]")
    await town.later(days=1)
    await settled_in(town, alice)
    await send(town, alice, before)
    await does(town, alice, "[Take it in]", f"/day {TODAY}")
    assert "Asleep 68 % of 8 h 30 in bed" in alice.last.words
