"""The same update again, at once or days later, and numbers that start anew: the whole bot.

Telegram promises neither that an update comes once nor that its number is higher than the last.
"""

import asyncio
import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from storage import answers, notes, wins
from storage.store import Tx
from tests.features.check_in.test_evenings import told
from tests.support.states import inbox_states
from tests.support.town import ALICE, Town, does, settled_in

DAY = 86_400.0
TODAY = date(2026, 11, 24)


@dataclass
class RepeatingTelegram:
    """Remembers every update, to bring it again."""

    town: Town
    seen: list[tuple[dict[str, Any], int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._push = self.town.playground.updates.push
        self.town.playground.updates.push = self._remember

    def _remember(self, update: dict[str, Any], *, line: int, life: float = DAY) -> None:
        self.seen.append((copy.deepcopy(update), line))
        self._push(update, line=line, life=life)

    async def repeats(self, since: int) -> None:
        """Bring everything again, in its order."""
        for update, line in self.seen[since:]:
            self._push(copy.deepcopy(update), line=line)
        await self.town.settle()


@pytest.fixture
def telegram(town: Town) -> RepeatingTelegram:
    return RepeatingTelegram(town)


@pytest.fixture
async def alice(town: Town, telegram: RepeatingTelegram) -> TelegramUser:
    alice = town.person()
    await settled_in(town, alice)
    return alice


async def kept(town: Town) -> dict[str, Any]:
    """Everything that Alice told, as it is stored."""

    def read(tx: Tx) -> dict[str, Any]:
        first, last = tx.now.date().replace(month=1), tx.now.date().replace(month=12)
        return {
            "answers": [(a.day, a.step, a.value) for a in answers.between(tx, ALICE, first, last)],
            "notes": [note.text for note in notes.between(tx, ALICE, first, last)],
            "wins": [win.text for win in wins.between(tx, ALICE, first, last)],
        }

    return await town.app.store.read(read)


async def restart(town: Town) -> None:
    await town.sleep()
    await town.wake()


async def an_evening(town: Town, alice: TelegramUser) -> None:
    """A note, a win, a check-in by button and by word, one answer changed."""
    await does(town, alice, "A long talk with my sister.", "/win I called her")
    await does(town, alice, "/checkin", "[7]", "7:30", "[4]", "[Edit]", "[Mood]", "4")


@pytest.mark.parametrize("later", ["at once", "after a restart", "a day later", "five days later"])
async def test_an_evening_that_comes_again_is_told_once(
    town: Town, alice: TelegramUser, telegram: RepeatingTelegram, later: str
) -> None:
    first = len(telegram.seen)
    await an_evening(town, alice)
    before, heard = await kept(town), [message.words for message in alice.heard]
    assert before["notes"] == ["A long talk with my sister."]
    assert (TODAY, "mood", 4) in before["answers"]
    if later == "after a restart":
        await restart(town)
    if later.endswith("later"):
        await town.later(days=1 if later == "a day later" else 5)
        counts = await town.app.store.read(inbox_states)
        assert (counts["done"] > 1) == (later == "a day later"), "the rest of the inbox is purged"
        heard = [message.words for message in alice.heard]
    await telegram.repeats(first)
    assert await kept(town) == before
    if later != "five days later":  # an old press says again what it leads to
        assert [message.words for message in alice.heard] == heard


async def test_words_of_days_ago_do_not_answer_todays_question(
    town: Town, alice: TelegramUser, telegram: RepeatingTelegram
) -> None:
    first = len(telegram.seen)
    await does(town, alice, "/checkin", "7", "7:30", "[4]")
    await town.later(days=5)
    await does(town, alice, "/checkin")
    await telegram.repeats(first)
    assert await told(town, "2026-11-29") == {}
    await does(town, alice, "5")
    assert (await told(town, "2026-11-29"))["mood"] == 5


async def test_a_wrong_clock_takes_nothing_for_old(town: Town, alice: TelegramUser) -> None:
    """The machine believes that it is next month; RepeatingTelegram's dates are of today."""
    moved = town.clock.now().replace(month=12)
    dated = town.playground.world.date
    real = dated()
    town.playground.world.date = lambda: real
    await town.until(moved)
    await does(town, alice, "A long talk with my sister.", "/win I called her")
    found = await kept(town)
    assert found["notes"] == ["A long talk with my sister."]
    assert found["wins"] == ["I called her"]


NEW_NUMBERS = {"lower": 5_000, "higher": 900_000_000, "just below": -3}
WEEKS = [("lower", False), ("lower", True), ("higher", False), ("just below", True)]


@pytest.mark.parametrize(("where", "restarts"), WEEKS, ids=str)
async def test_after_a_quiet_week_the_numbers_start_anew_and_everything_is_heard(
    town: Town, alice: TelegramUser, where: str, restarts: bool
) -> None:
    await does(town, alice, "Before the quiet week.")
    connection = town.app.receiver.connection
    await town.later(days=8)
    if restarts:
        await restart(town)
    else:
        connection.asleep_too = lambda: connection.update + 8 * DAY
        await asks_again(town)
        connection.asleep_too = lambda: connection.update
    number = NEW_NUMBERS[where]
    updates = town.playground.updates
    updates.next_id = number if number > 0 else updates.next_id + number
    await does(town, alice, "After it.", "/checkin", "[7]", "7:30", "[4]")
    await does(town, alice, "/win I called her")
    found = await kept(town)
    assert found["notes"] == ["Before the quiet week.", "After it."]
    assert found["wins"] == ["I called her"]
    assert {step: value for _, step, value in found["answers"]}["mood"] == 7
    assert not updates.pending


async def asks_again(town: Town) -> None:
    """Let the open question end, and the next be on its way while somebody speaks."""
    town.playground.faults.plan(PlannedFault.late(0.2), "getUpdates")
    town.playground.updates.stop_polling("")
    while not town.playground.faults.hits:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.002)
