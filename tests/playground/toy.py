"""A bot of a few lines, to see the page at work: it asks, notes, shows a picture and a file."""

import asyncio
import json
from typing import Any

import aiohttp

from tests.playground.pictures import png

MOODS = {
    "inline_keyboard": [
        [{"text": str(n), "callback_data": f"mood={n}"} for n in range(1, 6)],
        [{"text": str(n), "callback_data": f"mood={n}"} for n in range(6, 11)],
    ]
}
LONG = "\n".join(f"Line {n}" for n in range(1, 11))
PLACE = {"keyboard": [[{"text": "Share location", "request_location": True}], [{"text": "Later"}]]}


class Toy:
    """Answers what comes, one update after the other."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._session = aiohttp.ClientSession()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Toy":
        commands = [{"command": "week", "description": "Your week as a picture"}]
        await self.call("setMyCommands", commands=commands)
        await self.call("setMyDescription", description="A few taps in the evening.")
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_error: object) -> None:
        assert self._task
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._session.close()

    async def call(
        self, method: str, files: dict[str, tuple[str, bytes]] | None = None, **params: Any
    ) -> Any:
        form = aiohttp.FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, data) in (files or {}).items():
            form.add_field(name, data, filename=filename)
        async with self._session.post(f"{self._base}/{method}", data=form) as answer:
            body = await answer.json()
            assert body["ok"], body
            return body["result"]

    async def _run(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                if "callback_query" in update:
                    await self._tapped(update["callback_query"])
                elif "message" in update:
                    await self._heard(update["message"])

    async def _tapped(self, query: dict[str, Any]) -> None:
        message, mood = query["message"], query["data"].partition("=")[2]
        here = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        alert = mood == "10"
        await self.call(
            "answerCallbackQuery",
            callback_query_id=query["id"],
            text=f"Noted {mood}",
            show_alert=alert,
        )
        await self.call("editMessageText", **here, text=f"Mood {mood}. Thank you.")

    async def _heard(self, message: dict[str, Any]) -> None:
        chat = message["chat"]["id"]
        text = message.get("text", "")
        if text == "/week":
            await self.call("sendChatAction", chat_id=chat, action="upload_photo")
            picture = {"photo": ("week.png", png(1080, 810))}
            await self.call(
                "sendPhoto", picture, chat_id=chat, caption="Your week, /month is longer"
            )
            await self.call("sendDocument", {"document": ("you.json", b"{}")}, chat_id=chat)
        elif text == "/long":
            long = {"type": "expandable_blockquote", "offset": 10, "length": len(LONG)}
            on = {"inline_keyboard": [[{"text": "On", "callback_data": "on", "style": "primary"}]]}
            said = f"In short:\n{LONG}\nThat was it."
            await self.call(
                "sendMessage", chat_id=chat, text=said, entities=[long], reply_markup=on
            )
        elif text == "/place":
            await self.call("sendMessage", chat_id=chat, text="Where?", reply_markup=PLACE)
        elif "location" in message:
            done = {"remove_keyboard": True}
            await self.call("sendMessage", chat_id=chat, text="Found you.", reply_markup=done)
        elif text == "/start":
            await self.call(
                "sendMessage", chat_id=chat, text="How was your mood today?", reply_markup=MOODS
            )
        else:
            await self.call("sendMessage", chat_id=chat, text="Noted.")
