"""The language that I speak with somebody: guessed from their Telegram at first, chosen here."""

from bot import i18n
from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.settings import screens
from bot.locale.catalogues import languages
from bot.outgoing import Button
from conversations.text import own, t


def show(turn: Turn) -> None:
    """List the languages, each as those who speak it call it."""
    words = t("Which language would you like me to speak?")
    if len(languages()) == 1:
        words = t(
            "So far I only speak English. I'm sorry if that isn't your language. Your "
            "notes can be in any language."
        )
    spoken = i18n.spoken(turn.language)
    rows = tuple(
        (
            Button(
                t("✓ {name}", name=i18n.name_of(code))
                if code == spoken
                else own(i18n.name_of(code)),
                callback_data.action("language.take", code),
            ),
        )
        for code in languages()
    )
    back = (Button(t("All settings"), callback_data.action("settings")),)
    turn.edit(words, rows=(*rows, back), message_id=turn.message_id)


def take(turn: Turn, code: str) -> None:
    """Speak that language from now on; a regional form of it, such as en-GB, stays."""
    if code in languages() and code != i18n.spoken(turn.language):
        turn.change(language=code)
        turn.language = code
    screens.show(turn, edit=True)
