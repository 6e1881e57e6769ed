"""An evening close to the end of the day: each quiet message comes once, and in time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.features import self_notes
from bot.playground.people import TelegramUser
from storage import entries, reminders
from storage.store import Tx
from tests.support.town import ALICE, Town, does, keeps_being_asked, settled_in

TEN_MINUTES = timedelta(minutes=10)
WIN, LOOK_BACK = "What went well this week?", "A look back at your week"
MONDAY = datetime(2026, 11, 30, 4, tzinfo=UTC)
LATE = [  # the evening and the end of the day, by Riga's clock
    ("23:50", "00:00"),
    ("23:59", "00:00"),
    ("03:50", "04:00"),
    ("00:30", "01:00"),
]


def heard(town: Town, words: str) -> int:
    return sum(words in send.text for send in town.playground.ledger.sends(ALICE))


async def lives_till_monday(town: Town) -> None:
    """Let the heartbeat look often, also in the last minute of an hour."""
    hour = town.clock.now().replace(minute=0)
    while hour < MONDAY:
        for minute in (0, 10, 20, 30, 40, 50, 59):
            async with asyncio.timeout(60):
                await town.until(max(town.clock.now(), hour.replace(minute=minute)))
        hour += timedelta(hours=1)


@pytest.mark.parametrize(("evening", "ends"), LATE, ids=str)
async def test_a_late_evening_is_followed_by_its_quiet_messages_once(
    town: Town, evening: str, ends: str
) -> None:
    alice = town.person()
    await settled_in(town, alice, goal="Walk")
    await keeps_being_asked(town, alice)
    await does(town, alice, "/checkin", "[7]")
    await does(town, alice, "/settings", "[End of day]", ends)
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", evening)
    await lives_till_monday(town)
    await town.later(hours=12)
    assert heard(town, WIN) == 1
    assert heard(town, LOOK_BACK) == 1


async def test_a_note_to_oneself_comes_once_to_somebody_who_rises_before_the_day_ends(
    town: Town, alice: TelegramUser
) -> None:
    await does(town, alice, "/reminders", "[Morning goals]", "[Time]", "03:30")

    def keeps(tx: Tx) -> None:
        day = (town.clock.now() + timedelta(days=2)).date()
        entries.add(
            tx,
            ALICE,
            self_notes.SelfNoteContent.KIND,
            day,
            {"text": "Breathe", "when": "day", "returned": []},
        )

    await town.app.store.write(keeps)
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", "21:00")
    await lives_till_monday(town)
    assert heard(town, "Breathe") == 1


async def test_a_plan_that_never_moves_on_is_put_off_and_holds_up_nobody(
    town: Town, alice: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = town.clock.now() + TEN_MINUTES
    monkeypatch.setitem(town.app.deps.registry.plans, "winask", lambda _turn: stuck)
    await does(town, alice, "/reminders", "[Evening check-in]", "[Time]", "20:00")
    async with asyncio.timeout(60):
        await town.until(stuck)
    reminder = await town.app.store.read(lambda tx: reminders.get(tx, ALICE, "winask"))
    assert reminder is not None
    assert reminder.next_due_at is not None
    assert reminder.next_due_at >= stuck + timedelta(hours=23)
