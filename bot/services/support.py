"""`/support`: help lines of the person's country, at any moment, also when all else fails."""

from bot import buttons
from bot.outgoing import Button, Rows
from bot.services.turn import Turn
from conversations.safety.card import short_support, support_card
from conversations.safety.help_lines import known_countries
from conversations.text import Text, own, t
from storage import people


def show(turn: Turn, argument: str = "", *, because_of_words: bool = False) -> None:
    """Show the card, with the lines of the country that was named, or chosen before."""
    country = argument.strip().upper()[:2] or (turn.person.country if turn.person else None)
    turn.say(*support_card(country, because_of_words=because_of_words), rows=_choices())


def choose(turn: Turn, country: str) -> None:
    """Show another country's lines."""
    if turn.person is not None and country in known_countries():
        people.change(turn.tx, turn.user_id, country=country)
    turn.ack()
    turn.edit(*support_card(country), rows=_choices(), message_id=turn.message_id)


def offer(turn: Turn) -> None:
    """After the lowest mood: one line and one button, and then go on."""
    turn.say(
        short_support(),
        rows=((Button(t("Support"), buttons.action("support")),),),
        silent=True,
    )


def without_storage(words: str) -> tuple[Text, ...] | None:
    """Answer `/support` when the database cannot be reached; None for any other words."""
    name = words.strip().casefold()
    return support_card(None) if name.split("@")[0].split(" ")[0] == "/support" else None


def _choices() -> Rows:
    codes = [
        Button(own(flag(code)), buttons.action("country", code)) for code in known_countries()
    ]
    return tuple(tuple(codes[start : start + 6]) for start in range(0, len(codes), 6))


def flag(code: str) -> str:
    """Write a country code with its flag, for the code alone says it to those who see no flag."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code) + " " + code
