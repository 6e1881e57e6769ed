"""The loopback Bot API server: starts, dispatches, stops.

Alone in a process: `python -m bot.playground.server`.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Self, TypeVar

from aiohttp import web

from bot.playground.control import Control
from bot.playground.faults import Faults, PlannedFault, SpeedLimit
from bot.playground.methods import METHODS, Method, Receiving
from bot.playground.page import Action, Page
from bot.playground.people import TelegramUser
from bot.playground.webhook import WebhookCaller
from bot.playground.wire import Json, MethodCall, Refused, read_call
from bot.playground.world import PATIENCE, ChatHistory, World

TOKEN = "1000000:playground"  # noqa: S105 - it opens nothing but this server
YOU = 1_000_001
T = TypeVar("T")
_GONE: Json = {"ok": False, "error_code": 404, "description": "Not Found"}


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
        self.limit: SpeedLimit | None = None
        self.webhook = WebhookCaller(self.updates)
        self.people: dict[int, TelegramUser] = {}
        you = self.person(YOU, "You", started=False)
        key = page_key or secrets.token_urlsafe(24)
        self.page = Page(self.world, you, key=key, actions=actions or {}, zone=zone)
        self.port = 0
        self._control = control
        self._receiving = Receiving(self.world, self.webhook)
        self._runner: web.ServerRunner | None = None
        self._closing = asyncio.Event()
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
        """Listen on 127.0.0.1; port 0 takes a free one."""
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
        self._closing.set()
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
            return await self._bot_api(path, request)
        if path.startswith("/file/bot"):
            return self._file(path)
        if path.startswith("/control/"):
            if self._control is None:
                return _json(404, _GONE)
            return await self._control.answer(self, request)
        return await self.page.answer(request)

    async def _bot_api(self, path: str, request: web.BaseRequest) -> web.StreamResponse:
        token, _, name = path.removeprefix("/bot").partition("/")
        method = METHODS.get(name.lower())
        shown = method.name if method else name
        try:
            if token != self.token:
                raise _bad_token(token)
            call = await read_call(shown, request)
        except Refused as refused:
            return self._refuse(shown, refused, None)
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(shown, Refused(413, "Request Entity Too Large"), None)
        if method is None:
            self.ledger.complaints.append(f"{name}: no such method here")
            return self._refuse(shown, Refused(404, "Not Found: method not found"), None)
        self.ledger.calls[shown] += 1
        chat_id = call.integer("chat_id")
        fault = self.faults.strike(shown, chat_id) if self.faults.planned else None
        if fault is not None:
            return await self._with_fault(fault, request, method, call, chat_id)
        status, body = await self._run(method, call, chat_id)
        return _json(status, body)

    async def _run(
        self, method: Method, call: MethodCall, chat_id: int | None
    ) -> tuple[int, Json]:
        if not method.known.issuperset(call.params):
            for odd in sorted(set(call.params) - method.known):
                self.ledger.complaints.append(
                    f"{method.name}: parameter {odd!r} is not understood here"
                )
        try:
            if self.limit is not None:
                self.limit.check(method.name)
            if method.run is None:
                return 200, {"ok": True, "result": await self._receiving.table[method.name](call)}
            return 200, {"ok": True, "result": method.run(self.world, call)}
        except Refused as refused:
            self._note(method.name, refused, chat_id)
            return refused.code, refused.body()

    async def _with_fault(
        self,
        fault: PlannedFault,
        request: web.BaseRequest,
        method: Method,
        call: MethodCall,
        chat_id: int | None,
    ) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        match fault.kind:
            case "answer":
                return self._refuse(method.name, fault.refused(), chat_id)
            case "hollow":
                return web.json_response({})
            case "html":
                page = "<html><body><h1>Bad gateway</h1></body></html>"
                return web.Response(status=fault.status, text=page, content_type="text/html")
            case "reset":
                return self._hang_up(request)
            case "hang":
                await self._closing.wait()
                return self._hang_up(request)
            case "delay" | "reset_after" | "hang_after" | "cut":
                pass
        status, body = await self._run(method, call, chat_id)
        if fault.kind == "hang_after":
            await self._closing.wait()
        if fault.kind == "cut":
            return await _cut(request, body)
        return _json(status, body) if fault.kind == "delay" else self._hang_up(request)

    def _hang_up(self, request: web.BaseRequest) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _refuse(self, method: str, refused: Refused, chat_id: int | None) -> web.Response:
        self._note(method, refused, chat_id)
        return _json(refused.code, refused.body())

    def _note(self, method: str, refused: Refused, chat_id: int | None) -> None:
        self.ledger.refuse(self.world.now(), method, refused, chat_id)

    def _file(self, path: str) -> web.Response:
        token, _, wanted = path.removeprefix("/file/bot").partition("/")
        if token == self.token:
            for file in self.world.files.values():
                if file.path == wanted:
                    return web.Response(body=file.data, content_type="application/octet-stream")
        return _json(404, _GONE)


def _by_a_browser(request: web.BaseRequest) -> bool:
    """Any site can make a browser send requests here; bots and tests are no browsers."""
    return "Origin" in request.headers or "Sec-Fetch-Site" in request.headers


def _bad_token(token: str) -> Refused:
    number, colon, secret = token.partition(":")
    formed = number.isdigit() and colon and secret
    return Refused(401, "Unauthorized") if formed else Refused(404, "Not Found")


def _json(status: int, body: Json) -> web.Response:
    data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return web.Response(body=data, status=status, content_type="application/json")


async def _cut(request: web.BaseRequest, body: Json) -> web.StreamResponse:
    data = json.dumps(body).encode()
    response = web.StreamResponse(
        headers={"Content-Length": str(len(data)), "Content-Type": "application/json"}
    )
    await response.prepare(request)
    await response.write(data[: len(data) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


if __name__ == "__main__":
    from bot.playground.standalone import main

    main()
