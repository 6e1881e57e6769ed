"""*Another country*: the countries that have help lines, page by page."""

from bot.core import callback_data
from bot.core.feature import Action
from bot.core.turn import HELP, Turn
from bot.outgoing import Button, Rows
from bot.places import countries, help_countries
from conversations.text import Text, own, t

QUESTION = t("Which country are you in?")
FIRST = "countries"
PAGE = "countries.page"
PER_ROW = 2


def button() -> Button:
    """Return the button that stands on the card."""
    return Button(t("Another country"), callback_data.action(FIRST))


def rows(language: str, page: int = 0) -> Rows:
    """Return a page of countries; after the last page comes the first."""
    pages = help_countries.pages(language)
    page %= len(pages)
    codes = [_country(code, language) for code in pages[page]]
    found = (tuple(codes[at : at + PER_ROW]) for at in range(0, len(codes), PER_ROW))
    more = callback_data.action(PAGE, str((page + 1) % len(pages)))
    return (*found, (Button(t("More countries"), more),))


def without_storage(name: str, args: tuple[str, ...], language: str) -> Rows | None:
    """Return the page a press leads to, for somebody who cannot be looked up."""
    match name, args:
        case ("countries", ()):
            return rows(language)
        case ("countries.page", (page,)) if page.isdecimal():
            return rows(language, int(page))
        case _:
            return None


def _show(turn: Turn) -> None:
    """List them in a message of their own: the numbers of the card stay where they are."""
    turn.ack()
    turn.say(QUESTION, rows=rows(turn.language), priority=HELP)


def _turn_page(turn: Turn, page: int) -> None:
    turn.ack()
    found = rows(turn.language, page)
    turn.edit(QUESTION, rows=found, message_id=turn.message_id, priority=HELP)


def _country(code: str, language: str) -> Button:
    label: Text = own(f"{_flag(code)} {countries.name(code, language)}")
    return Button(label, callback_data.action("country", code))


def _flag(code: str) -> str:
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)


BUTTONS = {
    FIRST: Action(_show, open_=True, always=True),
    PAGE: Action(_turn_page, (int,), open_=True, always=True),
}
