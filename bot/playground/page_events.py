"""What the page sees: everything once, and then each change as it happens."""

import asyncio
import json
from collections.abc import Callable, Iterable

from aiohttp import web

from bot.playground.people import TelegramUser
from bot.playground.pinning import pinned_words
from bot.playground.wire import Json
from bot.playground.world import World

_LABELS = {
    "fill": "Fill in eight weeks of example data",
    "jump": "Jump to the next reminder",
}
_HEARTBEAT = 20.0


class PageEvents:
    """The stream of one chat, for any number of open pages."""

    def __init__(
        self,
        world: World,
        me: TelegramUser,
        actions: Iterable[str],
        zone: Callable[[], str | None] | None,
        headers: dict[str, str],
    ) -> None:
        self._world = world
        self._me = me
        self._actions = tuple(actions)
        self._zone = zone
        self._headers = headers
        self._open: set[asyncio.Queue[Json | None]] = set()

    def close(self) -> None:
        """Let go of every open page."""
        for queue in self._open:
            queue.put_nowait(None)

    def state(self) -> Json:
        """Return everything a freshly opened page draws."""
        language = str((self._me.chat.user or {}).get("language_code", ""))[:2]
        about = self._world.profile
        return {
            "kind": "hello",
            "me": self._me.id,
            "name": str(self._world.bot["first_name"]),
            "about": about.get(("description", language)) or about.get(("description", ""), ""),
            "started": self._me.chat.started,
            "blocked": self._me.chat.blocked,
            "messages": [self._world.shown(kept) for kept in self._me.messages],
            "keyboard": self._me.chat.keyboard,
            "pinned": pinned_words(self._me.chat),
            "commands": self._world.commands_for(language),
            "actions": [
                {"name": name, "label": _LABELS.get(name, name)} for name in self._actions
            ],
            **self._clock(),
        }

    def _clock(self) -> Json:
        zone = self._zone() if self._zone else None
        return {"now": self._world.now().isoformat(), "zone": zone}

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Send everything now, and then what changes, until somebody lets go."""
        headers = {**self._headers, "Content-Type": "text/event-stream; charset=utf-8"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        queue: asyncio.Queue[Json | None] = asyncio.Queue()

        def listener(chat_id: int, event: Json) -> None:
            if chat_id == self._me.id:
                queue.put_nowait(event)

        self._world.listeners.add(listener)
        self._open.add(queue)
        try:
            await self._write(response, self.state())
            while (event := await self._next(queue)) is not None:
                await self._write(response, event)
        except (ConnectionError, RuntimeError):
            pass  # The browser went away; it opens a new stream when it comes back.
        finally:
            self._world.listeners.discard(listener)
            self._open.discard(queue)
        return response

    async def _next(self, queue: "asyncio.Queue[Json | None]") -> Json | None:
        try:
            async with asyncio.timeout(_HEARTBEAT):
                event = await queue.get()
        except TimeoutError:
            return {"kind": "clock", **self._clock()}
        if event is None:
            return None
        if event["kind"] == "profile":
            state = self.state()
            return {
                **event,
                "name": state["name"],
                "about": state["about"],
                "commands": state["commands"],
            }
        return {**event, **self._clock()}

    async def _write(self, response: web.StreamResponse, event: Json) -> None:
        await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")
