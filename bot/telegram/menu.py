"""What Telegram shows about the bot: its commands and its description, in every language."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.logs import where
from bot.telegram.api import Api

log = logging.getLogger(__name__)

TRIES = 8
FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu in one language: (command, what it does), and what the bot is."""

    commands: Sequence[tuple[str, str]]
    description: str = ""
    short_description: str = ""


async def publish(api: Api, menus: Mapping[str, Menu]) -> bool:
    """Set every menu that is not as it should be; "" is for all other languages.

    Nothing waits for it, so it is tried again for a while and then left for the next start.
    """
    wait = FIRST_WAIT
    for _ in range(TRIES):
        try:
            for language, menu in menus.items():
                await _publish(api, language, menu)
        except TelegramError as fault:
            log.warning("the menu is not set yet", extra={"fault": where(fault)})
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        else:
            return True
    return False


async def _publish(api: Api, language: str, menu: Menu) -> None:
    """Look before writing: Telegram allows few of these writes."""
    tongue = {"language_code": language} if language else {}
    commands = [{"command": name, "description": words[:256]} for name, words in menu.commands]
    if await api.call("getMyCommands", tongue) != commands:
        await api.call("setMyCommands", {"commands": commands, **tongue})
    texts = (
        ("Description", "description", menu.description[:512]),
        ("ShortDescription", "short_description", menu.short_description[:120]),
    )
    for method, field, words in texts:
        now = await api.call(f"getMy{method}", tongue)
        if words and (not isinstance(now, dict) or now.get(field, "") != words):
            await api.call(f"setMy{method}", {field: words, **tongue})
