"""Voice notes, audio, videos: kept by their ids, and sent again by them."""

from collections.abc import Callable, Mapping

from bot.playground import rules
from bot.playground.sending import captioned, known, send
from bot.playground.wire import Json, MethodCall, bad_request
from bot.playground.world import StoredFile, World

# The field of each kind, the folder its files are in, and what Telegram calls it when it refuses.
FOLDERS: Mapping[str, tuple[str, str]] = {
    "voice": ("voice", "Voice"),
    "audio": ("music", "Audio"),
    "video": ("videos", "Video"),
    "video_note": ("video_notes", "VideoNote"),
}
_CALLED = dict(FOLDERS.values()) | {
    "photos": "Photo",
    "documents": "Document",
}


def sender(kind: str) -> Callable[[World, MethodCall], Json]:
    """The method that sends a kind: the bot has none of its own, so only what has an id."""

    def run(world: World, call: MethodCall) -> Json:
        chat = world.open_chat(call)
        words = rules.caption(call) if kind != "video_note" else ("", [])
        file = known(world, call.params.get(kind), kind.replace("_", " "))
        folder, name = FOLDERS[kind]
        kept_in = file.path.partition("/")[0]
        if kept_in != folder:
            raise bad_request(f"can't use file of type {_CALLED[kept_in]} as {name}")
        return send(world, chat, call, {kind: _shown(file), **captioned(words)}, file).message

    return run


def _shown(file: StoredFile) -> Json:
    """Return it as a message says it; a name only where such a kind has one."""
    named = {"file_name": file.name} if file.path.startswith(("music/", "videos/")) else {}
    typed = {} if file.path.startswith("video_notes/") else {"mime_type": file.type}
    return {**file.as_json(), **named, **typed}


def sent(world: World, kind: str, seconds: int, data: bytes, name: str, type_: str) -> Json:
    """Store what somebody recorded; returns the field of a message that holds it."""
    details: Json = {"duration": seconds}
    if kind == "video":
        details |= {"width": 640, "height": 480}
    elif kind == "video_note":
        details["length"] = 240
    file = world.store(FOLDERS[kind][0], name, type_, data, None, details)
    return {kind: _shown(file)}
