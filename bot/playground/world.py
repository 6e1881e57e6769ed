"""What Telegram remembers: chats, their messages, files, taps, and the bot's own profile."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.playground.effects import Effect, Ledger
from bot.playground.updates import TAP_LIFE, Updates
from bot.playground.wire import Json, MethodCall, Refused, bad_request

T = TypeVar("T")
Listener = Callable[[int, Json], None]
_BEGINS = {
    "photos": "AgAC", "voice": "AwAC", "music": "CQAC", "videos": "BAAC", "video_notes": "DQAC",
}  # fmt: skip
PATIENCE = 20.0  # seconds for which something that must happen soon is waited for


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that somebody sent."""

    file_id: str
    path: str
    name: str
    type: str
    data: bytes
    size: tuple[int, int] | None = None
    details: Json = field(default_factory=dict)
    """What a message says of it beside its name and size: how long it is, how wide."""

    def as_json(self) -> Json:
        """Return what every kind of file says of itself."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_id[-12:],
            "file_size": len(self.data),
            **self.details,
        }


@dataclass(slots=True)
class StoredMessage:
    """A message of a chat as it is now."""

    message: Json
    by_bot: bool
    silent: bool = False

    @property
    def words(self) -> str:
        """Its text or caption."""
        return str(self.message.get("text") or self.message.get("caption") or "")


@dataclass(slots=True)
class Tap:
    """A press of an inline button, and the bot's answer to it."""

    id: str
    chat_id: int
    at: datetime
    answered: bool = False
    text: str = ""
    alert: bool = False


@dataclass(slots=True)
class ChatHistory:
    """A conversation the bot knows."""

    id: int
    head: Json
    user: Json | None = None
    started: bool = True
    blocked: bool = False
    member: bool = True
    keyboard: Json | None = None
    messages: dict[int, StoredMessage] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def private(self) -> bool:
        """Whether this is a conversation with one person."""
        return self.user is not None


class World:
    """The state behind the Bot API; the methods read and change nothing else."""

    def __init__(self, *, now: Callable[[], datetime], bot: Json, keep: int | None = None) -> None:
        self.now = now
        self.bot = bot
        self.updates = Updates(now)
        self.ledger = Ledger(keep)
        self.chats: dict[int, ChatHistory] = {}
        self.files: dict[str, StoredFile] = {}
        self.taps: dict[str, Tap] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.listeners: set[Listener] = set()
        self.tap_life = TAP_LIFE
        self._next_message = 1
        self._next_file = 1

    def date(self) -> int:
        """Return the present as Telegram dates messages."""
        return int(self.now().timestamp())

    def tell(self, chat_id: int, event: Json) -> None:
        """Let everyone who watches know what changed."""
        for listener in tuple(self.listeners):
            listener(chat_id, event)

    async def until(self, found: Callable[[], T | None], within: float = PATIENCE) -> T:
        """Return what `found` finds, as soon as it does; TimeoutError after `within` seconds."""
        changed = asyncio.Event()

        def listener(_chat_id: int, _event: Json) -> None:
            changed.set()

        self.listeners.add(listener)
        try:
            async with asyncio.timeout(within):
                while not (value := found()):
                    await changed.wait()
                    changed.clear()
                return value
        finally:
            self.listeners.discard(listener)

    def chat_of(self, call: MethodCall) -> ChatHistory:
        """Return the chat a call names, if the bot may know it."""
        raw = call.params.get("chat_id")
        if raw is None or raw == "":
            raise bad_request("chat_id is empty")
        chat = self.chats.get(call.integer("chat_id") or 0)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def open_chat(self, call: MethodCall) -> ChatHistory:
        """Return the chat a call names, if the bot may write there."""
        chat = self.chat_of(call)
        if chat.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        if not chat.member:
            raise Refused(403, "Forbidden: bot is not a member of the group chat")
        return chat

    def post(
        self, chat: ChatHistory, content: Json, *, by_bot: bool, silent: bool = False
    ) -> StoredMessage:
        """Put a message into a chat."""
        number = self._next_message
        self._next_message += 1
        sender = self.bot if by_bot else chat.user
        message: Json = {"message_id": number}
        if sender is not None:
            message["from"] = sender
        message |= {"chat": chat.head, "date": self.date(), **content}
        kept = StoredMessage(message, by_bot, silent)
        chat.messages[number] = kept
        if self.listeners:
            self.tell(chat.id, {"kind": "message", "message": self.shown(kept)})
        return kept

    def changed(self, chat: ChatHistory, kept: StoredMessage) -> None:
        """Say that a message looks different now."""
        if self.listeners:
            self.tell(chat.id, {"kind": "edited", "message": self.shown(kept)})

    def shown(self, kept: StoredMessage) -> Json:
        """Return a message as the page draws it."""
        extra: Json = {"out": not kept.by_bot, "silent": kept.silent}
        return {**kept.message, "shown": extra}

    def record(
        self,
        method: str,
        chat_id: int,
        kept: StoredMessage | None = None,
        *,
        text: str = "",
        file_id: str | None = None,
        **more: object,
    ) -> None:
        """Write an effect into the ledger."""
        ledger = self.ledger
        message: Mapping[str, object] = kept.message if kept else {}
        ledger.effects.append(
            Effect(
                number=ledger.number(),
                at=self.now(),
                method=method,
                chat_id=chat_id,
                message_id=kept.message["message_id"] if kept else None,
                text=text or (kept.words if kept else ""),
                silent=kept.silent if kept else False,
                markup=message.get("reply_markup"),  # type: ignore[arg-type]  # JSON, checked by rules.py before it gets here
                file_id=file_id,
                entities=message.get("entities", ()),  # type: ignore[arg-type]  # JSON, checked by rules.py before it gets here
                more={name: value for name, value in more.items() if value is not None},
            )
        )

    def store(
        self,
        folder: str,
        name: str,
        kind: str,
        data: bytes,
        size: tuple[int, int] | None,
        details: Json | None = None,
    ) -> StoredFile:
        """Keep a file and give it an id, which tells its kind by how it begins."""
        number = self._next_file
        self._next_file += 1
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        suffix = suffix if suffix.isascii() and suffix.isalnum() else "bin"
        file_id = f"{_BEGINS.get(folder, 'BQAC')}AgIAAxkBAAI{number:010d}"
        path = f"{folder}/file_{number}.{suffix}"
        kept = StoredFile(file_id, path, name, kind, data, size, details or {})
        self.files[file_id] = kept
        return kept

    def commands_for(self, language: str) -> list[Json]:
        """Return the menu a person with this language sees in a private chat."""
        for scope in ("all_private_chats", "default"):
            for code in (language, ""):
                if listed := self.commands.get((scope, code)):
                    return listed
        return []
