"""What a failed call means: was it delivered, may it be tried again, is the chat gone?"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from pydantic_core import PydanticSerializationError
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram.transport import NotSent


class Outcome(Enum):
    """The kinds of answer that ask for different things."""

    DELIVERED = auto()
    """It already is as wanted."""
    RETRY = auto()
    """Telegram asks to wait."""
    NOT_SENT = auto()
    """It never arrived; sending again can double nothing."""
    UNKNOWN = auto()
    """Nobody knows whether it arrived."""
    BROKEN = auto()
    """Telegram says that something is wrong on its side; most likely it did not arrive."""
    GONE = auto()
    """The person blocked the bot, or the chat is no more."""
    EDIT_GONE = auto()
    """The message to change is gone or can no longer be changed."""
    TOO_OLD = auto()
    """The press is too old to be answered."""
    REJECTED = auto()
    """The call itself is wrong and would be for ever."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed call, understood; `why` is a fixed word that is safe to log."""

    outcome: Outcome
    why: str
    after: timedelta = timedelta()


# Telegram has no codes for these: the English text is the only mark there is.
_TEXTS: tuple[tuple[Outcome, tuple[str, ...]], ...] = (
    (Outcome.DELIVERED, ("message is not modified",)),
    (
        Outcome.EDIT_GONE,
        (
            "message to edit not found",
            "message can't be edited",
            "message to delete not found",
            "message can't be deleted",
            "message to pin not found",
            "message to unpin not found",
            "message_id_invalid",
            "message identifier is not specified",
            "there is no text in the message to edit",
            "there is no media in the message to edit",
            "there is no caption in the message to edit",
        ),
    ),
    (Outcome.TOO_OLD, ("query is too old", "query id is invalid", "query_id_invalid")),
    (
        Outcome.GONE,
        (
            "chat not found",
            "user not found",
            "user is deactivated",
            "user_deactivated",
            "peer_id_invalid",
            "user_is_blocked",
            "input_user_deactivated",
            "chat_write_forbidden",
            "not enough rights",
            "have no rights to send",
            "group chat was deactivated",
            "group chat was upgraded",
        ),
    ),
)

# Of what is sent by its id: it is no more, or may not reach this person.
_FILE_GONE = (
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong file_id",
    "file_reference",
    "file reference",
    "voice_messages_forbidden",
    "restricted receiving of vo",
    "restricted receiving of video",
)
FILE_GONE = "file_gone"


def classify(fault: BaseException) -> Fault:
    """Say what a failed call means for the message it carried."""
    match fault:
        case RetryAfter():
            return Fault(Outcome.RETRY, "flood", _span(fault.retry_after))
        case Forbidden() | ChatMigrated():
            return Fault(Outcome.GONE, "forbidden")
        case BadRequest():
            return _by_text(fault.message.lower())
        case InvalidToken() | EndPointNotFound():
            return Fault(Outcome.NOT_SENT, "token")
        case NotSent():
            return Fault(Outcome.NOT_SENT, "not_sent")
        case NetworkError() if isinstance(
            fault.__cause__, UnicodeError | PydanticSerializationError
        ):  # half a character cannot be written in any request
            return Fault(Outcome.REJECTED, "unicode")
        case TimedOut():
            return Fault(Outcome.UNKNOWN, "timeout")
        case NetworkError() if "entity too large" in fault.message.lower():
            return Fault(Outcome.REJECTED, "too_large")
        case NetworkError() if fault.__cause__ is None or _is_answer(fault.__cause__):
            return Fault(Outcome.BROKEN, "server")
        case _:
            return Fault(Outcome.UNKNOWN, "unknown")


def _by_text(message: str) -> Fault:
    for outcome, texts in _TEXTS:
        for text in texts:
            if text in message:
                return Fault(outcome, text.replace(" ", "_"))
    if any(text in message for text in _FILE_GONE):
        return Fault(Outcome.REJECTED, FILE_GONE)
    for known in ("can't parse entities", "too long", "button_data_invalid", "empty"):
        if known in message:
            return Fault(Outcome.REJECTED, known.replace(" ", "_"))
    return Fault(Outcome.REJECTED, "bad_request")


def _is_answer(cause: BaseException) -> bool:
    """Whether an answer came, although not one in JSON."""
    return isinstance(cause, TelegramError)


def _span(after: int | timedelta) -> timedelta:
    return after if isinstance(after, timedelta) else timedelta(seconds=after)
