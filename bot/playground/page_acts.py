"""What the person on the page does: it becomes an update, as if it came from a phone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.playground.people import TelegramUser
from bot.playground.pictures import size_of
from bot.playground.wire import Json, Upload, read_call
from bot.playground.world import World

Action = Callable[[], Awaitable[str]]

_LOG = logging.getLogger(__name__)


class PageActs:
    """Does what was sent; raises ValueError, TypeError or LookupError when that makes no sense."""

    def __init__(self, world: World, me: TelegramUser, actions: Mapping[str, Action]) -> None:
        self._world = world
        self._me = me
        self._actions = actions
        self._busy = asyncio.Lock()
        self.known: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "say": self._say,
            "press": self._press,
            "edit": self._edit,
            "location": self._location,
            "action": self._act,
        }

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

    async def upload(self, request: web.BaseRequest) -> web.Response:
        """Send the bot the files that were chosen."""
        call = await read_call("upload", request)
        for upload in call.files.values():
            self._sends(upload, call.integer("seconds") or 0)
        return web.json_response({"ok": bool(call.files)})

    def _sends(self, upload: Upload, seconds: int) -> None:
        """Send a file as a phone does: pictures as photos, recordings as what they are."""
        kind = upload.type.partition("/")[0]
        if kind == "audio":
            self._me.sends_voice(seconds, data=upload.data, type_=upload.type)
        elif kind == "video":
            self._me.records("video", seconds, data=upload.data, type_=upload.type)
        elif upload.type in {"image/png", "image/jpeg"} and size_of(upload.data):
            self._me.sends_photo(data=upload.data, type_=upload.type)
        else:
            self._me.sends_document(upload.name, upload.data, upload.type)

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
