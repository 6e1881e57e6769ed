"""What was told on its day stays told on its day, wherever the clock goes afterwards."""

from datetime import UTC, date, datetime, time

from bot.core import clocks
from bot.core.turn import Turn
from bot.playground.people import TelegramUser
from storage import people
from storage.people import EarlierClock, Person
from storage.store import Tx
from tests.features.check_in.test_evenings import told
from tests.features.portability.test_import import export, send
from tests.features.week.test_weeks import view
from tests.support.town import ALICE, Town, does, first_minute

LOS_ANGELES, BERLIN, AUCKLAND = "(34.05, -118.24)", "(52.5, 13.4)", "(-36.8, 174.8)"
PLACES = {LOS_ANGELES: (34.05, -118.24), BERLIN: (52.5, 13.4), AUCKLAND: (-36.8, 174.8)}


async def moves(town: Town, alice: TelegramUser, place: str) -> None:
    alice.shares_location(*PLACES[place])
    await town.settle()
    await does(town, alice, "[Use this time zone]")


async def evenings_in(town: Town, alice: TelegramUser, zone: str, *days: str) -> None:
    for day in days:
        await town.at_local(day, "21:00", zone)
        await does(town, alice, "/checkin", "6", "7", "3")


async def late_days(town: Town, alice: TelegramUser, last: date) -> list[date]:
    return [day.date for day in (await view(town, alice, "week", last)).days if day.late]


