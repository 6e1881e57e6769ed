"""The language that I speak with somebody: guessed from their Telegram at first, chosen here."""

from bot import i18n
from bot.core import callback_data
from bot.core.turn import Turn
from bot.features.settings import screens
from bot.locale.catalogues import languages
from bot.outgoing import Button, Rows
from conversations.parsing.clean import as_label
from conversations.text import Text, own, t


def ask(turn: Turn, named: str = "") -> None:
    """Speak the language that was named, as it is called or by its code, or list them all."""
    said = as_label(named)
    code = next((code for code in languages() if said in (code, as_label(i18n.name_of(code)))), "")
    if code:
        _speak(turn, code)
    words, rows = _choice(turn)
    turn.say(words, rows=rows)


def show(turn: Turn) -> None:
    """List the languages in place of what was pressed."""
    words, rows = _choice(turn)
    turn.edit(words, rows=rows, message_id=turn.message_id)


def _choice(turn: Turn) -> tuple[Text, Rows]:
    """Give the languages, each as those who speak it call it."""
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
    return words, (*rows, back)


def take(turn: Turn, code: str) -> None:
    """Speak that language from now on; a regional form of it, such as en-GB, stays."""
    _speak(turn, code)
    screens.show(turn, edit=True)


def _speak(turn: Turn, code: str) -> None:
    if code in languages() and code != i18n.spoken(turn.language):
        turn.change(language=code)
        turn.language = code
