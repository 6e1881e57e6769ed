"""The chat page's side of the server: who may, its files, live events, and what is done there."""

import hmac
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.playground.page_acts import Action, PageActs
from bot.playground.page_events import PageEvents
from bot.playground.people import TelegramUser
from bot.playground.world import World

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
        "media-src blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


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
        self._files = world.files
        self._events = PageEvents(world, me, actions, zone, _HEADERS)
        self._acts = PageActs(world, me, actions)
        self._static = {
            path.name: path.read_bytes() for path in _FOLDER.iterdir() if path.is_file()
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
                return await self._events.answer(request)
            return self._sent_file(name.removeprefix("file/"))
        if name == "upload":
            return await self._acts.upload(request)
        run = self._acts.known.get(name)
        if run is None or request.content_type != "application/json":
            return _refused(404)
        try:
            given = await request.json()
            return web.json_response(await run(given))
        except (ValueError, TypeError, KeyError, LookupError):
            return _refused(400)

    def close(self) -> None:
        """Let go of every open page."""
        self._events.close()

    def _file(self, name: str) -> web.Response:
        body = self._static[name]
        if name == "index.html":
            body = body.replace(b"{{key}}", self.key.encode())
        kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=_HEADERS)

    def _sent_file(self, file_id: str) -> web.Response:
        file = self._files.get(file_id)
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


def _refused(status: int) -> web.Response:
    return web.Response(status=status, text="", headers={"X-Content-Type-Options": "nosniff"})
