"""A machine's clock that goes wrong for an evening and then right again, through the whole bot.

Whatever it showed meanwhile: nobody is asked twice about a day, and no day after it is left out.
"""

import asyncio
import logging
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from storage import entries, nudges
from storage.nudges import DROPPED, NudgeSlot
from storage.store import Tx
from tests.features.check_in.test_evenings import told
from tests.support.evening import QUESTION
from tests.support.town import ALICE, Town, does, keeps_being_asked

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MINUTES = timedelta(minutes=10)
TODAY = date(2026, 11, 24)
EVENING = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)  # 21:00 in Riga


async def lives(town: Town, first: datetime, last: datetime, step: timedelta = MINUTES) -> None:
    """Let the heartbeat look at the clock from one instant to another."""
    at = first
    while at <= last:
        await town.until(at)
        at += step


async def days(town: Town) -> dict[date, NudgeSlot]:
    """What became of each evening."""

    def read(tx: Tx) -> list[NudgeSlot]:
        span = (TODAY + ahead * DAY for ahead in range(-30, 501))
        found = (nudges.state(tx, ALICE, "evening", day) for day in span)
        return [nudge for nudge in found if nudge is not None]

    found = await town.app.store.read(read)
    return {nudge.day: nudge for nudge in found}


async def asked(town: Town) -> set[date]:
    """The days Alice was asked about."""
    return {day for day, nudge in (await days(town)).items() if nudge.state != DROPPED}


def questions(town: Town) -> list[datetime]:
    """When she was asked how her day was, aloud, by the clock of the machine."""
    sends = town.playground.ledger.sends(ALICE)
    return [s.at for s in sends if QUESTION in s.text and not s.silent]


# How far the clock goes wrong at five in the afternoon, the evenings that are lost by it, and
# whether the bot is started anew before it is right again.
JUMPS = [
    (HOUR, 0, False),
    (5 * HOUR, 0, False),  # ten at night: asked at once, which is not repeated
    (7 * HOUR, 0, True),  # midnight: too late, until the clock is right again
    (DAY, 0, False),
    (DAY, 0, True),
    (DAY + 5 * HOUR, 1, True),  # asked about tomorrow, so that today is not asked about as well
    (7 * DAY, 0, False),
    (7 * DAY, 0, True),
    (400 * DAY, 0, True),
    (-HOUR, 0, False),
    (-DAY, 0, True),
    (-7 * DAY, 0, False),
]


@pytest.mark.parametrize(("jump", "lost", "restarts"), JUMPS, ids=str)
async def test_when_the_clock_is_right_again_each_evening_is_asked_about_once(
    town: Town, alice: TelegramUser, jump: timedelta, lost: int, restarts: bool
) -> None:
    await keeps_being_asked(town, alice)
    await lives(town, EVENING, EVENING + DAY, DAY)
    wrong = EVENING + 2 * DAY - 4 * HOUR
    await lives(town, wrong + jump, wrong + jump + 2 * MINUTES)
    if restarts:
        await town.sleep()
        town.clock.travel(wrong + 3 * MINUTES)
        await town.wake()
    await lives(town, wrong + 3 * MINUTES, wrong + 6 * MINUTES)
    await lives(town, wrong + HOUR, EVENING + 6 * DAY, 3 * HOUR)
    evenings = [EVENING + n * DAY for n in range(7)]
    about = await asked(town)
    assert {at.date() for at in evenings} - about == {TODAY + n * DAY for n in range(2, 2 + lost)}
    assert len(questions(town)) == len(about), "somebody was asked twice about a day"
    assert [at for at in questions(town) if at in evenings][-3:] == evenings[-3:]


async def test_a_year_ahead_and_back_forgets_nobody_who_was_asked_this_evening(
    town: Town, alice: TelegramUser
) -> None:
    await lives(town, EVENING, EVENING + 3 * MINUTES)
    for years in (1, 2):  # long enough for everything of today to look old
        await lives(town, EVENING + 400 * years * DAY, EVENING + 400 * years * DAY + HOUR)
    await lives(town, EVENING + HOUR, EVENING + 9 * MINUTES)
    assert [at for at in questions(town) if at.date() == TODAY] == [EVENING]


