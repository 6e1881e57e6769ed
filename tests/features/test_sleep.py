"""Nights told in detail, in the chat: asked, checked, worked out, shown and handed over."""

from datetime import date

from bot.playground.people import TelegramUser
from storage import answers
from storage.store import Tx
from tests.features.check_in.test_evenings import TODAY, told
from tests.features.portability.test_import import export, send
from tests.support.town import ALICE, Town, does

EDIT = ("[Edit]", "[More ▶]")
DETAIL = ("/trackers", "[Sleep, what happened, what helped]", "[Sleep in detail: off]")
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
    assert "Asleep 72% of 8 h in bed" in alice.last.words


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
    assert "Asleep 72% of 9 h in bed" in alice.last.words


async def test_whoever_puts_the_light_out_at_once_and_gets_up_at_once_taps_same_time(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "[23:00]")
    assert alice.buttons()[0] == "Same time, 23:00"
    await does(town, alice, "[Same time, 23:00]", "[10 min]", "[0]", "[06:30]")
    await does(town, alice, "[Same time, 06:30]", "[3]")
    stored = await told(town)
    assert (stored["bed_at"], stored["up_at"]) == ("23:00", "06:30")
    assert "Asleep 98% of 7 h 30 in bed" in alice.last.words


async def test_a_night_with_minutes_awake_is_never_called_slept_through(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:00", "same", "1", "[1]", "1")
    await does(town, alice, "7:40", "same", "[3]")
    assert (await told(town))["night"]["efficiency"] == 99.6
    assert "Asleep 99% of 8 h 40 in bed" in alice.last.words


async def test_whoever_does_not_say_when_they_got_up_hears_what_the_percent_is_of(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "22:30", "23:30", "0", "[0]", "6:30")
    await does(town, alice, "[Skip]", "[3]")
    assert "Asleep 88% of 8 h from getting into bed to waking up" in alice.last.words


async def test_light_out_before_getting_into_bed_is_asked_again(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:30", "23:00")
    assert "doesn't fit with the other times of this night" in alice.last.words
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
    assert "Asleep 72% of 8 h from lights out to getting up" in alice.last.words
    await does(town, alice, "[Edit]")
    assert "Got into bed" not in alice.buttons()


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
    assert "doesn't fit with the other times of this night" in alice.last.words
    assert "up 7:00" in alice.last.words
    assert "woke_at" not in await told(town)
    await does(town, alice, "9:30", "[Skip]", "[3]")
    assert (await told(town))["sleep"]["hours"] == 2.5


async def test_whoever_does_not_know_when_the_light_was_out_tells_the_hours(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:00", "[Skip]", "7:30", "[3]")
    assert (await told(town))["sleep"] == {"hours": 7.5, "bed": None, "wake": None}


async def test_a_night_with_a_part_unanswered_has_no_length_and_says_which(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:10", "same", "[Skip]", "[0]")
    await does(town, alice, "6:40", "[Skip]", "[3]")
    stored = await told(town)
    assert "sleep" not in stored
    assert "night" not in stored
    assert (
        "I left out how long you slept, because I don't know how long it took to fall asleep."
        in alice.last.words
    )
    assert "Lights out: 23:10" in alice.last.words
    (day,) = (await export(town, alice))["check_ins"]
    assert (day["sleep_hours"], day["bed_time"], day["wake_time"]) == (None, "23:10", "06:40")
    await does(town, alice, "/week")
    assert "Sleep: no answers." in alice.last.words


async def test_a_night_kept_by_an_earlier_version_counts_no_hours_nobody_told(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:10", "same", "[Skip]", "[1]")
    await does(town, alice, "[Skip]", "6:40", "[Skip]", "[3]")
    filled = {"hours": 7.5, "bed": "23:10", "wake": "06:40"}
    await put(town, "sleep", filled)
    (day,) = (await export(town, alice))["check_ins"]
    assert day["sleep_hours"] is None
    await does(town, alice, "/week")
    assert "Sleep: no answers." in alice.last.words


async def put(town: Town, step: str, value: object) -> None:
    await town.app.store.write(
        lambda tx: answers.keep(tx, ALICE, date.fromisoformat(TODAY), step, value, tx.now)
    )


async def test_a_week_is_all_sleep_over_all_time_in_bed(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *DETAIL)
    nights = (
        # 4 h of 4 h, 4 h of 8 h, 9 h of 9 h in bed: 17 of 21 h are 81 %; the middle one is 100 %.
        ("24", "[6]", "02:00", "same", "0", "[0]", "6:00", "same", "[3]"),
        ("25", "[6]", "22:00", "same", "4 h", "[0]", "6:00", "same", "[3]"),
        ("26", "[6]", "22:00", "same", "0", "[0]", "7:00", "same", "[3]"),
    )
    for day, *said in nights:
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "/checkin", *said)
    await does(town, alice, "/week")
    assert (
        "Asleep 81% of the time in bed, over 3 nights together; "
        "single nights ranged from 50% to 100%." in alice.last.words
    )


async def test_a_day_sleepers_night_is_read_as_a_usual_one(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "8:30", "9:00", "10", "0", "16:00")
    assert "Slept 6 h 50, 09:00–16:00" in alice.last.words
    await does(town, alice, "16:30", "[3]")
    assert "Asleep 85% of 8 h in bed" in alice.last.words
    assert (await told(town))["into_bed"] == "08:30"


async def test_a_night_said_clearly_that_is_far_too_long_is_asked_about(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "[21:00]", "same", "10", "0", "16:00")
    asked = next(m for m in alice.chat.messages.values() if "turn out the light at" in m.words)
    assert (
        "From 21:00 to 16:00 is 19 h. Did you turn out the light at 09:00 instead?" in asked.words
    )
    await does(town, alice, "[Yes, 09:00]")
    stored = await told(town)
    assert stored["sleep"] == {"hours": 6.83, "bed": "09:00", "wake": "16:00"}
    assert any("Changed: lights out at 09:00." in m.words for m in alice.chat.messages.values())


async def test_a_long_night_that_was_one_stays(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "[21:00]", "same", "10", "0", "16:00")
    await does(town, alice, "[No, 21:00]")
    assert (await told(town))["sleep"] == {"hours": 18.83, "bed": "21:00", "wake": "16:00"}


async def test_after_a_few_days_the_buttons_are_those_of_a_day_sleeper(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL)
    for day in ("24", "25", "26"):
        await town.at_local(f"2026-11-{day}", "21:00")
        await does(town, alice, "/checkin", "[6]", "08:30", "same", "10", "0", "16:00", "same")
        await does(town, alice, "[3]")
    await town.at_local("2026-11-27", "21:00")
    await does(town, alice, "/checkin", "[6]")
    assert {"08:00", "08:30", "09:00"} <= set(alice.buttons())
    assert "23:00" not in alice.buttons()
    await does(town, alice, "8", "same", "10", "0")
    assert {"15:30", "16:00", "16:30"} <= set(alice.buttons())
    await does(town, alice, "4")
    assert "Slept 7 h 50, 08:00–16:00" in alice.last.words


async def test_a_nap_stands_apart_and_comes_back_with_an_import(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "23:10-06:40, nap 1h", "3")
    assert "Slept 7 h 30, 23:10–06:40; nap: 1 h" in alice.last.words
    (day,) = (await export(town, alice))["check_ins"]
    assert (day["sleep_hours"], day["naps"]) == (
        7.5, [{"hours": 1.0, "bed_time": None, "wake_time": None}],
    )  # fmt: skip
    await does(town, alice, "/week")
    assert "Sleep: 7 h 30." in alice.last.words
    assert "Naps, noted with the night: 1 h." in alice.last.words
    document = await export(town, alice)
    await does(town, alice, "/delete", "[Erase everything]")
    await does(town, alice, "/start", "[Yes, let's begin]")
    await send(town, alice, document)
    await does(town, alice, "[Import it]")
    assert (await told(town))["sleep"] == {
        "hours": 7.5, "bed": "23:10", "wake": "06:40",
        "naps": [{"hours": 1.0, "bed": None, "wake": None}],
    }  # fmt: skip


async def test_hours_with_a_point_are_said_and_the_other_reading_is_a_tap_away(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7.50")
    assert "Slept 7 h 30" in alice.last.words
    await does(town, alice, "[It was 7 h 50]")
    assert "Slept 7 h 50" in alice.last.words
    assert "How well did you sleep?" in alice.last.words
    await does(town, alice, "[3]")
    assert "[It was 7 h 30]"[1:-1] in alice.buttons()
    await does(town, alice, "[It was 7 h 30]")
    assert (await told(town))["sleep"] == {"hours": 7.5, "bed": None, "wake": None}


async def test_how_long_she_was_awake_goes_when_she_was_not(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, *DETAIL, "/checkin", "[6]", "23:00", "same", "[10 min]", "[2]")
    await does(town, alice, "[30 min]", "6:30", "7:00", "[3]", *EDIT, "[Times you woke up]", "[0]")
    assert "awake" not in await told(town)
    words = [m.words for m in alice.chat.messages.values()]
    assert (
        "This doesn't fit your other answers anymore, so I removed it: Awake in between: 30 min"
        in words
    )
    assert (await told(town))["sleep"]["hours"] == 7.33


async def test_how_a_sleep_felt_goes_with_the_sleep(town: Town, alice: TelegramUser) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "[Edit]", "[Sleep]", "none")
    assert "quality" not in await told(town)
    words = [m.words for m in alice.chat.messages.values()]
    assert (
        "This doesn't fit your other answers anymore, so I removed it: Sleep quality 3 of 5"
        in words
    )


async def test_a_sleep_taken_back_takes_how_it_felt_with_it(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "6", "7", "3", "[Edit]", "[Sleep]", "8", "/undo")
    assert "quality" not in await told(town)
    assert "sleep" not in await told(town)
    assert "And how about last night's sleep?" in alice.last.words


async def test_a_night_across_a_clock_change_keeps_its_length_after_a_move(
    town: Town, alice: TelegramUser
) -> None:
    # In Riga the clocks went back on 25 October: 23:30 to 7:00 were eight and a half hours.
    await does(town, alice, *DETAIL, "/day 2026-10-25", "[6]", "23:30", "same", "0", "[0]", "7:00")
    await does(town, alice, "same", "[3]")
    assert "Slept 8 h 30, 23:30–07:00" in alice.last.words
    await does(town, alice, "/settings", "[Time zone]", "Asia/Tokyo", "/day 2026-10-25")
    await does(town, alice, "[Edit]", "[Time to fall asleep]", "30")
    assert "Slept 8 h, 23:30–07:00" in alice.last.words
