"""What puts something new before a person: words, pictures, files, a sign of life."""

from bot.playground import rules
from bot.playground.pictures import photo_size, size_of
from bot.playground.wire import Json, MethodCall, Upload, bad_request
from bot.playground.world import ChatHistory, StoredFile, StoredMessage, World


def send_message(world: World, call: MethodCall) -> Json:
    """Send words."""
    chat = world.open_chat(call)
    text, marks = rules.message_text(call)
    content: Json = {"text": text}
    if marks:
        content["entities"] = marks
    return send(world, chat, call, content).message


def send_photo(world: World, call: MethodCall) -> Json:
    """Send a picture."""
    chat = world.open_chat(call)
    words = rules.caption(call)
    file = photo_file(world, call, call.params.get("photo"), "photo")
    content = photo_content(file, words, spoiler=call.flag("has_spoiler"))
    return send(world, chat, call, content, file).message


def send_document(world: World, call: MethodCall) -> Json:
    """Send a file."""
    chat = world.open_chat(call)
    words = rules.caption(call)
    file = document_file(world, call, call.params.get("document"), "document")
    return send(world, chat, call, document_content(file, words), file).message


def send_chat_action(world: World, call: MethodCall) -> bool:
    """Show that the bot is busy."""
    chat = world.open_chat(call)
    action = call.text("action")
    if action not in rules.ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.record(call.method, chat.id, text=action)
    world.tell(chat.id, {"kind": "busy", "action": action})
    return True


def send(
    world: World,
    chat: ChatHistory,
    call: MethodCall,
    content: Json,
    file: StoredFile | None = None,
) -> StoredMessage:
    """Put it into the chat, with what every message may have."""
    inline, reply = rules.markup(call)
    if inline:
        content["reply_markup"] = inline
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    if call.params.get("reply_parameters"):
        answered = _replied_to(chat, call)
        if answered is not None:
            content["reply_to_message"] = answered
    if reply is not None:
        chat.keyboard = None if reply.get("remove_keyboard") else reply
    kept = world.post(chat, content, by_bot=True, silent=call.flag("disable_notification"))
    if reply is not None:
        world.tell(chat.id, {"kind": "keyboard", "keyboard": chat.keyboard})
    file_id = file.file_id if file else None
    world.record(call.method, chat.id, kept, file_id=file_id, reply=reply)
    return kept


def _replied_to(chat: ChatHistory, call: MethodCall) -> Json | None:
    given = call.structure("reply_parameters", "reply parameters")
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    kept = chat.messages.get(int(given.get("message_id") or 0))
    if kept is None:
        if given.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return {key: value for key, value in kept.message.items() if key != "reply_to_message"}


def photo_file(world: World, call: MethodCall, given: object, field: str) -> StoredFile:
    """Return the picture a call brings or names."""
    upload = _upload(call, given, field)
    if upload is not None:
        size = photo_size(upload.data)
        return world.store("photos", upload.name, upload.type, upload.data, size)
    file = known(world, given, "photo")
    if file.size is None or not file.path.startswith("photos/"):
        raise bad_request("can't use file of type Document as Photo")
    return file


def document_file(world: World, call: MethodCall, given: object, field: str) -> StoredFile:
    """Return the file a call brings or names."""
    upload = _upload(call, given, field)
    if upload is None:
        return known(world, given, "document")
    if not upload.data:
        raise bad_request("file must be non-empty")
    return world.store("documents", upload.name, upload.type, upload.data, None)


def _upload(call: MethodCall, given: object, field: str) -> Upload | None:
    if isinstance(given, str) and given.startswith("attach://"):
        found = call.files.get(given.removeprefix("attach://"))
        if found is None:
            raise bad_request(f"can't parse InputMedia: file {given} not found in the request")
        return found
    return call.files.get(field)


def known(world: World, given: object, kind: str) -> StoredFile:
    """Return the file that a call names by its id."""
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    file = world.files.get(str(given))
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def photo_content(file: StoredFile, words: tuple[str, list[Json]], *, spoiler: bool) -> Json:
    """Return the part of a message that is a picture."""
    width, height = file.size or size_of(file.data) or (0, 0)
    photo = {**file.as_json(), "width": width, "height": height}
    content: Json = {"photo": [photo], **captioned(words)}
    if spoiler:
        content["has_media_spoiler"] = True
    return content


def document_content(file: StoredFile, words: tuple[str, list[Json]]) -> Json:
    """Return the part of a message that is a file."""
    document = {**file.as_json(), "file_name": file.name, "mime_type": file.type}
    return {"document": document, **captioned(words)}


def captioned(words: tuple[str, list[Json]]) -> Json:
    """Return the part of a message that is the words under something."""
    text, marks = words
    content: Json = {"caption": text} if text else {}
    if marks:
        content["caption_entities"] = marks
    return content
