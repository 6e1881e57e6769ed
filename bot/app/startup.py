"""Before storage is open: who answers while the storage cannot be opened.

Nothing is acknowledged here, so Telegram keeps what people say until it can be stored. They are
told so in one sentence; words of danger and `/support` bring the help lines all the same.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING, TypeVar

from bot.app import outage_reply
from bot.app.database import open_store
from bot.clock import Clock
from bot.config import Settings, host_and_port
from bot.logs import where
from bot.telegram.api import Api
from bot.telegram.outage_notice import OutageNotice
from bot.telegram.poller import Poller
from storage.checkup import checkup
from storage.errors import (
    BadKey,
    BadUrl,
    Corrupt,
    DatabaseLost,
    InUse,
    StorageError,
    Unavailable,
    WrongKey,
)
from storage.inbox import Update
from storage.instance_lock import InstanceLock
from storage.store import Store, Work
from storage.urls import database_file, database_url, is_sqlite

if TYPE_CHECKING:
    from bot.telegram.webhook import Webhook

log = logging.getLogger(__name__)

T = TypeVar("T")
STANDBY = 1.0  # seconds between two looks whether another copy has ended
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
SLOW = 3.0  # seconds of opening after which nobody should be left without an answer
# Nothing that waiting would mend: the operator must change a setting, or restore.
SETTINGS = (BadKey, BadUrl, DatabaseLost, WrongKey)


class UnavailableEngine:
    """A database that cannot be reached."""

    def at_once(self, _work: Work[T]) -> T:
        """Refuse."""
        raise Unavailable

    async def run(self, _work: Work[T], *, writes: bool) -> T:  # noqa: ARG002 - as the engines
        """Refuse."""
        raise Unavailable

    async def checkpoint(self) -> None:
        """Have nothing to do."""

    def stop(self) -> None:
        """Have nothing to do."""


def receiver(
    settings: Settings,
    api: Api,
    store: Store,
    wake: Callable[[Update], None],
    outage_notice: OutageNotice,
) -> "Poller | Webhook":
    """Build the way of receiving that the settings ask for."""
    if not settings.webhook_url:
        return Poller(api, store, wake, outage_notice)
    from bot.telegram.webhook import Webhook

    return Webhook(
        api,
        store,
        wake,
        outage_notice,
        url=settings.webhook_url,
        listen=host_and_port(settings.webhook_listen),
        secret=settings.webhook_secret.get_secret_value(),
        alone=is_sqlite(database_url(settings.database_url)),
    )


def notice_sender(api: Api) -> Callable[[int, Mapping[str, object], bool], Awaitable[None]]:
    """Say, without the storage, that something was not noted, or where help is to be found."""

    async def say(chat_id: int, raw: Mapping[str, object], lately: bool, /) -> None:  # noqa: FBT001 - the shape that OutageNotice calls
        reply = outage_reply.reply(raw, lately=lately)
        if reply is not None:
            await api.call("sendMessage", {"chat_id": chat_id, **reply})

    return say


async def opened(settings: Settings, clock: Clock, *, suspect: bool = False) -> Store:
    """Open the storage, once nobody else uses it; a `suspect` one is read whole before."""
    alone = await _alone(settings)
    try:
        store = await _opened(settings, clock, suspect=suspect)
    except BaseException:
        if alone is not None:
            alone.end()
        raise
    if alone is not None:
        store.keep_alone(alone)
    return store


async def _alone(settings: Settings) -> InstanceLock | None:
    """Wait, in silence towards Telegram, until no other copy of the bot uses the same file."""
    told = False
    while is_sqlite(url := database_url(settings.database_url)):
        try:
            return InstanceLock(database_file(url))
        except InUse as fault:
            if not told:
                log.critical("another copy is running", extra={"reason": str(fault)})
            told = True
        except OSError:
            return None  # opening the storage will say what is wrong with its folder
        await asyncio.sleep(STANDBY)
    return None


async def _opened(settings: Settings, clock: Clock, *, suspect: bool) -> Store:
    """Open the storage; while that fails, or takes long, listen without it and try again."""
    listening: asyncio.Task[None] | None = None
    opening: asyncio.Task[Store | None] | None = None
    loop, wait = asyncio.get_running_loop(), FIRST_WAIT
    try:
        while True:
            opening = loop.create_task(_try_to_open(settings, clock, suspect=suspect))
            await asyncio.wait({opening}, timeout=SLOW)
            if opening.done() and (store := opening.result()) is not None:
                return store
            if listening is None or listening.done():
                listening = loop.create_task(listen_without_storage(settings))
            if (store := await opening) is not None:
                return store
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
    finally:
        ending = [task for task in (listening, opening) if task is not None]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)


async def _try_to_open(settings: Settings, clock: Clock, *, suspect: bool) -> Store | None:
    """Open the storage; None, and a line in the log, when it cannot be opened now."""
    try:
        if suspect and not (await asyncio.to_thread(checkup, settings.database_url)).whole:
            log.critical("database unavailable", extra={"reason": str(Corrupt())})
            return None
        return await open_store(settings, clock)
    except SETTINGS:
        raise
    except StorageError as fault:
        # These sentences are ours: they name the trouble and hold nothing of anyone.
        log.critical("database unavailable", extra={"reason": str(fault)})
    except Exception as fault:  # noqa: BLE001 - a failing migration can raise anything
        log.critical("database unavailable", extra={"fault": where(fault)})
    return None


async def listen_without_storage(settings: Settings) -> None:
    """Listen without taking anything in."""
    api = Api(settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url)
    nowhere = Store(UnavailableEngine())
    listening = receiver(
        settings, api, nowhere, lambda _update: None, OutageNotice(notice_sender(api))
    )
    await api.open()
    try:
        async with _page(settings, nowhere, listening):
            await listening.run()
    finally:
        await api.close()


def _page(
    settings: Settings, nowhere: Store, listening: "Poller | Webhook"
) -> AbstractAsyncContextManager[object]:
    """The page for supervisors; a bot that nobody looks at loads no web server."""
    if not settings.health_listen:
        return nullcontext()
    from bot.app.health import Health

    return Health(nowhere, listening.connection, host_and_port(settings.health_listen))
