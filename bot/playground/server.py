"""The loopback Bot API server: starts, dispatches, stops.

Alone in a process: `python -m bot.playground.server`.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Self, TypeVar

from aiohttp import web

from bot.playground.bot_api import GONE, BotApi, json_answer
from bot.playground.control import Control
from bot.playground.faults import Faults
from bot.playground.page import Page
from bot.playground.page_acts import Action
from bot.playground.people import TelegramUser
from bot.playground.webhook import WebhookCaller
from bot.playground.wire import Json
from bot.playground.world import PATIENCE, ChatHistory, World

TOKEN = "1000000:playground"  # noqa: S105 - it opens nothing but this server
YOU = 1_000_001
T = TypeVar("T")


class Playground:
    """A Bot API server on 127.0.0.1, the people who use it, and the page they use."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        token: str = TOKEN,
        name: str = "Small Steps",
        username: str = "small_steps_bot",
        actions: Mapping[str, Action] | None = None,
        zone: Callable[[], str | None] | None = None,
        control: Control | None = None,
        keep: int | None = None,
        page_key: str | None = None,
    ) -> None:
        self.token = token
        bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.world = World(now=now, bot=bot, keep=keep)
        self.ledger = self.world.ledger
        self.updates = self.world.updates
        self.faults = Faults()
        self.webhook = WebhookCaller(self.updates)
        self.people: dict[int, TelegramUser] = {}
        you = self.person(YOU, "You", started=False)
        key = page_key or secrets.token_urlsafe(24)
        self.page = Page(self.world, you, key=key, actions=actions or {}, zone=zone)
        self.port = 0
        self._control = control
        self.api = BotApi(token, self.world, self.webhook, self.faults)
        self._runner: web.ServerRunner | None = None
        self._hosts: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """The address to give to a bot as its Bot API, and to a browser."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def complaints(self) -> list[str]:
        """What was odd about the bot's calls without being an error."""
        return list(self.ledger.complaints)

    def person(
        self,
        user_id: int,
        first_name: str = "Alice",
        *,
        language_code: str | None = "en",
        username: str | None = None,
        last_name: str | None = None,
        started: bool = True,
    ) -> TelegramUser:
        """Return this person; if not `started`, the bot cannot write to them yet."""
        if user_id in self.people:
            return self.people[user_id]
        given = {"last_name": last_name, "username": username}
        names: Json = {"first_name": first_name} | {k: v for k, v in given.items() if v}
        user: Json = {"id": user_id, "is_bot": False, **names}
        if language_code:
            user["language_code"] = language_code
        chat = ChatHistory(
            user_id, {"id": user_id, "type": "private", **names}, user, started=started
        )
        self.world.chats[user_id] = chat
        self.people[user_id] = TelegramUser(self.world, chat)
        return self.people[user_id]

    async def until(self, found: Callable[[], T | None], within: float = PATIENCE) -> T:
        """Return what `found` finds, as soon as a chat changes so that it does."""
        return await self.world.until(found, within)

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1, also once more after a stop; port 0 takes a free one."""
        self.api.open()
        server = web.Server(self._answer, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._hosts = frozenset(
            f"{host}:{self.port}" for host in ("127.0.0.1", "localhost", "[::1]")
        )

    async def stop(self) -> None:
        """Stop listening and let go of everyone who waits."""
        self.api.close()
        self.updates.stop_polling("")
        self.page.close()
        await self.webhook.clear()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        """Start on a free port."""
        await self.start()
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Stop."""
        await self.stop()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        # A page of another site that rebinds its name to 127.0.0.1 still sends its own name.
        if request.host not in self._hosts:
            return web.Response(status=421, text="This server answers on 127.0.0.1 only.\n")
        path = request.path
        if path.startswith(("/bot", "/file/bot", "/control/")) and _by_a_browser(request):
            return web.Response(status=403, text="Not for web pages.\n")
        if path.startswith("/bot"):
            return await self.api.answer(path, request)
        if path.startswith("/file/bot"):
            return self.api.file(path)
        if path.startswith("/control/"):
            if self._control is None:
                return json_answer(404, GONE)
            return await self._control.answer(self, request)
        return await self.page.answer(request)


def _by_a_browser(request: web.BaseRequest) -> bool:
    """Every site can make a browser send requests here; bots and tests are no browsers."""
    return "Origin" in request.headers or "Sec-Fetch-Site" in request.headers


if __name__ == "__main__":
    from bot.playground.standalone import main

    main()
