"""Simulated people: what they do becomes updates as Telegram words them."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from bot.playground.entities import found_in
from bot.playground.things import Things
from bot.playground.updates import MESSAGE_LIFE
from bot.playground.wire import Json
from bot.playground.world import PATIENCE, ChatHistory, StoredMessage, Tap, World

T = TypeVar("T")
TAP_LINE = 3 << 33  # Telegram queues taps apart from messages, so they may overtake each other.


class TelegramUser(Things):
    """Someone with Telegram on their phone, in a private chat with the bot."""

    def __init__(self, world: World, chat: ChatHistory) -> None:
        super().__init__(world)
        self.chat = chat
        self.id = chat.id

    # What they see

    @property
    def messages(self) -> list[StoredMessage]:
        """The chat as it looks now, oldest first."""
        return list(self.chat.messages.values())

    @property
    def heard(self) -> list[StoredMessage]:
        """What the bot wrote, oldest first."""
        return [kept for kept in self.chat.messages.values() if kept.by_bot]

    @property
    def last(self) -> StoredMessage:
        """The newest message of the bot."""
        heard = self.heard
        if not heard:
            raise LookupError(f"the bot has written nothing to {self.id}")
        return heard[-1]

    def buttons(self, message: int | None = None) -> list[str]:
        """The labels under a message (if none is named, the newest), then the keyboard's."""
        kept = self.chat.messages.get(message) if message else self._newest_with_buttons()
        inline = [button["text"] for _, button in self._inline([kept] if kept else [])]
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        return inline + [button["text"] for row in rows for button in row]

    async def reads(self, *words: str, within: float = PATIENCE) -> StoredMessage:
        """Wait until a message of the bot holds all these words; return the newest."""

        def found() -> StoredMessage | None:
            return next(
                (k for k in reversed(self.heard) if all(w in k.words for w in words)), None
            )

        try:
            return await self.world.until(found, within)
        except TimeoutError:
            seen = self.last.words if self.heard else "nothing"
            raise AssertionError(
                f"{self.id} waited for {words!r} and last read: {seen!r}"
            ) from None

    # What they do; each returns the update's id, None where the bot asked not to get it

    def says(self, text: str, *, reply_to: int | None = None, **more: object) -> int | None:
        """Write a message."""
        content: Json = {"text": text, **more}
        if marks := found_in(text):
            content["entities"] = marks
        if reply_to is not None and reply_to in self.chat.messages:
            content["reply_to_message"] = self.chat.messages[reply_to].message
        return self.sends(**content)

    def sends(self, **content: object) -> int | None:
        """Send a message of any kind: the arguments are its fields."""
        self.chat.started, self.chat.blocked = True, False
        kept = self.world.post(self.chat, dict(content), by_bot=False)
        if (self.chat.keyboard or {}).get("one_time_keyboard"):
            self.chat.keyboard = None
            self.world.tell(self.id, {"kind": "keyboard", "keyboard": None})
        return self._update("message", kept.message)

    def edits(self, message: int | StoredMessage, text: str) -> int | None:
        """Change one of their own messages: its text, or the words under what it came with."""
        kept = message if isinstance(message, StoredMessage) else self.chat.messages[message]
        name = "text" if "text" in kept.message else "caption"
        kept.message = {**kept.message, name: text, "edit_date": self.world.date()}
        kept.message.pop("entities", None)
        if marks := found_in(text):
            kept.message["entities"] = marks
        self.world.changed(self.chat, kept)
        return self._update("edited_message", kept.message)

    def presses(self, button: str, message: int | None = None) -> Tap | int | None:
        """Press a button by label or data: under that message, or the newest that has it."""
        named = [self.chat.messages[message]] if message is not None else self.messages
        inline = list(self._inline(reversed(named)))
        for wanted in ("text", "callback_data"):
            for kept, candidate in inline:
                if candidate.get(wanted) == button and "callback_data" in candidate:
                    return self.taps(candidate["callback_data"], kept.message["message_id"])
        for row in (self.chat.keyboard or {}).get("keyboard", []):
            if any(one["text"] == button for one in row):
                return self.says(button)
        raise LookupError(f"no button {button!r}; there are {self.buttons(message)}")

    def copies(self, button: str) -> str:
        """Press a button that copies; return what is in the clipboard then."""
        for _, candidate in self._inline(reversed(self.messages)):
            if candidate["text"] == button and "copy_text" in candidate:
                return str(candidate["copy_text"]["text"])
        raise LookupError(f"nothing to copy called {button!r}; there are {self.buttons()}")

    def taps(self, data: str, message: int, *, inaccessible: bool = False) -> Tap:
        """Send a tap as it is: also of a button that the message no longer has."""
        world = self.world
        number = str(4_000_000_000_000_000_000 + len(world.taps) + 1)
        tap = Tap(number, self.id, world.now())
        world.taps[number] = tap
        kept = self.chat.messages.get(message)
        gone: Json = {"chat": self.chat.head, "message_id": message, "date": 0}
        body: Json = {
            "id": number,
            "from": self.chat.user,
            "message": gone if kept is None or inaccessible else kept.message,
            "chat_instance": str(7_000_000_000 + self.id),
            "data": data,
        }
        self.world.updates.add(
            "callback_query", body, line=self.id + TAP_LINE, life=world.tap_life
        )
        return tap

    def shares_location(self, latitude: float, longitude: float) -> int | None:
        """Share where they are."""
        return self.sends(location={"latitude": latitude, "longitude": longitude})

    def forwards(self, text: str) -> int | None:
        """Forward somebody else's words."""
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": self.world.date()}
        return self.says(text, forward_origin=origin)

    def blocks(self) -> int | None:
        """Block the bot."""
        self.chat.blocked = True
        return self._membership(self.chat, "member", "kicked", self.id)

    def unblocks(self) -> int | None:
        """Let the bot write again."""
        self.chat.blocked = False
        return self._membership(self.chat, "kicked", "member", self.id)

    def adds_bot_to_group(self, group_id: int = -1001, title: str = "Family") -> int | None:
        """Put the bot into a group."""
        chat = self.world.chats.get(group_id) or ChatHistory(
            group_id, {"id": group_id, "type": "group", "title": title}
        )
        chat.member = True
        self.world.chats[group_id] = chat
        first = self._membership(chat, "left", "member", group_id)
        self.says_in_group(group_id, new_chat_members=[self.world.bot])
        return first

    def says_in_group(
        self, group_id: int, text: str | None = None, **content: object
    ) -> int | None:
        """Write in a group where the bot is."""
        chat = self.world.chats[group_id]
        kept = self.world.post(chat, {**({"text": text} if text else {}), **content}, by_bot=False)
        kept.message = {**kept.message, "from": self.chat.user}
        return self.world.updates.add("message", kept.message, line=group_id)

    # How it is told

    def _update(self, kind: str, message: Json) -> int | None:
        return self.world.updates.add(kind, message, line=self.id, life=MESSAGE_LIFE)

    def _membership(self, chat: ChatHistory, old: str, new: str, line: int) -> int | None:
        body: Json = {
            "chat": chat.head,
            "from": self.chat.user,
            "date": self.world.date(),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(new),
        }
        return self.world.updates.add("my_chat_member", body, line=line)

    def _member(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.world.bot, "status": status, **until}

    def _inline(self, kept: Iterable[StoredMessage]) -> Iterator[tuple[StoredMessage, Json]]:
        for one in kept:
            for row in one.message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    yield one, button

    def _newest_with_buttons(self) -> StoredMessage | None:
        return next((k for k in reversed(self.messages) if "reply_markup" in k.message), None)
