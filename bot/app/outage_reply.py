"""What is said while the storage is away: help lines to whoever may need them, else one sentence.

Read from the raw update, of which nothing may be missed: who wrote it may be in danger.
"""

from collections.abc import Iterator, Mapping

from bot import i18n
from bot.core import callback_data
from bot.core.callback_data import ActionPress, QuestionPress
from bot.features import other_country, support
from bot.outgoing import BLANK, Rows
from bot.telegram.parse import COMMAND
from conversations.safety.card import support_card
from conversations.safety.screen import screen
from conversations.text import Text, t

Press = ActionPress | QuestionPress
WRITTEN = ("message", "edited_message")
NOT_NOTED = t(
    "I could not note that just now. I will try again by myself; repeating does no harm."
)
# What follows may not reach us at all (docs/reliability.md), so the way to help goes with it.
MEANWHILE = t(
    "Until that works, I may miss what you write. If you need someone now: your local emergency "
    "number, or {address}, which lists help lines country by country.",
    address="findahelpline.com",
)


def reply(raw: Mapping[str, object], *, lately: bool) -> dict[str, object] | None:
    """Write the parameters of a message about an update; None when nothing is to be said.

    `lately` says that this chat was told within the last minute. Help lines come all the same.
    """
    language = _language(raw)
    press = callback_data.read(str(_part(raw, "callback_query").get("data") or ""))
    if (card := _card(raw, press, language)) is not None:
        return _message(card, support.choices(), language)
    if (found := _countries(press, language)) is not None:
        return _message((other_country.QUESTION,), found, language)
    if lately or (raw and not _is_said(raw)):
        return None
    return {"text": i18n.join((NOT_NOTED, BLANK, MEANWHILE), language)}


def _message(texts: tuple[Text, ...], rows: Rows, language: str) -> dict[str, object]:
    return {"text": i18n.join(texts, language), "reply_markup": _keyboard(rows, language)}


def _countries(press: Press | None, language: str) -> Rows | None:
    """List other countries, if that is what was pressed."""
    if not isinstance(press, ActionPress):
        return None
    return other_country.without_storage(press.name, press.args, language)


def _card(
    raw: Mapping[str, object], press: Press | None, language: str
) -> tuple[Text, ...] | None:
    """Choose the card that is asked for, or that words of danger call for."""
    if any(map(screen, _words(raw))):
        return support_card(because_of_words=True)
    for words in _words(raw):
        command = COMMAND.match(words.strip())
        if command is not None and command["name"].lower() == "support":
            return support.without_storage(command["rest"], language)
    match press:
        case ActionPress("support", _):
            return support_card()
        case ActionPress("country", (country,)):
            return support_card(country)
        case _:
            return None


def _words(raw: Mapping[str, object]) -> Iterator[str]:
    """Everything that was written, under a picture as well, and what it was changed to."""
    for kind in WRITTEN:
        for name in ("text", "caption"):
            words = _part(raw, kind).get(name)
            if isinstance(words, str):
                yield words


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


def _keyboard(rows: Rows, language: str) -> dict[str, object]:
    """Write the buttons; those for another country's lines work without the storage too."""
    return {
        "inline_keyboard": [
            [
                {"text": i18n.render(button.label, language), "callback_data": button.data}
                for button in row
            ]
            for row in rows
        ]
    }