async def test_a_move_makes_no_evening_late_and_no_late_day_timely(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings", "[Time zone]", "America/Los_Angeles")
    await evenings_in(town, alice, "America/Los_Angeles", "2026-11-25", "2026-11-26")
    await does(town, alice, "/day 2026-11-24", "5", "6", "3")
    last = date(2026, 11, 26)
    for place in (BERLIN, AUCKLAND, LOS_ANGELES):
        if place != LOS_ANGELES:
            await moves(town, alice, place)
        assert await late_days(town, alice, last) == [date(2026, 11, 24)]
    await moves(town, alice, LOS_ANGELES)
    assert await late_days(town, alice, last) == [date(2026, 11, 24)]


async def test_another_end_of_the_day_makes_no_night_late(town: Town, alice: TelegramUser) -> None:
    await town.at_local("2026-11-25", "00:31")
    await does(town, alice, "/checkin", "6", "7", "3")
    await does(town, alice, "/settings", "[End of day]", "0:00")
    assert await late_days(town, alice, date(2026, 11, 25)) == []
    await does(town, alice, "/week")
    assert "filled in later" not in alice.last.words


async def test_what_was_told_a_minute_ago_is_seen_and_undone_across_the_date_line(
    town: Town,
) -> None:
    alice = town.person()
    await town.at_local("2026-12-01", "17:00", "Pacific/Auckland")
    await does(town, alice, *first_minute(city="Pacific/Auckland"))
    await evenings_in(town, alice, "Pacific/Auckland", "2026-12-01")
    await does(town, alice, "A long day", "/win Packed everything")
    await moves(town, alice, LOS_ANGELES)
    await does(town, alice, "/week")
    assert "\nYour days so far, from 1 Dec\n" in alice.last.words
    assert "Mood: 6 of 10." in alice.last.words
    assert "a win: “Packed everything”" in alice.last.words
    assert "filled in later" not in alice.last.words
    await does(town, alice, "/timeline")
    assert "Your timeline so far, from 1 Dec\nMood: 6 of 10.\n1 win" in alice.last.words
    await does(town, alice, "/journal 2026-12-01")
    assert "A long day" in alice.last.words
    await does(town, alice, "/day 2026-12-01")
    assert "Noted for Tue 1 Dec" in alice.last.words
    await does(town, alice, "[Edit]", "[Mood]", "4")
    assert "Mood 4 of 10" in alice.last.words
    for taken in ("4 of 10", "Packed everything", "A long day", "Sleep quality 3 of 5"):
        await does(town, alice, "/undo")
        if "Undo it" in alice.buttons():
            await does(town, alice, "[Undo it]")
        assert any("Undone" in m.words and taken in m.words for m in alice.heard), taken


async def test_an_evening_ended_at_midnight_is_seen_at_once_when_the_day_ends_later_after_all(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings", "[End of day]", "0:00")
    await town.at_local("2026-11-25", "00:31")
    await does(town, alice, "/checkin", "6", "7", "3", "/settings", "[End of day]", "4:00")
    await does(town, alice, "/week")
    assert "\nYour days so far, from 24 Nov\n" in alice.last.words
    await does(town, alice, "/undo")
    assert any("Undone: Sleep quality 3 of 5" in m.words for m in alice.heard)


async def test_a_first_zone_counts_from_the_beginning(town: Town) -> None:
    alice = town.person()
    await does(town, alice, *first_minute(city="America/Los_Angeles"))
    known = await known_of(town)
    assert known.earlier_clocks == ()


async def known_of(town: Town) -> Person:
    found = await town.app.store.read(lambda tx: people.get(tx, ALICE))
    assert found is not None
    return found


async def test_the_clocks_of_before_go_with_an_export_and_come_back(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/settings", "[Time zone]", "America/Los_Angeles")
    await evenings_in(town, alice, "America/Los_Angeles", "2026-11-25", "2026-11-26")
    await moves(town, alice, BERLIN)
    document = await export(town, alice)
    clocks = document["profile"]["earlier_clocks"]
    assert [clock["timezone"] for clock in clocks] == ["Europe/Riga", "America/Los_Angeles"]
    await does(town, alice, "/delete", "[Erase everything]")
    await does(town, alice, "/start", "[Yes, let's begin]")
    await send(town, alice, document)
    await does(town, alice, "[Import it]")
    assert (await known_of(town)).timezone == "Europe/Berlin"
    assert await late_days(town, alice, date(2026, 11, 27)) == []
    again = await export(town, alice)
    assert again["profile"]["earlier_clocks"] == clocks


async def test_an_import_taken_back_leaves_the_clocks_as_they_were(
    town: Town, alice: TelegramUser
) -> None:
    document = await export(town, alice)
    document["profile"]["timezone"] = "Asia/Tokyo"
    document["profile"]["earlier_clocks"] = [
        {"until": "2026-01-01T00:00:00Z", "timezone": "Asia/Seoul", "day_ends_at": "03:00"},
        {"until": "2026-02-01T00:00:00Z", "timezone": "Mars/Olympus", "day_ends_at": "03:00"},
    ]
    document["wins"] = [{"date": "2026-01-05", "text": "A long walk"}]
    await does(town, alice, "/settings", "[Time zone]", "Europe/Berlin")
    before = (await known_of(town)).earlier_clocks
    await send(town, alice, document)
    await does(town, alice, "[Import it]")
    taken = await known_of(town)
    assert taken.timezone == "Asia/Tokyo"
    assert [clock.timezone for clock in taken.earlier_clocks] == ["Asia/Seoul"]
    await does(town, alice, "/undo")
    back = await known_of(town)
    assert (back.timezone, back.earlier_clocks) == ("Europe/Berlin", before)


async def test_an_old_instant_is_read_by_the_clock_of_its_time(
    town: Town, alice: TelegramUser
) -> None:
    def day(tx: Tx) -> tuple[date, time]:
        people.change(
            tx, ALICE, timezone="Europe/Berlin",
            earlier_clocks=(
                EarlierClock(datetime(2026, 3, 1, tzinfo=UTC), "America/Los_Angeles", time(4)),
                EarlierClock(datetime(2026, 6, 1, tzinfo=UTC), "Asia/Tokyo", time(0)),
            ),
        )  # fmt: skip
        known = people.get(tx, ALICE)
        assert known is not None
        turn = Turn.of(tx, town.app.deps, known)
        at = datetime(2026, 2, 2, 5, 30, tzinfo=UTC)
        later = datetime(2026, 4, 1, 15, 30, tzinfo=UTC)
        assert turn.day_of(later) == date(2026, 4, 2)
        return turn.day_of(at), clocks.clock_time(known, at)

    assert await town.app.store.write(day) == (date(2026, 2, 1), time(21, 30))


async def test_the_morning_after_a_bare_number_may_be_yesterdays(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    await town.at_local("2026-11-25", "10:00")
    await does(town, alice, "3")
    assert "Kept: mood 3 of 10 at 10:00." in alice.last.words
    await does(town, alice, "[That was for yesterday]")
    assert "About yesterday, Tue 24 Nov" in alice.last.words
    assert (await told(town, "2026-11-24"))["mood"] == 3
    assert (await export(town, alice))["entries"] == []


async def test_a_reply_answers_the_question_it_was_written_under(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    asked = alice.last.message["message_id"]
    await does(town, alice, "[6]")
    await town.at_local("2026-11-25", "10:00")
    assert "About yesterday, Tue 24 Nov" in alice.chat.messages[asked].words
    alice.says("8", reply_to=asked)
    await town.settle()
    assert (await told(town, "2026-11-24"))["sleep"]["hours"] == 8


async def test_a_reply_the_next_day_answers_the_evening_that_nobody_answered(
    town: Town, alice: TelegramUser
) -> None:
    await town.at_local("2026-11-24", "21:00")
    asked = alice.last.message["message_id"]
    await town.at_local("2026-11-25", "10:00")
    alice.says("3", reply_to=asked)
    await town.settle()
    assert (await told(town, "2026-11-24"))["mood"] == 3
    assert (await export(town, alice))["entries"] == []


async def test_a_question_opened_by_hand_names_its_day_once_that_is_over(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/checkin", "[6]")
    asked = alice.last.message["message_id"]
    await town.at_local("2026-11-25", "10:00")
    assert "About yesterday, Tue 24 Nov" in alice.chat.messages[asked].words
    assert "And your sleep the night before" in alice.chat.messages[asked].words
