"""What Telegram takes: lengths of texts, shapes of keyboards, commands."""

import re
from collections.abc import Sequence

from bot.playground.entities import formatted, units
from bot.playground.wire import Json, MethodCall, bad_request

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
DATA_BYTES = 64
COPIED = 256
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
COMMANDS = 100
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")
_DOES = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
)  # fmt: skip
_STYLES = (None, "danger", "success", "primary")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_ADDRESS = re.compile(r"(https?|tg)://\S")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LANGUAGE = re.compile(r"[a-z]{2}")


def message_text(call: MethodCall) -> tuple[str, list[Json]]:
    """Return the text of a message and its entities; 1 to 4096 UTF-16 units after parsing."""
    raw = call.text("text")
    if not raw:
        raise bad_request("message text is empty")
    marks = call.structure("entities", "entities")
    text, found = formatted(raw, call.text("parse_mode"), marks)
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text, found


def caption(source: Json | MethodCall) -> tuple[str, list[Json]]:
    """Return the caption of a call or of an InputMedia, and its entities; up to 1024 units."""
    if isinstance(source, MethodCall):
        raw, mode = source.text("caption"), source.text("parse_mode")
        marks = source.structure("caption_entities", "caption entities")
    else:
        raw, mode = str(source.get("caption") or ""), str(source.get("parse_mode") or "")
        marks = source.get("caption_entities")
    text, found = formatted(raw, mode, marks)
    if units(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return text, found


def markup(call: MethodCall) -> tuple[Json | None, Json | None]:
    """Return (inline keyboard, reply keyboard); at most one of them is there."""
    given = call.structure("reply_markup", "reply keyboard markup")
    if given is None:
        return None, None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return _inline(given["inline_keyboard"]), None
    if not any(kind in given for kind in _KEYBOARDS):
        return None, None
    return None, _reply(given)


def _inline(rows: object) -> Json | None:
    rows = [[_inline_button(button) for button in row] for row in _rows(rows, "inline_keyboard")]
    _count(rows)
    return {"inline_keyboard": rows} if rows else None


def _rows(rows: object, name: str) -> list[list[object]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the reply markup must be an Array of Arrays')
    return [row for row in rows if row]


def _count(rows: Sequence[Sequence[object]]) -> None:
    if sum(map(len, rows)) > BUTTONS or any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")


def _inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: the text must be non-empty")
    does = [name for name in _DOES if button.get(name) is not None]
    if len(does) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if does[0] == "callback_data":
        data = button["callback_data"]
        if (
            not isinstance(data, str)
            or not 1 <= len(data.encode("utf-8", "replace")) <= DATA_BYTES
        ):
            raise bad_request("BUTTON_DATA_INVALID")
    if button.get("style") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    if does[0] == "copy_text":
        _copied(button["copy_text"])
    if does[0] == "url":
        _opened(button["url"])
    return dict(button)


def _copied(given: object) -> None:
    text = given.get("text") if isinstance(given, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _opened(address: object) -> None:
    """A button opens pages and chats; none dials a number."""
    if not isinstance(address, str) or not _ADDRESS.match(address):
        raise bad_request(
            f"inline keyboard button URL '{address}' is invalid: Unsupported URL protocol"
        )


def _reply(given: Json) -> Json:
    if "keyboard" not in given:
        return dict(given)
    rows = [
        [{"text": button} if isinstance(button, str) else button for button in row]
        for row in _rows(given["keyboard"], "keyboard")
    ]
    if not all(isinstance(button, dict) and button.get("text") for row in rows for button in row):
        raise bad_request("can't parse keyboard button: the text must be non-empty")
    _count(rows)
    return {**given, "keyboard": rows}


def commands(given: object) -> list[Json]:
    """Return a list of commands as setMyCommands takes it."""
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in given:
        name, words = str(command.get("command", "")), str(command.get("description", ""))
        if not _COMMAND.fullmatch(name.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(words) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return [
        {"command": str(one["command"]).removeprefix("/"), "description": str(one["description"])}
        for one in given
    ]


def language(call: MethodCall) -> str:
    """Return the two-letter language of a call; empty means everybody."""
    code = call.text("language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code
