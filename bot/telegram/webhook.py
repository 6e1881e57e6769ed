"""The other way to receive: Telegram calls us, and gets its 200 only after the commit."""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from aiohttp import web
from telegram.error import TelegramError

from bot.logs import where
from bot.telegram.api import Api
from bot.telegram.connection import Connection
from bot.telegram.connection_limit import LimitedServer
from bot.telegram.intake import as_row, keep
from bot.telegram.outage_notice import OutageNotice
from bot.telegram.parse import ALLOWED_UPDATES
from bot.telegram.poller import Poller
from storage.errors import StorageError
from storage.inbox import Update
from storage.store import Store

log = logging.getLogger(__name__)

LARGEST = 1 << 20  # bytes of a body
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
CONNECTIONS = 40
MOST = 200  # connections, whoever opened them
PATIENCE = 15.0  # seconds for a body
CHECK_EVERY = 60.0  # seconds between two looks whether Telegram still calls us
LOOK_EVERY = 5.0  # seconds between two looks at what waits, while the storage is away
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0


class Webhook:
    """Listens for updates, stores each one, and answers."""

    def __init__(
        self,
        api: Api,
        store: Store,
        wake: Callable[[Update], None],
        outage_notice: OutageNotice,
        *,
        url: str,
        listen: tuple[str, int],
        secret: str,
        alone: bool = False,
        connection: Connection | None = None,
    ) -> None:
        """`alone` says that no other process receives at this address."""
        self._api = api
        self._store = store
        self._wake = wake
        self._outage_notice = outage_notice
        self._url = url
        self._secret = secret.encode()
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(urlsplit(url).path or "/", self._receive)
        self._door = LimitedServer(app, listen, MOST)
        self._alone = alone
        self._away = asyncio.Event()
        self.connection = connection or Connection()
        self.port = listen[1]

    async def run(self) -> None:
        """Listen, tell Telegram where, and see to it that it stays told; cancel it to stop."""
        try:
            self.port = await self._door.open()
            await self._keep_told()
        finally:
            await self._door.close()

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret):
            return web.Response(status=403)
        self._door.trust(request)
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            async with asyncio.timeout(PATIENCE):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        row = _read(body)
        if row is None:
            return web.Response(status=400)
        return await self._keep(row)

    async def _keep(self, row: Update) -> web.Response:
        """Store the update; without a commit Telegram is asked to bring it again."""
        try:
            kept = await keep(self._store, [row], self._outage_notice)
        except StorageError:
            self.connection.state = "storage"
            if self._alone:
                self._away.set()
            log.warning("an update cannot be stored; it is not acknowledged")
            return web.Response(status=503, headers={"Retry-After": "5"})
        self.connection.heard(1)
        self._away.clear()
        for update in kept:
            self._wake(update)
        return web.Response()

    async def _keep_told(self) -> None:
        """Set the webhook, and set it again whenever Telegram has forgotten it."""
        retry, told = FIRST_WAIT, False
        while True:
            wait = CHECK_EVERY
            try:
                if self._away.is_set():
                    told = False
                    await self._look()
                if not told:
                    await self._tell()
                told = await self._check()
                retry = FIRST_WAIT
            except TelegramError as fault:
                self.connection.state = "unreachable"
                log.warning("setting the webhook failed", extra={"fault": where(fault)})
                wait = retry = min(retry * 2, LONGEST_WAIT)
            await self._rest(wait)

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._away.wait()
        if self._away.is_set():
            await asyncio.sleep(LOOK_EVERY)

    async def _look(self) -> None:
        """Ask for what waits, once, as a poller does, and let Telegram keep it all.

        Of each chat Telegram brings the first message again and again until it is taken, and none
        behind it, whatever they say. Another process that can store must not be cut off for that.
        """
        await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        await Poller(
            self._api, self._store, self._wake, self._outage_notice, connection=self.connection
        ).once()
        if self.connection.state == "ok":
            self._away.clear()

    async def _tell(self) -> None:
        await self._api.call(
            "setWebhook",
            {
                "url": self._url,
                "secret_token": self._secret.decode(),
                "allowed_updates": ALLOWED_UPDATES,
                "max_connections": CONNECTIONS,
                "drop_pending_updates": False,
            },
        )

    async def _check(self) -> bool:
        info = await self._api.call("getWebhookInfo")
        if not isinstance(info, dict):
            raise TelegramError("Invalid server response")
        self.connection.heard(0)
        if info.get("url") == self._url:
            return True
        self.connection.conflict()
        log.error(
            "another program has taken over this bot's webhook: is the token used elsewhere?"
        )
        return False


def _read(body: bytes) -> Update | None:
    with suppress(ValueError, RecursionError):
        found: object = json.loads(body)
        return as_row(found) if isinstance(found, dict) else None
    return None
