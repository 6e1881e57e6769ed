"""From Telegram's raw update to ours, in one place that never lets a strange one through."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.incoming import (
    Blocked,
    Command,
    Document,
    Edited,
    Ignored,
    Incoming,
    Located,
    Pressed,
    Said,
    Unblocked,
    Unreadable,
    What,
)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
# What a person may send that carries no words; anything else without text is a service message.
WORDLESS = (
    "animation",
    "audio",
    "checklist",
    "contact",
    "dice",
    "game",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
)
# Read from the text, not from the entities: some clients send commands without marking them.
COMMAND = re.compile(r"/(?P<name>[A-Za-z][A-Za-z0-9_]{0,31})(?:@\w+)?(?P<rest>\s.*|$)", re.DOTALL)
UNREAD = {"entities", "reply_markup", "reply_to_message", "external_reply", "pinned_message"}
OUT = ("kicked", "left")


class Unparsable(Exception):
    """The update does not have the shape the Bot API promises."""


def parse(raw: Mapping[str, Any], received: datetime) -> Incoming:
    """Understand one raw update; raise Unparsable, and nothing else, when it makes no sense."""
    try:
        update = Update.de_json(_slim(raw), None)
        return _incoming(update, received)
    except Exception as fault:  # noqa: BLE001 - whatever a strange update breaks, it is parked
        raise Unparsable(type(fault).__name__) from None


def sender_of(raw: Mapping[str, Any]) -> tuple[int, int | None]:
    """Read chat and user of a raw update without understanding the rest; 0 is nobody's chat."""
    for kind in ALLOWED_UPDATES:
        body = raw.get(kind)
        if isinstance(body, Mapping):
            user = _id(body.get("from"))
            inner = body.get("message") if kind == "callback_query" else body
            chat = _id(inner.get("chat")) if isinstance(inner, Mapping) else None
            return chat or user or 0, user
    return 0, None


def _slim(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is never looked at: a keyboard costs more to read than all the rest."""
    slim = dict(raw)
    for kind in ("message", "edited_message"):
        if isinstance(raw.get(kind), Mapping):
            slim[kind] = {key: value for key, value in raw[kind].items() if key not in UNREAD}
    query = raw.get("callback_query")
    if isinstance(query, Mapping) and isinstance(query.get("message"), Mapping):
        place = {key: query["message"].get(key) for key in ("message_id", "date", "chat")}
        slim["callback_query"] = {**query, "message": place}
    return slim


def _id(body: object) -> int | None:
    found = body.get("id") if isinstance(body, Mapping) else None
    is_id = isinstance(found, int) and not isinstance(found, bool) and abs(found) < 1 << 62
    return found if is_id else None


def _incoming(update: Update, received: datetime) -> Incoming:
    chat, user, at, what = _facts(update, received)
    return Incoming(
        update_id=update.update_id,
        user_id=user.id if user else 0,
        chat_id=chat.id if chat else (user.id if user else 0),
        private=chat.type == Chat.PRIVATE if chat else True,
        language=(user.language_code or "") if user else "",
        first_name=user.first_name if user else "",
        at=at,
        what=what,
    )


def _facts(update: Update, received: datetime) -> tuple[Chat | None, User | None, datetime, What]:
    if (message := update.message) is not None:
        return message.chat, message.from_user, message.date, _message(message)
    if (edited := update.edited_message) is not None:
        at = edited.edit_date or edited.date
        return edited.chat, edited.from_user, at, _edited(edited)
    if (query := update.callback_query) is not None:
        chat = query.message.chat if query.message else None
        return chat, query.from_user, received, _pressed(query)
    if (member := update.my_chat_member) is not None:
        return member.chat, member.from_user, member.date, _membership(member)
    return update.effective_chat, update.effective_user, received, Ignored("other")


def _message(message: Message) -> What:
    number = message.message_id
    if message.text is not None:
        return _command(message) or Said(message.text, number, _is_forwarded(message))
    if message.location is not None and message.venue is None:
        return Located(message.location.latitude, message.location.longitude, number)
    if message.document is not None and message.animation is None:
        file = message.document
        return Document(file.file_id, file.file_name or "", file.file_size or 0, number)
    kind = next((kind for kind in WORDLESS if getattr(message, kind, None)), None)
    return Unreadable(kind, number) if kind else Ignored("service")


def _command(message: Message) -> Command | None:
    """Read a command; one that was forwarded is somebody's words, not an order."""
    found = COMMAND.match(message.text or "")
    if found is None or _is_forwarded(message):
        return None
    return Command(found["name"].lower(), found["rest"].strip(), message.message_id)


def _is_forwarded(message: Message) -> bool:
    return message.forward_origin is not None or message.via_bot is not None


def _edited(message: Message) -> What:
    if message.text is None:
        return Ignored("edited")
    return Edited(message.message_id, message.text)


def _pressed(query: CallbackQuery) -> What:
    """A press on a message Telegram no longer shows still names it; only its date is lost."""
    number = query.message.message_id if query.message else None
    return Pressed(query.data or "", number, query.id)


def _membership(change: ChatMemberUpdated) -> What:
    if change.chat.type != Chat.PRIVATE:
        return Ignored("membership")
    return Blocked() if change.new_chat_member.status in OUT else Unblocked()
