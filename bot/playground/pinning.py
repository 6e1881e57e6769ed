"""Messages that are kept at the top of a chat."""

from bot.playground.wire import MethodCall, bad_request
from bot.playground.world import ChatHistory, StoredMessage, World


def pin_chat_message(world: World, call: MethodCall) -> bool:
    """Pin a message; in a private chat without a sound, whatever the call says."""
    chat = world.open_chat(call)
    kept = _named(chat, call, "pin")
    number = int(kept.message["message_id"])
    # Telegram shows what was sent last first, whenever it was pinned.
    chat.pinned = sorted({*chat.pinned, number})
    world.record(call.method, chat.id, kept)
    _tell(world, chat)
    return True


def unpin_chat_message(world: World, call: MethodCall) -> bool:
    """Unpin a message: the one that is named, or else the last one of the pinned."""
    chat = world.open_chat(call)
    if call.params.get("message_id"):
        number = int(_named(chat, call, "unpin").message["message_id"])
    elif chat.pinned:
        number = chat.pinned[-1]
    else:
        raise bad_request("message to unpin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
    world.record(call.method, chat.id, chat.messages[number])
    _tell(world, chat)
    return True


def _named(chat: ChatHistory, call: MethodCall, what: str) -> StoredMessage:
    kept = chat.messages.get(call.integer("message_id") or 0)
    if kept is None:
        raise bad_request(f"message to {what} not found")
    return kept


def pinned_words(chat: ChatHistory) -> str:
    """What stands at the top of the chat; nothing where nothing is pinned."""
    there = [chat.messages[number] for number in chat.pinned if number in chat.messages]
    return there[-1].words if there else ""


def _tell(world: World, chat: ChatHistory) -> None:
    world.tell(chat.id, {"kind": "pinned", "words": pinned_words(chat)})
