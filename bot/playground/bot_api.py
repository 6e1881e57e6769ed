"""The side that bots see: a call comes in, an answer or a planned fault goes out."""

import asyncio
import json

from aiohttp import web

from bot.playground.faults import Faults, PlannedFault, SpeedLimit
from bot.playground.methods import METHODS, Method, Receiving
from bot.playground.webhook import WebhookCaller
from bot.playground.wire import Json, MethodCall, Refused, read_call
from bot.playground.world import World

GONE: Json = {"ok": False, "error_code": 404, "description": "Not Found"}


class BotApi:
    """Answers `/bot…` and `/file/bot…`."""

    def __init__(self, token: str, world: World, webhook: WebhookCaller, faults: Faults) -> None:
        self.limit: SpeedLimit | None = None
        self._token = token
        self._world = world
        self._ledger = world.ledger
        self._faults = faults
        self._receiving = Receiving(world, webhook)
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Let go of every call that hangs."""
        self._closing.set()

    def open(self) -> None:
        """Let calls hang again, after a close."""
        self._closing.clear()

    async def answer(self, path: str, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one call of a method."""
        token, _, name = path.removeprefix("/bot").partition("/")
        method = METHODS.get(name.lower())
        shown = method.name if method else name
        try:
            if token != self._token:
                raise _bad_token(token)
            call = await read_call(shown, request)
        except Refused as refused:
            return self._refuse(shown, refused, None)
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(shown, Refused(413, "Request Entity Too Large"), None)
        if method is None:
            self._ledger.complaints.append(f"{name}: no such method here")
            return self._refuse(shown, Refused(404, "Not Found: method not found"), None)
        self._ledger.calls[shown] += 1
        chat_id = call.integer("chat_id")
        fault = self._faults.strike(shown, chat_id) if self._faults.planned else None
        if fault is not None:
            return await self._with_fault(fault, request, method, call, chat_id)
        status, body = await self.run(method, call, chat_id)
        return json_answer(status, body)

    async def run(self, method: Method, call: MethodCall, chat_id: int | None) -> tuple[int, Json]:
        """Let the call have its effect; the status and the body of the answer."""
        if not method.known.issuperset(call.params):
            for odd in sorted(set(call.params) - method.known):
                self._ledger.complaints.append(
                    f"{method.name}: parameter {odd!r} is not understood here"
                )
        try:
            if self.limit is not None:
                self.limit.check(method.name)
            if method.run is None:
                return 200, {"ok": True, "result": await self._receiving.table[method.name](call)}
            return 200, {"ok": True, "result": method.run(self._world, call)}
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
        status, body = await self.run(method, call, chat_id)
        if fault.kind == "hang_after":
            await self._closing.wait()
        if fault.kind == "cut":
            return await _cut(request, body)
        return json_answer(status, body) if fault.kind == "delay" else self._hang_up(request)

    def _hang_up(self, request: web.BaseRequest) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _refuse(self, method: str, refused: Refused, chat_id: int | None) -> web.Response:
        self._note(method, refused, chat_id)
        return json_answer(refused.code, refused.body())

    def _note(self, method: str, refused: Refused, chat_id: int | None) -> None:
        self._ledger.refuse(self._world.now(), method, refused, chat_id)

    def file(self, path: str) -> web.Response:
        """Hand out a file that somebody has sent."""
        token, _, wanted = path.removeprefix("/file/bot").partition("/")
        if token == self._token:
            for file in self._world.files.values():
                if file.path == wanted:
                    return web.Response(body=file.data, content_type="application/octet-stream")
        return json_answer(404, GONE)


def _bad_token(token: str) -> Refused:
    number, colon, secret = token.partition(":")
    formed = number.isdigit() and colon and secret
    return Refused(401, "Unauthorized") if formed else Refused(404, "Not Found")


def json_answer(status: int, body: Json) -> web.Response:
    """Answer with this, and say how long it is."""
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
