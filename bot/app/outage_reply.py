"""What is said while the storage is away: help lines to whoever may need them, else one sentence.

Read from the raw update, of which nothing may be missed: who wrote it may be in danger.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot import i18n
from bot.core import callback_data
from bot.core.callback_data import ActionPress, QuestionPress
from bot.dispatch.danger import in_support
from bot.features import other_country, support
from bot.features.support import HELP_BUTTON, Card
from bot.outgoing import BLANK, Rows, keyboard
from bot.telegram.written import written
from conversations.safety.card import short_support
from conversations.safety.screen import Tier, asks_for_help, screen
from conversations.text import Text, strong, t

Press = ActionPress | QuestionPress

WRITTEN = ("message", "edited_message")
NOT_NOTED = t("I couldn't save that just now. I'll keep trying, and it's fine to send it again.")
# What follows may not reach us at all (docs/reliability.md), so the way to help goes with it.
MEANWHILE = t(
    "Until this works again, I may miss what you write. If you need someone now, call your "
    "local emergency number, or go to {address} for help lines in each country.",
    address="findahelpline.com",
)


def reply(raw: Mapping[str, object], *, lately: bool) -> dict[str, object] | None:
    """Write the parameters of a message about an update; None when nothing is to be said.

    `lately` says that this chat was told within the last minute. Help comes all the same.
    """
    language = _language(raw)
    press = callback_data.read(str(_part(raw, "callback_query").get("data") or ""))
    if (card := _card(raw, press, language)) is not None:
        return _message(card.texts, card.rows, language)
    if (found := _countries(press, language)) is not None:
        return _message((other_country.QUESTION,), found, language)
    told = () if lately else (strong(NOT_NOTED), BLANK, MEANWHILE)
    if any(map(screen, _words(raw))):
        line = short_support()
        return _message((*told, *((BLANK,) if told else ()), line), ((HELP_BUTTON,),), language)
    if lately or (raw and not _is_said(raw)):
        return None
    return _message(told, (), language)


def _card(raw: Mapping[str, object], press: Press | None, language: str) -> Card | None:
    """Choose the card that is asked for, or that words of danger call for."""
    words = tuple(_words(raw))
    if any(screen(one) is Tier.PLAIN for one in words):
        return support.without_storage("", language, because_of_words=True)
    for one in words:
        if (country := in_support(one)) is not None:
            return support.without_storage(country, language)
        if asks_for_help(one):
            return support.without_storage("", language)
    match press:
        case ActionPress("support", _):
            return support.without_storage("", language)
        case ActionPress("country", (country,)):
            return support.without_storage(country, language)
        case _:
            return None


def _countries(press: Press | None, language: str) -> Rows | None:
    """List other countries, if that is what was pressed."""
    if not isinstance(press, ActionPress):
        return None
    return other_country.without_storage(press.name, press.args, language)


def _message(texts: Iterable[Text], rows: Rows, language: str) -> dict[str, object]:
    """Write a message; its buttons work without the storage too."""
    said = i18n.formatted(texts, language).parameters()
    if not rows:
        return said
    return {**said, "reply_markup": keyboard(rows, lambda label: i18n.render(label, language))}


def _words(raw: Mapping[str, object]) -> Iterator[str]:
    """Give everything that was written, under a file as well, and what it was changed to."""
    for kind in WRITTEN:
        yield from written(_part(raw, kind))


def _is_said(raw: Mapping[str, object]) -> bool:
    """Whether somebody did something that they expect an answer to: blocking the bot is not."""
    return any(raw.get(kind) for kind in (*WRITTEN, "callback_query"))


def _language(raw: Mapping[str, object]) -> str:
    """The language of the person's Telegram; what they chose here cannot be looked up."""
    for kind in (*WRITTEN, "callback_query"):
        code = _part(_part(raw, kind), "from").get("language_code")
        if isinstance(code, str) and code:
            return code
    return i18n.SOURCE


def _part(body: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}
