"""Hours without Telegram, through the whole bot, in a time that passes only while it waits.

What people were owed is said when Telegram is back: all of it, in order, no faster than allowed.
"""

import asyncio
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.faults import PlannedFault
from bot.playground.people import TelegramUser
from bot.playground.server import Playground
from bot.telegram.poller import PollingStalled
from bot.telegram.rate_limits import Limits
from storage.store import Tx
from tests.faults.fast_time import FastClock, FastLoop, run, tell_everybody
from tests.faults.test_load import standing_still
from tests.support import town as stories
from tests.support.evening import QUESTION
from tests.support.town import Town, does, settled_in

PEOPLE = 5
FIRST = 100
BEAT = 120.0  # seconds between two looks for what is due
AGAIN = 900.0  # seconds until a patient supervisor starts what ended
HOUR = 3600.0
A_SECOND = 5  # messages, so that a flood would show
OUTAGES = {
    "refused": None,
    "black hole": PlannedFault.hang(),
    "bad gateway": PlannedFault.html(502),
}
SAYING = ("sendMessage", "editMessageText", "answerCallbackQuery", "getMe")


class Afternoon(FastClock):
    """It begins at half past six in Riga; everybody is asked at nine."""

    def now(self) -> datetime:
        """Return the start and what has been waited for since."""
        return super().now() - timedelta(hours=2.5)

    def pass_(self, _span: timedelta) -> None:
        """Time passes by itself here."""


class FastTown(Town):
    """A town in fast time, and a supervisor who starts the bot again whenever it ends."""

    def __init__(self, folder: Path, loop: FastLoop) -> None:
        super().__init__(folder)
        self.loop = loop
        self.clock = Afternoon(loop)
        self.playground = Playground(now=self.clock.now)
        self.starts = 0

    async def live(self) -> None:
        """Run the bot, again and again."""
        while True:
            await standing_still(self.loop, self.wake)()
            self.starts += 1
            store, connection = self.app.store, self.app.receiver.connection
            store._engine.run = standing_still(self.loop, store._engine.run)
            store.close = standing_still(self.loop, store.close)
            connection.seconds = self.loop.time
            connection.good = connection._reopened = self.loop.time()
            beat = asyncio.ensure_future(self.beat())
            assert self._running is not None
            try:
                with suppress(PollingStalled):
                    await self._running
            finally:
                beat.cancel()
            await asyncio.sleep(AGAIN)

    async def beat(self) -> None:
        """Do what the ticker does; its scheduler goes by the machine's clock."""
        while True:
            await asyncio.sleep(BEAT)
            await self.app.sweep()

    def cut_off(self, outage: str) -> None:
        """Take away what the bot says; it still hears."""
        for method in SAYING:
            self.playground.faults.plan(
                OUTAGES[outage] or PlannedFault.reset(), method, times=None
            )

    async def go_dark(self, outage: str) -> None:
        """Take away everything."""
        if OUTAGES[outage] is not None:
            self.playground.faults.plan(OUTAGES[outage], "getUpdates", times=None)
            self.playground.updates.stop_polling("")
        elif self.playground._runner is not None:
            await self.playground._runner.cleanup()

    async def come_back(self, outage: str) -> None:
        """Give everything back."""
        self.playground.faults.lift()
        if OUTAGES[outage] is None:
            await self.playground.start(self.playground.port)

    async def outbox(self) -> Counter[tuple[str, str | None]]:
        """Count what became of everything that was owed."""

        def read(tx: Tx) -> Counter[tuple[str, str | None]]:
            found = tx.connection.exec_driver_sql("SELECT state, reason FROM outbox").all()
            return Counter((row[0], row[1]) for row in found)

        return await self.app.store.read(read)


def wins(person: TelegramUser, *numbers: int) -> None:
    """Let somebody note wins by number."""
    for number in numbers:
        person.says(f"/win number {number}")


async def a_night(town: FastTown, outage: str) -> int:
    """Live through it; how often the bot was started."""
    await town.playground.start()
    living = asyncio.ensure_future(town.live())
    await asyncio.sleep(1)
    people = [town.person(FIRST + n, f"TelegramUser {n}") for n in range(PEOPLE)]
    for person in people:
        await settled_in(town, person)
    town.cut_off(outage)
    for person in people:
        wins(person, 1, 2, 3)
    while town.playground.updates.pending:  # noqa: ASYNC110 - the server tells nobody
        await asyncio.sleep(0.5)
    await asyncio.sleep(5)
    await town.go_dark(outage)
    await asyncio.sleep(2 * HOUR)
    for person in people:
        wins(person, 4)
    await asyncio.sleep(2.75 * HOUR)
    assert not any("number" in k.words for p in people for k in p.heard), "nothing arrived"
    back = town.clock.now()
    await town.come_back(outage)
    await asyncio.sleep(1200)
    await everything_was_said(town, people, back)
    await does(town, people[0], "/checkin", "7")
    await people[0].reads("last night's sleep")
    living.cancel()
    await asyncio.gather(living, return_exceptions=True)
    await town.sleep()
    await town.playground.stop()
    return town.starts


async def everything_was_said(town: FastTown, people: list[TelegramUser], back: datetime) -> None:
    sends = town.playground.ledger.sends
    for person in people:
        said = [send.text for send in sends(person.id) if "number" in send.text]
        assert [text[text.index("number") :][:8] for text in said] == [
            f"number {number}" for number in (1, 2, 3, 4)
        ]
        assert not any(
            s.at >= back and not s.silent and QUESTION in s.text for s in sends(person.id)
        )
    times = [send.at for person in people for send in sends(person.id) if send.at >= back]
    second = timedelta(seconds=1)
    assert max(sum(at <= other < at + second for other in times) for at in times) <= A_SECOND
    became = await town.outbox()
    assert became["dropped", "expired"] >= PEOPLE, "the stale nudges are counted"
    assert {state for state, _ in became} == {"sent", "dropped"}


@pytest.mark.parametrize("outage", OUTAGES)
def test_after_hours_without_telegram_everybody_hears_what_they_were_owed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outage: str
) -> None:
    loop = FastLoop()
    tell_everybody(monkeypatch, loop)
    monkeypatch.setattr(stories, "AT_ONCE", Limits(per_second=A_SECOND, nudges_per_second=4))
    starts = run(loop, a_night(FastTown(tmp_path, loop), outage))
    assert (starts == 1) == (outage == "refused"), "a supervisor starts a deaf bot again"