async def test_words_find_their_question_although_one_was_asked_in_the_future(
    town: Town, alice: TelegramUser
) -> None:
    await lives(town, EVENING + 7 * DAY, EVENING + 7 * DAY)
    await town.until(EVENING - HOUR)
    await does(town, alice, "/checkin", "4")
    assert await told(town) == {"mood": 4}
    assert await told(town, "2026-12-01") == {}


@pytest.mark.parametrize("ahead", [DAY, 7 * DAY, 1200 * DAY], ids=str)
async def test_a_question_about_a_day_that_has_not_come_catches_no_words(
    town: Town, alice: TelegramUser, ahead: timedelta
) -> None:
    await lives(town, EVENING + ahead, EVENING + ahead)
    await town.until(EVENING - HOUR)
    await does(town, alice, "4")
    assert await told(town, str(TODAY + ahead)) == {}
    moments = await town.app.store.read(lambda tx: entries.of_kind(tx, ALICE, "moment"))
    assert [moment.content["mood"] for moment in moments] == [4]


async def test_a_wish_changed_while_the_clock_was_ahead_holds_from_today_on(
    town: Town, alice: TelegramUser
) -> None:
    town.clock.travel(EVENING + 7 * DAY - HOUR)
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", "22:30")
    await lives(town, EVENING - HOUR, EVENING + 2 * HOUR, MINUTES)
    assert questions(town) == [EVENING + timedelta(minutes=90)]


async def test_what_was_put_off_while_the_clock_was_ahead_is_said_now(
    town: Town, alice: TelegramUser
) -> None:
    """Telegram asks to wait a minute, and then the bot is started on a machine that knows."""
    town.clock.travel(EVENING + 7 * DAY)
    fault = town.playground.faults.plan(PlannedFault.too_many(60), "sendMessage", times=None)
    alice.says("/help")
    async with asyncio.timeout(20):
        while not town.playground.faults.hits:  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)
    await town.sleep()
    town.playground.faults.lift(fault)
    town.clock.travel(EVENING - HOUR)
    await town.wake()
    await town.until(EVENING - HOUR)
    await town.app.sender._pick_up()
    await alice.reads("/checkin")
    assert sum("/checkin — fill in today" in kept.words for kept in alice.heard) == 1


async def test_each_evening_of_an_absence_is_left_out_on_purpose_and_counted(
    town: Town, alice: TelegramUser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.dispatch.nudges")
    await lives(town, EVENING, EVENING)
    await town.sleep()
    town.clock.travel(EVENING + 9 * DAY + 3 * HOUR)
    await town.wake()
    heard = len(alice.heard)
    await town.until(EVENING + 9 * DAY + 3 * HOUR)
    assert len(alice.heard) == heard, "nothing is piled up"
    became = await days(town)
    away = {TODAY + n * DAY for n in range(1, 10)}
    assert {day for day, nudge in became.items() if nudge.reason == "too late"} == away
    left_out = [r.__dict__["count"] for r in caplog.records if "left out" in r.message]
    assert sum(left_out) >= len(away)
    await town.until(EVENING + 10 * DAY)
    assert questions(town) == [EVENING, EVENING + 10 * DAY]


async def test_of_a_year_away_the_last_fortnight_is_noted(town: Town, alice: TelegramUser) -> None:
    await town.sleep()
    town.clock.travel(EVENING + 365 * DAY + HOUR)
    await town.wake()
    await town.until(EVENING + 365 * DAY + HOUR)
    assert len(questions(town)) == 1
    missed = sorted(day for day, nudge in (await days(town)).items() if nudge.state == DROPPED)
    assert missed[0] == TODAY
    assert missed[1:] == [TODAY + n * DAY for n in range(352, 365)]


async def test_only_the_days_that_were_wished_for_count_as_left_out(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "[Evening check-in]", "[Days]", "mon wed")
    await town.sleep()
    town.clock.travel(EVENING + 9 * DAY)
    await town.wake()
    await town.until(EVENING + 9 * DAY)
    missed = {day.isoweekday() for day in await days(town)}
    assert missed == {1, 3}
