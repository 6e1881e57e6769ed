"""What Telegram shows about the bot, in every language it speaks."""

from collections.abc import Iterable

from bot import i18n
from bot.core.feature import Command
from bot.locale.catalogues import languages
from bot.telegram.menu import Menu
from conversations.text import t

WHAT = t(
    "A diary for people in therapy or treatment. A few taps each evening for mood, sleep "
    "and goals, and a picture of your week to bring to therapy. Nobody watches this chat, "
    "and it is not an emergency service."
)
BRIEFLY = t("Check in each evening, see your week, bring it to therapy.")


def menus(commands: Iterable[Command]) -> dict[str, Menu]:
    """Write the menus; English is for every language without one of its own."""
    daily = [command for command in commands if command.daily]
    return {
        "" if language == i18n.SOURCE else language: _menu(daily, language)
        for language in languages()
    }


def _menu(daily: Iterable[Command], language: str) -> Menu:
    return Menu(
        commands=[(each.name, i18n.render(each.summary, language)) for each in daily],
        description=i18n.render(WHAT, language),
        short_description=i18n.render(BRIEFLY, language),
    )
