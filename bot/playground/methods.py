"""The table of methods: which exist, what runs, and which parameters are understood.

Those that the bot calls, and no other: what nobody calls would be kept true by nobody.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.playground import editing, media, pinning, profile, rules, sending
from bot.playground.webhook import Hook, WebhookCaller
from bot.playground.wire import Json, MethodCall, bad_request
from bot.playground.world import World

Run = Callable[[World, MethodCall], object]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    run: Run | None
    known: frozenset[str]


_TARGET = "chat_id message_id"
_SEND = (
    "chat_id disable_notification protect_content reply_markup reply_parameters message_effect_id "
    "allow_paid_broadcast"
)
_WORDS = "caption parse_mode caption_entities"
_CAPTION = f"{_WORDS} show_caption_above_media"
_SCOPE = "scope language_code"

_TABLE: tuple[tuple[str, Run | None, str], ...] = (
    ("getMe", profile.get_me, ""),
    ("getUpdates", None, "offset limit timeout allowed_updates"),
    (
        "setWebhook",
        None,
        "url certificate ip_address max_connections allowed_updates drop_pending_updates "
        "secret_token",
    ),
    ("deleteWebhook", None, "drop_pending_updates"),
    ("getWebhookInfo", None, ""),
    (
        "sendMessage",
        sending.send_message,
        f"{_SEND} text parse_mode entities link_preview_options",
    ),
    ("sendPhoto", sending.send_photo, f"{_SEND} {_CAPTION} photo has_spoiler"),
    (
        "sendDocument",
        sending.send_document,
        f"{_SEND} caption parse_mode caption_entities document thumbnail "
        "disable_content_type_detection",
    ),
    ("sendVoice", media.sender("voice"), f"{_SEND} {_WORDS} voice duration"),
    (
        "sendAudio",
        media.sender("audio"),
        f"{_SEND} {_WORDS} audio duration performer title thumbnail",
    ),
    (
        "sendVideo",
        media.sender("video"),
        f"{_SEND} {_CAPTION} video duration width height thumbnail cover start_timestamp "
        "has_spoiler supports_streaming",
    ),
    (
        "sendVideoNote",
        media.sender("video_note"),
        f"{_SEND} video_note duration length thumbnail",
    ),
    ("sendChatAction", sending.send_chat_action, "chat_id action"),
    (
        "editMessageText",
        editing.edit_message_text,
        f"{_TARGET} text parse_mode entities link_preview_options reply_markup",
    ),
    ("editMessageMedia", editing.edit_message_media, f"{_TARGET} media reply_markup"),
    ("editMessageReplyMarkup", editing.edit_message_reply_markup, f"{_TARGET} reply_markup"),
    ("pinChatMessage", pinning.pin_chat_message, f"{_TARGET} disable_notification"),
    ("unpinChatMessage", pinning.unpin_chat_message, _TARGET),
    (
        "answerCallbackQuery",
        editing.answer_callback_query,
        "callback_query_id text show_alert url cache_time",
    ),
    ("setMyCommands", profile.set_my_commands, f"commands {_SCOPE}"),
    ("getMyCommands", profile.get_my_commands, _SCOPE),
    ("setMyDescription", profile.setter("description"), "description language_code"),
    ("getMyDescription", profile.getter("description"), "language_code"),
    (
        "setMyShortDescription",
        profile.setter("short_description"),
        "short_description language_code",
    ),
    ("getMyShortDescription", profile.getter("short_description"), "language_code"),
    ("getFile", profile.get_file, "file_id"),
    ("leaveChat", profile.leave_chat, "chat_id"),
)
METHODS = {
    name.lower(): Method(name, run, frozenset(known.split())) for name, run, known in _TABLE
}


class Receiving:
    """The methods that need the updates and the webhook, and may wait."""

    def __init__(self, world: World, webhook: WebhookCaller) -> None:
        self._world = world
        self._webhook = webhook
        self.table: dict[str, Callable[[MethodCall], Awaitable[object]]] = {
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": self.get_webhook_info,
        }

    async def get_updates(self, call: MethodCall) -> list[Json]:
        """Hand out what waits."""
        return await self._world.updates.poll(
            offset=call.integer("offset") or 0,
            limit=call.integer("limit") or 100,
            seconds=call.integer("timeout") or 0,
            allowed=call.structure("allowed_updates", "allowed updates"),
        )

    async def set_webhook(self, call: MethodCall) -> bool:
        """Deliver to an address from now on; an empty one ends that."""
        if call.flag("drop_pending_updates"):
            self._world.updates.drop_all()
        allowed = call.structure("allowed_updates", "allowed updates")
        if allowed is not None:
            self._world.updates.allowed = tuple(allowed)
        url, secret = call.text("url"), call.text("secret_token")
        if not url:
            await self._webhook.clear()
            return True
        if secret and not rules.SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        await self._webhook.set(Hook(url, secret, call.integer("max_connections") or 40))
        return True

    async def delete_webhook(self, call: MethodCall) -> bool:
        """Go back to getUpdates."""
        if call.flag("drop_pending_updates"):
            self._world.updates.drop_all()
        await self._webhook.clear()
        return True

    async def get_webhook_info(self, _call: MethodCall) -> Json:
        """Return how delivery goes."""
        return self._webhook.info()
