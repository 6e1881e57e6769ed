"""Fetching a file that somebody sent, and telling a file that is gone from a bad moment."""

from telegram.error import TelegramError

from bot.incoming import NoFile
from bot.telegram.api import Api
from bot.telegram.errors import Outcome, classify
from storage.errors import Unavailable

_LATER = frozenset({Outcome.RETRY, Outcome.NOT_SENT, Outcome.UNKNOWN, Outcome.BROKEN})


async def fetch(api: Api, file_id: str, limit: int) -> bytes:
    """Fetch it; raises NoFile for good, Unavailable when it may be had later."""
    try:
        return await api.download(file_id, limit)
    except TelegramError as fault:
        # The library's own word for a file over the limit is no answer of Telegram.
        later = type(fault) is not TelegramError and classify(fault).outcome in _LATER
        raise (Unavailable if later else NoFile) from fault
