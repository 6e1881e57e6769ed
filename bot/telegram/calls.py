"""From a message owed to a call of the Bot API, and what else to try when it cannot be made so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.outgoing import File
from storage.outbox import Message

LONGEST_TEXT = 4096  # UTF-16 units
Params = dict[str, object]
INSTEAD = "instead"  # beside the parameters of a message, and none of them
_MARKING = ("parse_mode", "entities", "caption_entities")


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the Bot API with its parameters; a File among them is uploaded."""

    method: str
    params: Params
    instead: str = ""
    """What is said where it is refused: of what Telegram holds, it may be no more."""

    @property
    def creates(self) -> bool:
        """Whether it makes a new message, which a second call would double."""
        return self.method.startswith(("send", "copy", "forward"))

    @property
    def edits(self) -> bool:
        """Whether it needs to know which message it changes."""
        return (
            self.method.startswith(("edit", "delete")) and "inline_message_id" not in self.params
        )


def plain(message: Message) -> Call:
    """Return the call a message without attachment asks for."""
    params = dict(message.payload)
    instead = params.pop(INSTEAD, "")
    return Call(message.method, params, str(instead))


def silenced(call: Call) -> Call:
    """Make a new message arrive without a sound."""
    return replace(call, params={**call.params, "disable_notification": True})


def aimed(call: Call, message_id: int) -> Call:
    """Point an edit at its message."""
    return Call(call.method, {**call.params, "message_id": message_id})


def is_superseded(message: Message, by: Message) -> bool:
    """Whether a later edit of the same message makes this one needless."""
    return (
        message.method == by.method
        and message.method.startswith("edit")
        and message.conversation == by.conversation
        and message.payload.get("message_id") == by.payload.get("message_id")
        and (message.conversation is not None or "message_id" in message.payload)
    )


def paid(call: Call) -> Call:
    """Let Telegram charge for it what goes beyond thirty messages a second."""
    return Call(call.method, {**call.params, "allow_paid_broadcast": True})


def says_the_same(message: Message, by: Message) -> bool:
    """Whether a later message says nothing else, so that in a crowd one of them is enough."""
    return (
        message.method == by.method == "sendMessage"
        and message.priority == by.priority
        and message.conversation is by.conversation is None
        and message.payload.get("text") == by.payload.get("text") is not None
    )


def instead_of_edit(call: Call) -> Call | None:
    """Say anew what could not be changed in place; None when there is nothing to say."""
    params = {key: value for key, value in call.params.items() if key != "message_id"}
    match call.method:
        case "editMessageText":
            return Call("sendMessage", params)
        case "editMessageMedia":
            media = params.pop("media")
            if not isinstance(media, dict):
                return None
            kind = str(media.get("type", "photo"))
            words = {key: media[key] for key in ("caption", "caption_entities") if key in media}
            return Call(f"send{kind.capitalize()}", {**params, kind: media["media"], **words})
        case _:
            return None


def repaired(call: Call, why: str) -> Call | None:
    """Make a rejected call acceptable: plain text, shorter, or words without the picture."""
    params = dict(call.params)
    if call.instead:
        return Call("sendMessage", {"chat_id": params["chat_id"], "text": call.instead})
    if why == "can't_parse_entities":
        media = params.get("media")
        if isinstance(media, dict):
            params["media"] = _without(media, *_MARKING)
        bare = _without(params, *_MARKING)
        return Call(call.method, bare) if bare != call.params else None
    if why == "too_long" and isinstance(text := params.get("text"), str):
        cut = text.encode("utf-16-le")[: (LONGEST_TEXT - 1) * 2].decode("utf-16-le", "ignore")
        return Call(call.method, {**_without(params, "entities"), "text": cut + "…"})
    if (
        why in {"too_large", "bad_request"}
        and call.method == "sendPhoto"
        and params.get("caption")
    ):
        return Call("sendMessage", _without_picture(params))
    return None


def _without_picture(params: Params) -> Params:
    """Let the words under a picture be a message of their own."""
    words = _without(params, "photo", "caption", "has_spoiler", "caption_entities")
    if "caption_entities" in params:
        words["entities"] = params["caption_entities"]
    return {**words, "text": params["caption"]}


def uploads(params: Params) -> tuple[Params, dict[str, File]]:
    """Take the files out of the parameters; a picture inside `media` is named by attach://."""
    files = {key: value for key, value in params.items() if isinstance(value, File)}
    rest = {key: value for key, value in params.items() if key not in files} if files else params
    media = rest.get("media")
    if isinstance(media, Mapping) and isinstance(media.get("media"), File):
        files["file"] = media["media"]
        rest = {**rest, "media": {**media, "media": "attach://file"}}
    return rest, files


def _without(params: Params, *names: str) -> Params:
    return {key: value for key, value in params.items() if key not in names}
