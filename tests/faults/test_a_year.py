"""More than a year in moved time: what can no longer matter goes by itself, the rest stays."""

from datetime import date, timedelta

import pytest

from bot.playground.people import TelegramUser
from storage.conversations import CONVERSATION
from storage.nudges import NUDGE
from storage.store import Tx
from tests.support.evening import QUESTION
from tests.support.town import Town, does, keeps_being_asked, moment

DAY = timedelta(days=1)
FIRST = date(2026, 11, 25)
A_SEASON, MORE_THAN_A_YEAR = 100, 400


async def rows(town: Town) -> tuple[int, int]:
    """How many conversations and nudges there are."""

    def count(tx: Tx) -> tuple[int, int]:
        told, asked = (len(tx.connection.execute(t.select()).all()) for t in (CONVERSATION, NUDGE))
        return told, asked

    return await town.app.store.read(count)


async def a_day(town: Town, alice: TelegramUser, day: date) -> None:
    """Let the morning come, the evening, and the end of the day; she answers some evenings."""
    await town.until(moment(day.isoformat(), "08:00"))
    await town.until(moment(day.isoformat(), "21:00"))
    if day.day % 5 == 0:
        await does(town, alice, "7", "8", "4")
    await town.until(moment((day + DAY).isoformat(), "04:00"))


@pytest.mark.slow
async def test_after_a_year_there_is_no_more_than_after_a_season(
    town: Town, alice: TelegramUser
) -> None:
    await keeps_being_asked(town, alice)
    for n in range(A_SEASON):
        await a_day(town, alice, FIRST + n * DAY)
    told, asked = await rows(town)
    assert told >= A_SEASON * 0.8
    assert asked > A_SEASON
    for n in range(A_SEASON, MORE_THAN_A_YEAR):
        await a_day(town, alice, FIRST + n * DAY)
    much_later = await rows(town)
    assert much_later[0] <= told * 1.25
    assert much_later[1] <= asked * 1.25
    # Each evening was asked about once all the same, and the diary is whole.
    sends = [s for s in town.playground.ledger.sends() if QUESTION in s.text]
    assert len({s.at.date() for s in sends if not s.silent}) == MORE_THAN_A_YEAR
    await does(town, alice, "/checkin", "3", "/undo")
    assert "Undone" in " ".join(message.words for message in alice.heard[-2:])
    await does(town, alice, f"/day {FIRST + (MORE_THAN_A_YEAR - 200) * DAY}")
    assert "your mood" in alice.last.words
