"""`/support`: help lines of the person's country, at any moment, also when all else fails."""

from bot.core import callback_data
from bot.core.feature import Action, Command, Feature
from bot.core.turn import HELP, Turn
from bot.features import other_country
from bot.features.plan import on_card
from bot.outgoing import BLANK, Button, Rows
from bot.places import countries
from conversations.formats.free_text import shortened
from conversations.safety.card import short_support, support_card
from conversations.safety.help_lines import emergency_number, help_lines, known_countries
from conversations.safety.nearby import Because, near
from conversations.text import Text, own, t


def show(
    turn: Turn, argument: str = "", *, because_of_words: bool = False, priority: int = HELP
) -> None:
    """Show the card, with the lines of the country that was named, chosen before, or lived in.

    It overtakes all that waits to be said in this chat, unless its place is within a dialog.
    """
    words = argument.strip()
    named = countries.meant(words, turn.language) if words else None
    if named is not None:
        _remember(turn, named)
    chosen = named or (turn.person.country if turn.person else None)
    zone = countries.of_zone(turn.person.timezone) if turn.person else None
    found = near(chosen=chosen, of_zone=zone, tag=turn.language)
    guess = found.country if found.because is Because.ZONE else None
    plan = on_card.own_plan(turn)
    turn.say(
        *_about(turn, words, named),
        *support_card(chosen or guess, plan, because_of_words=because_of_words),
        *_guessed(turn, guess),
        rows=(*on_card.rows(plan), *choices()),
        priority=priority,
    )


def choose(turn: Turn, country: str) -> None:
    """Show another country's lines."""
    if country in known_countries():
        _remember(turn, country)
    turn.ack()
    plan = on_card.own_plan(turn)
    rows = (*on_card.rows(plan), *choices())
    turn.edit(*support_card(country, plan), rows=rows, message_id=turn.message_id, priority=HELP)


def _remember(turn: Turn, country: str) -> None:
    if turn.person is not None:
        turn.change(country=country)


def _about(turn: Turn, words: str, named: str | None) -> tuple[Text, ...]:
    """Say so when nothing is known about what was asked for."""
    if not words:
        return ()
    if named is None:
        shown = own(shortened(words, 60))
        return (t("I do not know the country “{words}”.", words=shown), BLANK)
    if help_lines(named):
        return ()
    country = own(countries.name(named, turn.language))
    return (t("I have no help lines for {country} yet.", country=country), BLANK)


def _guessed(turn: Turn, country: str | None) -> tuple[Text, ...]:
    """Name the country where nobody chose it: a guess must be seen to be one."""
    if country is None or emergency_number(country) is None:
        return ()
    name = own(countries.name(country, turn.language))
    return (
        BLANK,
        t(
            "Shown for {country}, going by your time zone. The button leads to others.",
            country=name,
        ),
    )


def offer(turn: Turn) -> None:
    """After the lowest mood: one line and one button, and then go on."""
    turn.say(
        short_support(),
        rows=((Button(t("Support"), callback_data.action("support")),),),
        silent=True,
    )


def without_storage(argument: str, language: str) -> tuple[Text, ...]:
    """Write the card for somebody who cannot be looked up: of the country they name, if any."""
    words = argument.strip()
    return support_card(countries.meant(words, language) if words else None)


def choices() -> Rows:
    """Return the button that leads to the lines of every other country."""
    return ((other_country.button(),),)


FEATURE = Feature(
    name="support",
    commands=(
        Command(
            "support", t("help lines, at any time"), show, daily=True, open_=True, always=True
        ),
    ),
    buttons={
        "support": Action(show, open_=True, always=True),
        "country": Action(choose, (str,), open_=True, always=True),
        **other_country.BUTTONS,
    },
)
