"""From Telegram's raw update to ours, in one place that never lets a strange one through.

Read from the JSON itself: the library's Message has more than a hundred fields, and building one
takes several times as long as all that is done with it here.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.incoming import (
    COMMAND,
    Blocked,
    Commanded,
    Content,
    Document,
    Edited,
    Ignored,
    Incoming,
    Located,
    Medium,
    MediumSent,
    Pressed,
    Said,
    Unblocked,
    Unsupported,
)
from bot.telegram.media import medium_of
from bot.telegram.written import written

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
# Content a person may send that carries no words; anything else without text is a service message.
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
PRIVATE = "private"
YEAR_9999 = 253_000_000_000
LARGEST = 1 << 62  # more than any number of Telegram's, and still one for the database
OUT = ("kicked", "left")

Body = Mapping[str, object]
Found = tuple[Body | None, datetime, Content]


class Unparsable(Exception):
    """The update does not have the shape the Bot API promises."""


def parse(raw: Mapping[str, object], received: datetime) -> Incoming:
    """Understand one raw update; raise Unparsable, and nothing else, when it makes no sense."""
    try:
        return _incoming(raw, received)
    except Exception as fault:  # noqa: BLE001 - whatever a strange update breaks, it is parked
        raise Unparsable(type(fault).__name__) from None


def sender_of(raw: Mapping[str, object]) -> tuple[int, int | None]:
    """Read chat and user of a raw update without understanding the rest; 0 is nobody's chat."""
    for kind in ALLOWED_UPDATES:
        body = raw.get(kind)
        if isinstance(body, Mapping):
            user = _id(body.get("from"))
            inner = body.get("message") if kind == "callback_query" else body
            chat = _id(inner.get("chat")) if isinstance(inner, Mapping) else None
            return chat or user or 0, user
    return 0, None


def dated(raw: Mapping[str, object]) -> datetime | None:
    """Read when it was said, by Telegram's clock; a press and a strange update do not tell."""
    for kind in ("message", "edited_message", "my_chat_member"):
        body = raw.get(kind)
        if isinstance(body, Mapping):
            at = body.get("edit_date") or body.get("date")
            # Nothing may raise here: this is read before the update is stored.
            is_date = isinstance(at, int) and not isinstance(at, bool) and 0 < at < YEAR_9999
            return _instant(at) if is_date else None
    return None


def _id(body: object) -> int | None:
    found = body.get("id") if isinstance(body, Mapping) else None
    is_id = isinstance(found, int) and not isinstance(found, bool) and abs(found) < LARGEST
    return found if is_id else None


def _incoming(raw: Mapping[str, object], received: datetime) -> Incoming:
    kind = next((kind for kind in ALLOWED_UPDATES if raw.get(kind) is not None), None)
    if kind is None:
        return Incoming(_int(raw["update_id"]), 0, 0, True, "", "", received, Ignored("other"))  # noqa: FBT003 - from nobody, by place: nothing of it is read
    body = _object(raw[kind])
    chat, at, what = _READ[kind](body, received)
    # A post of a channel has no author, an old press no chat any more.
    sender = body["from"] if kind in {"callback_query", "my_chat_member"} else body.get("from")
    user = _object(sender) if sender is not None else {}
    user_id = _int(user["id"]) if user else 0
    return Incoming(
        update_id=_int(raw["update_id"]),
        user_id=user_id,
        chat_id=_int(chat["id"]) if chat else user_id,
        private=_str(chat["type"]) == PRIVATE if chat else True,
        language=_str(user.get("language_code") or ""),
        first_name=_str(user.get("first_name") or ""),
        at=at,
        what=what,
    )


def _message(body: Body, _received: datetime) -> Found:
    return _object(body["chat"]), _instant(body["date"]), _said(body)


def _said(body: Body) -> Content:
    number = _int(body["message_id"])
    if body.get("text") is not None:
        text = _str(body["text"])
        return _command(body, text, number) or Said(
            text, number, _is_forwarded(body), _replied_to(body)
        )
    if body.get("location") is not None and body.get("venue") is None:
        place = _object(body["location"])
        return Located(_number(place["latitude"]), _number(place["longitude"]), number)
    caption, medium = _str(body.get("caption") or ""), medium_of(body)
    if medium is not None:
        order = _command(body, caption, number, under=medium)
        return order or MediumSent(medium, number, caption)
    if body.get("document") is not None and body.get("animation") is None:
        file = _object(body["document"])
        name, size = _str(file.get("file_name") or ""), _int(file.get("file_size") or 0)
        # An /import is a file with or without its command; the words under others come first.
        is_export = name.casefold().endswith(".json")
        order = None if is_export else _command(body, caption, number, under=True)
        return order or Document(_str(file["file_id"]), name, size, number, caption)
    if order := _command(body, caption, number, under=True):
        return order
    kind = next((kind for kind in WORDLESS if body.get(kind)), None)
    return Unsupported(kind, number, "\n".join(written(body))) if kind else Ignored("service")


def _command(
    body: Body, text: str, number: int, *, under: Medium | bool = False
) -> Commanded | None:
    """Read a command; one that was forwarded is somebody's words, not an order."""
    found = COMMAND.match(text)
    if found is None or _is_forwarded(body):
        return None
    name, rest = found["name"].lower(), found["rest"].strip()
    medium = under if isinstance(under, Medium) else None
    return Commanded(name, rest, number, bool(under) and medium is None, medium)


def _replied_to(body: Body) -> int | None:
    answered = body.get("reply_to_message")
    number = answered.get("message_id") if isinstance(answered, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _is_forwarded(body: Body) -> bool:
    return body.get("forward_origin") is not None or body.get("via_bot") is not None


def _edited(body: Body, _received: datetime) -> Found:
    number = _int(body["message_id"])
    text, medium = body.get("text"), medium_of(body)
    if text is None:  # words may have been taken away from under what is kept
        text = body.get("caption") or ("" if medium else None)
    what = Ignored("edited") if text is None else Edited(number, _str(text), medium)
    return _object(body["chat"]), _instant(body.get("edit_date") or body["date"]), what


def _pressed(body: Body, received: datetime) -> Found:
    """A press on a message Telegram no longer shows still names it; only its date is lost."""
    place = body.get("message")
    data, id = _str(body.get("data") or ""), _str(body["id"])
    if place is None:
        return None, received, Pressed(data, None, id)
    place = _object(place)
    return _object(place["chat"]), received, Pressed(data, _int(place["message_id"]), id)


def _membership(body: Body, _received: datetime) -> Found:
    chat, status = _object(body["chat"]), _str(_object(body["new_chat_member"])["status"])
    at = _instant(body["date"])
    if status not in OUT:
        return chat, at, Unblocked()
    return chat, at, Blocked() if chat["type"] == PRIVATE else Ignored("membership")


_READ: Mapping[str, Callable[[Body, datetime], Found]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "my_chat_member": _membership,
}


def _object(value: object) -> Body:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _int(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    if abs(value) >= LARGEST:
        raise ValueError
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError
    return float(value)


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _instant(value: object) -> datetime:
    return datetime.fromtimestamp(_int(value), UTC)
