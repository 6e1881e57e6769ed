"""The chat page's side of the server: files, live events, and what the person there does."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.playground.people import TelegramUser
from bot.playground.pinning import pinned_words
from bot.playground.wire import Json, read_call
from bot.playground.world import World

Action = Callable[[], Awaitable[str]]

_LOG = logging.getLogger(__name__)
_FOLDER = Path(__file__).with_name("page")
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_LABELS = {
    "fill": "Fill in eight weeks of example data",
    "jump": "Jump to the next reminder",
}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})
_HEARTBEAT = 20.0


class Page:
    """Serves the page to this machine's browser; its key keeps other sites' pages out."""

    def __init__(
        self,
        world: World,
        me: TelegramUser,
        *,
        key: str,
        actions: Mapping[str, Action],
        zone: Callable[[], str | None] | None = None,
    ) -> None:
        self.key = key
        self._world = world
        self._me = me
        self._actions = actions
        self._zone = zone
        self._busy = asyncio.Lock()
        self._open: set[asyncio.Queue[Json | None]] = set()
        self._static = {
            path.name: path.read_bytes() for path in _FOLDER.iterdir() if path.is_file()
        }
        self._posts: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "say": self._say,
            "press": self._press,
            "edit": self._edit,
            "location": self._location,
            "action": self._act,
        }

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request that is not for the Bot API."""
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{request.host}":
            return _refused(403)
        path = request.path
        if path == "/" and request.method == "GET":
            return self._file("index.html")
        if not path.startswith("/page/"):
            return _refused(404)
        name = path.removeprefix("/page/")
        if request.method == "GET" and name in self._static:
            return self._file(name)
        given = request.headers.get("X-Page-Key") or request.query.get("key", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self.key.encode()):
            return _refused(403)
        return await self._with_key(name, request)

    async def _with_key(self, name: str, request: web.BaseRequest) -> web.StreamResponse:
        if request.method == "GET":
            if name == "events":
                return await self._events(request)
            return self._sent_file(name.removeprefix("file/"))
        if name == "upload":
            return await self._upload(request)
        run = self._posts.get(name)
        if run is None or request.content_type != "application/json":
            return _refused(404)
        try:
            given = await request.json()
            return web.json_response(await run(given))
        except (ValueError, TypeError, KeyError, LookupError):
            return _refused(400)

    def close(self) -> None:
        """Let go of every open page."""
        for queue in self._open:
            queue.put_nowait(None)

    def _file(self, name: str) -> web.Response:
        body = self._static[name]
        if name == "index.html":
            body = body.replace(b"{{key}}", self.key.encode())
        kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=_HEADERS)

    def _sent_file(self, file_id: str) -> web.Response:
        file = self._world.files.get(file_id)
        if file is None:
            return _refused(404)
        shown = file.type in _PICTURES or file.path.startswith("photos/")
        kind = (
            file.type
            if file.type in _PICTURES
            else "image/png"
            if shown
            else "application/octet-stream"
        )
        how = "inline" if shown else f"attachment; filename*=UTF-8''{quote(file.name)}"
        headers = {
            **_HEADERS,
            "Content-Disposition": how,
            "Cache-Control": "private, max-age=3600",
        }
        return web.Response(body=file.data, content_type=kind, headers=headers)

    # What the page sees

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

    async def _events(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {**_HEADERS, "Content-Type": "text/event-stream; charset=utf-8"}
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

    # What the person does

    async def _say(self, given: Json) -> Json:
        text = str(given["text"]).strip()
        if not text:
            raise ValueError("nothing to say")
        self._speaks(given)
        for start in range(0, len(text), 4096):  # Telegram's clients split long messages, too.
            reply = given.get("reply_to") if start == 0 else None
            self._me.says(text[start : start + 4096], reply_to=reply)
        return {"ok": True}

    def _speaks(self, given: Json) -> None:
        language = str(given.get("language") or "")[:16]
        if self._me.chat.user is not None and language:
            self._me.chat.user["language_code"] = language

    async def _press(self, given: Json) -> Json:
        tap = self._me.taps(str(given["data"]), int(given["message"]))
        return {"query": tap.id}

    async def _edit(self, given: Json) -> Json:
        kept = self._me.chat.messages[int(given["message"])]
        text = str(given["text"]).strip()[:4096]
        if kept.by_bot or "text" not in kept.message or not text:
            raise ValueError("only own words can be edited")
        if text != kept.message["text"]:
            self._me.edits(kept, text)
        return {"ok": True}

    async def _location(self, given: Json) -> Json:
        latitude, longitude = float(given["latitude"]), float(given["longitude"])
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError("no such place")
        self._me.shares_location(latitude, longitude)
        return {"ok": True}

    async def _upload(self, request: web.BaseRequest) -> web.Response:
        call = await read_call("upload", request)
        for upload in call.files.values():
            self._me.sends_document(upload.name, upload.data, upload.type)
        return web.json_response({"ok": bool(call.files)})

    async def _act(self, given: Json) -> Json:
        action = self._actions[str(given["name"])]
        try:
            async with self._busy:
                said = await action()
        except Exception:  # noqa: BLE001 - the page must say something, whatever happened
            _LOG.exception("the page's action %r failed", given["name"])
            return {"ok": False, "said": "That did not work. The log says why."}
        self._world.tell(self._me.id, {"kind": "clock"})
        return {"ok": True, "said": said}


def _refused(status: int) -> web.Response:
    return web.Response(status=status, text="", headers={"X-Content-Type-Options": "nosniff"})
