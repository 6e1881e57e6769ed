"""The Bot API without a wire: a call of the bot is a function call into the playground.

Everything else is the bot as it runs: inbox, dispatcher, outbox, sender, and Telegram's rules.
"""

import asyncio
import json
from typing import Any

from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData

from bot.app.chart_worker import ChartWorker, draw, examine
from bot.playground.faults import PlannedFault
from bot.playground.methods import METHODS
from bot.playground.server import Playground
from bot.playground.wire import MethodCall, Upload
from bot.telegram.api import Api
from bot.telegram.transport import READ_TIMEOUT, AiohttpRequest
from charts.drawings import View
from charts.insights.findings import Insights
from charts.insights.numbers import DiaryNumbers


class Direct(AiohttpRequest):
    """Hands each request to the playground in this process."""

    __slots__ = ("_playground",)

    def __init__(self, playground: Playground) -> None:
        super().__init__(playground.url)
        self._playground = playground

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        *_given: Any,
        **_more: Any,
    ) -> tuple[int, bytes]:
        """Make one call; it gives up as the real one would."""
        if method == "GET":
            return 200, self._file(url)
        name, server = url.rpartition("/")[2], self._playground
        call = _call(METHODS[name.lower()].name, request_data)
        try:
            async with asyncio.timeout(_seconds(read_timeout)):
                status, body = await _answered(server, call)
        except TimeoutError as fault:
            raise TimedOut(type(fault).__name__) from fault
        return status, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")

    def _file(self, url: str) -> bytes:
        files = self._playground.world.files.values()
        return next(file.data for file in files if url.endswith(f"/{file.path}"))


class Easel(ChartWorker):
    """Draws in this process, which has the drawing library loaded already."""

    async def picture(self, view: View) -> bytes:
        return draw(view)

    async def examined(self, diary: DiaryNumbers, put_away: frozenset[str]) -> Insights | None:
        return examine(diary, put_away)


def api(playground: Playground) -> Api:
    """The bot's way to this playground."""
    return Api(playground.token, playground.url, lambda _url, **_more: Direct(playground))


async def _answered(server: Playground, call: MethodCall) -> tuple[int, dict[str, Any]]:
    """Let the call have its effect, or the trouble that was planned for it."""
    chat_id = call.integer("chat_id")
    server.ledger.calls[call.method] += 1
    fault = server.faults.strike(call.method, chat_id)
    if fault is None:
        return await server.api.run(METHODS[call.method.lower()], call, chat_id)
    return await _troubled(server, call, fault)


async def _troubled(
    server: Playground, call: MethodCall, fault: PlannedFault
) -> tuple[int, dict[str, Any]]:
    match fault.kind:
        case "answer":
            refused = fault.refused()
            server.ledger.refuse(server.world.now(), call.method, refused, call.integer("chat_id"))
            return refused.code, refused.body()
        case "hang":
            await asyncio.Event().wait()
    raise AssertionError(f"{fault.kind!r} is a trouble of the wire: tell this on the real server")


def _call(name: str, data: RequestData | None) -> MethodCall:
    """The parameters as they would come over the wire."""
    if data is None:
        return MethodCall(name)
    if not data.contains_files:
        return MethodCall(name, json.loads(json.dumps(data.parameters)))
    files = {
        field: Upload(filename, kind, content)
        for field, (filename, content, kind) in data.multipart_data.items()
    }
    return MethodCall(name, data.json_parameters, files)


def _seconds(given: Any) -> float:
    return READ_TIMEOUT if given is BaseRequest.DEFAULT_NONE else float(given)
