"""What can be asked and told about the bot, its chats and its files."""

from collections.abc import Callable

from bot.playground import rules
from bot.playground.wire import Json, MethodCall, bad_request
from bot.playground.world import World

_LIMITS = {"description": 512, "short_description": 120}


def get_me(world: World, _call: MethodCall) -> Json:
    """Return the bot as a user."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def set_my_commands(world: World, call: MethodCall) -> bool:
    """Set the menu for a scope and a language."""
    listed = rules.commands(call.structure("commands", "commands"))
    world.commands[_scope(call), rules.language(call)] = listed
    return _menu_changed(world)


def get_my_commands(world: World, call: MethodCall) -> list[Json]:
    """Return the menu of exactly this scope and language."""
    return world.commands.get((_scope(call), rules.language(call)), [])


def _scope(call: MethodCall) -> str:
    given = call.structure("scope", "BotCommandScope")
    if given is None:
        return "default"
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        raise bad_request("can't parse BotCommandScope: object expected")
    return str(given["type"]) + (f":{given['chat_id']}" if "chat_id" in given else "")


def _menu_changed(world: World) -> bool:
    for chat_id in world.chats:
        world.tell(chat_id, {"kind": "profile"})
    return True


def setter(kind: str) -> Callable[[World, MethodCall], bool]:
    """Return setMyDescription or setMyShortDescription."""

    def run(world: World, call: MethodCall) -> bool:
        words = call.text(kind)
        if len(words) > _LIMITS[kind]:
            raise bad_request(f"BOT_{kind.upper()}_INVALID")
        world.profile[kind, rules.language(call)] = words
        return _menu_changed(world)

    return run


def getter(kind: str) -> Callable[[World, MethodCall], Json]:
    """Return getMyDescription or getMyShortDescription."""

    def run(world: World, call: MethodCall) -> Json:
        return {kind: world.profile.get((kind, rules.language(call)), "")}

    return run


def get_file(world: World, call: MethodCall) -> Json:
    """Return where a file can be fetched."""
    if not (file_id := call.text("file_id")):
        raise bad_request("file_id not specified")
    file = world.files.get(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > 20 * 1024 * 1024:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_id[-12:],
        "file_size": len(file.data),
        "file_path": file.path,
    }


def leave_chat(world: World, call: MethodCall) -> bool:
    """Leave a group; a person cannot be left."""
    chat = world.open_chat(call)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.member = False
    changed: Json = {"chat": chat.head, "from": world.bot, "date": world.date()}
    for when, status in (("old", "member"), ("new", "left")):
        changed[f"{when}_chat_member"] = {"user": world.bot, "status": status}
    world.updates.add("my_chat_member", changed, line=chat.id)
    world.record(call.method, chat.id)
    world.tell(chat.id, {"kind": "left"})
    return True
