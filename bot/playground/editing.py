"""Edits and answers to taps: what changes something already there."""

from bot.playground import rules, sending
from bot.playground.wire import Json, MethodCall, bad_request
from bot.playground.world import ChatHistory, StoredMessage, World

_CONTENT = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "photo",
    "document",
    "has_media_spoiler",
)


def edit_message_text(world: World, call: MethodCall) -> Json:
    """Put other words into a message."""
    chat, kept = _editable(world, call)
    text, marks = rules.message_text(call)
    if "text" not in kept.message:
        raise bad_request("there is no text in the message to edit")
    content: Json = {"text": text}
    if marks:
        content["entities"] = marks
    return _edit(world, chat, kept, call, content)


def edit_message_media(world: World, call: MethodCall) -> Json:
    """Put another picture or file into a message."""
    chat, kept = _editable(world, call)
    media = call.structure("media", "input media")
    if not isinstance(media, dict) or not media.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    words = rules.caption(media)
    if media.get("type") == "photo":
        file = sending.photo_file(world, call, media["media"], "media")
        content = sending.photo_content(file, words, spoiler=bool(media.get("has_spoiler")))
    elif media.get("type") == "document":
        file = sending.document_file(world, call, media["media"], "media")
        content = sending.document_content(file, words)
    else:
        raise bad_request(f'can\'t parse InputMedia: type "{media.get("type")}" is unsupported')
    return _edit(world, chat, kept, call, content, file.file_id)


def edit_message_reply_markup(world: World, call: MethodCall) -> Json:
    """Put other buttons under a message."""
    chat, kept = _editable(world, call)
    content = {key: value for key, value in kept.message.items() if key in _CONTENT}
    return _edit(world, chat, kept, call, content)


def _edit(
    world: World,
    chat: ChatHistory,
    kept: StoredMessage,
    call: MethodCall,
    content: Json,
    file_id: str | None = None,
) -> Json:
    inline, reply = rules.markup(call)
    if reply is not None:
        raise bad_request("inline keyboard expected")
    old = kept.message
    was = {key: value for key, value in old.items() if key in _CONTENT}
    if was == content and old.get("reply_markup") == inline:
        raise bad_request(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    message = {key: value for key, value in old.items() if key not in {*_CONTENT, "reply_markup"}}
    message |= {"edit_date": world.date(), **content}
    if inline:
        message["reply_markup"] = inline
    kept.message = message
    world.record(call.method, chat.id, kept, file_id=file_id)
    world.changed(chat, kept)
    return message


def _editable(world: World, call: MethodCall) -> tuple[ChatHistory, StoredMessage]:
    chat = world.open_chat(call)
    kept = _found(chat, call)
    if not kept.by_bot:
        raise bad_request("message can't be edited")
    return chat, kept


def _found(chat: ChatHistory, call: MethodCall) -> StoredMessage:
    if not call.params.get("message_id"):
        raise bad_request("message identifier is not specified")
    kept = chat.messages.get(call.integer("message_id") or 0)
    if kept is None:
        raise bad_request("message to edit not found")
    return kept


def answer_callback_query(world: World, call: MethodCall) -> bool:
    """Answer a tap, once and while the person still waits."""
    tap = world.taps.get(call.text("callback_query_id"))
    gone = "query is too old and response timeout expired or query ID is invalid"
    if tap is None or tap.answered:
        raise bad_request(gone)
    if (world.now() - tap.at).total_seconds() > world.tap_life:
        raise bad_request(gone)
    text = call.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answered, tap.text, tap.alert = True, text, call.flag("show_alert")
    world.record(call.method, tap.chat_id, text=text, alert=tap.alert, query=tap.id)
    world.tell(tap.chat_id, {"kind": "answer", "query": tap.id, "text": text, "alert": tap.alert})
    return True
