"""`python -m bot invite`, `people` and `remove`: who comes in, by id and without names."""

import asyncio
import base64
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TypeVar

from telegram.error import TelegramError

from bot.app.database import open_store
from bot.clock import SystemClock
from bot.config import Settings
from bot.telegram.api import Api
from storage import invitations, people
from storage.instance_lock import alone_with
from storage.invitations import Admission
from storage.store import Tx

T = TypeVar("T")
ANY_BOT = "YOUR_BOT"


def invite(settings: Settings, *, days: int, count: int) -> list[str]:
    """Make codes for one person each, and say the links."""
    codes = [base64.urlsafe_b64encode(os.urandom(12)).decode() for _ in range(count)]

    def add(tx: Tx) -> None:
        for code in codes:
            invitations.add(tx, code, tx.now + timedelta(days=days))

    _write(settings, add)
    name = asyncio.run(_name(settings))
    said = [f"https://t.me/{name}?start={code}" for code in codes]
    said.append(f"Each lets one person in, within {days} days. They are shown only now.")
    if name == ANY_BOT:
        said.append("Telegram did not tell the bot's name: put it in the place of YOUR_BOT.")
    if not settings.invited_only:
        said.append("INVITED_ONLY is not set: so far everyone, or ALLOWED_USERS, may come in.")
    return said


def everyone(settings: Settings) -> list[str]:
    """List who is there, by id, and how they stand."""
    return _write(settings, lambda tx: list(_lines(tx)))


def remove(settings: Settings, user_id: int) -> list[str]:
    """Let somebody in no more."""
    _write(settings, partial(invitations.remove, user_id=user_id))
    return [
        f"{user_id} is let in no more, where INVITED_ONLY is set and ALLOWED_USERS does not name "
        "them. What they told is still theirs: /export and /delete stay open, and help lines too."
    ]


def _lines(tx: Tx) -> Iterator[str]:
    known = invitations.everyone(tx)
    for user_id in sorted({*people.all_ids(tx), *known}):
        person = people.get(tx, user_id)
        if known.get(user_id) is Admission.OUT:
            yield f"{user_id} removed"
        elif person is None:
            yield f"{user_id} invited, has not begun"
        elif not person.reachable:
            yield f"{user_id} has blocked the bot"
        else:
            yield f"{user_id} is here"


def _write(settings: Settings, work: Callable[[Tx], T]) -> T:
    async def write() -> T:
        store = await open_store(settings, SystemClock())
        try:
            return await store.write(work)
        finally:
            await store.close()

    # One file of SQLite is written by one process; a server looks after itself.
    with alone_with(settings.database_url):
        return asyncio.run(write())


async def _name(settings: Settings) -> str:
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        return ANY_BOT
    api = Api(token, settings.telegram_api_url)
    await api.open()
    try:
        me = await api.call("getMe")
    except TelegramError:
        return ANY_BOT
    finally:
        await api.close()
    return str(me.get("username", ANY_BOT)) if isinstance(me, dict) else ANY_BOT
