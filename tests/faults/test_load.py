"""Thousands at once, at thirty messages a second, in fast time: counted, not clocked."""

import asyncio
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.app.app import still_wanted
from bot.core.deps import Deps
from bot.core.registry import Registry
from bot.dispatch import nudges as nudging
from bot.features import FEATURES
from bot.telegram.delivery_job import Hooks
from bot.telegram.rate_limits import Limits
from bot.telegram.sender import IN_MEMORY, Sender
from storage import outbox, people, reminders
from storage.migrate import migrate
from storage.reminders import Reminder
from storage.store import Store, Tx
from storage.vault import Vault
from tests.faults.fast_time import START, FastClock, FastLoop, run, tell_everybody
from tests.faults.test_race import KEY, somebody

MANY = 10_000 if "SMALL_STEPS_THOROUGH" in os.environ else 700
LIVE = 1_000_000  # chats of people who are talking just now
DEPS = Deps(
    registry=Registry(FEATURES),
    search=lambda _query, _now, _words: (),
    zone_at=lambda _lat, _lon: None,
)


class CountingTelegram:
    """Takes everything after a moment, and notes when."""

    def __init__(self, loop: FastLoop) -> None:
        self._loop = loop
        self.taken: list[tuple[float, int]] = []
        self.number = 0

    async def call(self, method: str, params: Any = None, **_more: Any) -> Any:
        if method.startswith("send"):
            self.taken.append((self._loop.time(), params["chat_id"]))
        await asyncio.sleep(0.05)
        self.number += 1
        return {"message_id": self.number}


def standing_still(loop: FastLoop, run: Callable[..., Awaitable[Any]]) -> Callable[..., Any]:
    """Let time stand still while the database works in its thread."""

    async def counted(*given: Any, **more: Any) -> Any:
        loop.busy += 1
        try:
            return await run(*given, **more)
        finally:
            loop.busy -= 1

    return counted


async def opened(folder: Path, loop: FastLoop) -> tuple[Vault, Store]:
    url = f"sqlite:///{folder}/small-steps.db"
    migrate(url)
    vault = Vault.open(url, key=KEY, random=os.urandom)
    clock = FastClock(loop)
    store = Store.open(url, vault=vault, now=clock.now, ids=lambda: os.urandom(9).hex())
    store._engine.run = standing_still(loop, store._engine.run)
    return vault, store


def settle(tx: Tx) -> None:
    """Everybody wishes for nine in the evening."""
    for number in range(1, MANY + 1):
        people.add(tx, somebody(number))
        due = START - timedelta(seconds=1)
        at = reminders.get(tx, number, "evening")
        assert at is None
        reminders.put(tx, Reminder(number, "evening", NINE, EVERY_DAY, due, enabled=True))


NINE, EVERY_DAY = time(21), (1, 2, 3, 4, 5, 6, 7)


def a_sender(store: Store, telegram: Any, loop: FastLoop) -> Sender:
    async def prepare(_message: Any) -> None:
        return None

    hooks = Hooks(prepare, prepare, still_wanted)
    return Sender(store, telegram, FastClock(loop), hooks, limits=Limits())


async def sweep(store: Store, sender: Sender) -> None:
    """Do what the app's heartbeat does."""
    more = True
    while more:
        due, turns = await store.write(partial(nudging.sweep, deps=DEPS))
        for turn in turns:
            sender.deliver(turn.replies, turn.callback_answers)
        more = due >= nudging.BATCH


async def answer(store: Store, sender: Sender, chat_id: int) -> None:
    """Owe somebody who is talking just now an answer."""
    payload = {"chat_id": chat_id, "text": "Noted."}
    owed = await store.write(
        lambda tx: outbox.add(
            tx, chat_id=chat_id, user_id=None, method="sendMessage", payload=payload
        )
    )
    sender.deliver([owed])


async def evening(
    folder: Path, loop: FastLoop
) -> tuple[list[tuple[float, int]], dict[int, float], int]:
    """Let everybody's reminder be due, talk meanwhile, and stop the sender halfway."""
    vault, store = await opened(folder, loop)
    await store.write(settle)
    telegram, asked, most = CountingTelegram(loop), {}, 0
    sender = a_sender(store, telegram, loop)
    await sender.start()
    began = loop.time()
    await sweep(store, sender)
    half = False
    while len({chat for _, chat in telegram.taken if chat < LIVE}) < MANY:
        number = LIVE + len(asked)
        asked[number] = loop.time()
        await answer(store, sender, number)
        most = max(most, sender.waiting)
        await asyncio.sleep(2.0)
        assert loop.time() - began < MANY / 10, "the queue does not get shorter"
        if not half and len(telegram.taken) > MANY / 2:
            half = True
            await sender.stop()
            await asyncio.sleep(1.1)  # no process starts sooner
            sender = a_sender(store, telegram, loop)
            await sender.start()
    await sender.idle()
    await sender.stop()
    await store.close()
    vault.close()
    return telegram.taken, asked, most


def test_everybody_is_reminded_once_and_whoever_talks_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = FastLoop()
    tell_everybody(monkeypatch, loop)
    taken, asked, most = run(loop, evening(tmp_path, loop))
    nudges = Counter(chat for _, chat in taken if chat < LIVE)
    assert nudges == dict.fromkeys(range(1, MANY + 1), 1)
    answers = {chat: at for at, chat in taken if chat >= LIVE}
    assert set(answers) == set(asked)
    slowest = max(answers[chat] - asked[chat] for chat in asked)
    assert slowest <= 1.5, "an answer waited behind the nudges"
    times = sorted(at for at, _ in taken)
    busiest = max(
        sum(start <= at < start + 1 for at in times[i : i + 60]) for i, start in enumerate(times)
    )
    assert busiest <= 31
    assert most <= IN_MEMORY + 10, "the queue is in the database, not in memory"
