"""`/support`: help lines of the person's country, at any moment, also when all else fails.

Words of danger bring the card by themselves, above the answer to what was written; within a day
once in full, then whom to call first and one line. That it was shown is kept for a day, sealed,
and in no export.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.core import callback_data, contents
from bot.core.contents import Content
from bot.core.feature import Action, Command, CommandGroup, Feature
from bot.core.turn import HELP, LIVE, Turn
from bot.features import other_country
from bot.features.plan import on_card
from bot.outgoing import BLANK, Button, Rows
from bot.places import countries
from conversations.formats.free_text import shortened
from conversations.safety import card, line_words
from conversations.safety.card import Number, OwnPlan
from conversations.safety.help_lines import emergency_number, help_lines, known_countries
from conversations.safety.nearby import Because, Near, near
from conversations.safety.screen import Tier, screen
from conversations.text import Text, own, t
from conversations.wishes.gaps import WishWords

A_DAY = timedelta(days=1)
A_NAME = 3  # words: no country's name has more
OTHER_HELP = t("To see what else I can do: /help")
HELP_BUTTON = Button(t("Support"), callback_data.action("support"))


class HelpShownContent(Content):
    """Nothing but when words of danger brought the card."""

    KIND = "help.shown"
    OF_THIS_CHAT = True


@dataclass(frozen=True, slots=True)
class Card:
    """The card with its buttons, ready to be said."""

    texts: tuple[Text, ...]
    rows: Rows


def show(turn: Turn, argument: str = "", *, by_words: bool = False, priority: int = HELP) -> None:
    """Show the card in full, with the lines of the country named, chosen before, or lived in.

    It overtakes all that waits to be said in this chat, unless its place is within a dialog.
    `by_words`: somebody wrote "help", which may have meant something else.
    """
    words = argument.strip()
    named = countries.meant(words, turn.language) if words else None
    if named is not None:
        _remember(turn, named)
    below = (BLANK, OTHER_HELP) if by_words else _about(turn.language, words, named)
    made = _card(_near(turn, named), turn.language, on_card.own_plan(turn), below=below)
    turn.help_shown = True
    turn.say(*made.texts, rows=made.rows, priority=priority)


def after_words(turn: Turn, tier: Tier, *, priority: int = LIVE) -> None:
    """Show the way to help beside the answer to what was written, unless it is there already."""
    if tier is Tier.NONE or turn.help_shown:
        return
    turn.help_shown = True
    if tier is Tier.POSSIBLE:
        turn.say(card.short_support(), rows=((HELP_BUTTON,),), priority=priority)
    elif _was_shown(turn):
        again = _again(_near(turn), turn.language)
        turn.say(*again.texts, rows=again.rows, priority=priority)
    else:
        _note_shown(turn)
        plan = on_card.own_plan(turn)
        made = _card(_near(turn), turn.language, plan, because_of_words=True)
        turn.say(*made.texts, rows=made.rows, priority=priority)


def offer(turn: Turn) -> None:
    """After the lowest mood: one line and one button, and then go on."""
    turn.help_shown = True
    turn.say(card.short_support(), rows=((HELP_BUTTON,),), silent=True)


def after_goodbye(turn: Turn) -> None:
    """Show the way to help once more to somebody who goes within a day of words of danger."""
    if _was_shown(turn):
        offer(turn)


def no_person_here(turn: Turn, _said: WishWords) -> None:
    """Say to somebody who asks for a person that there is none here, and where there are."""
    turn.say(
        t("There's no person in this chat, only a program. The help lines are one tap away."),
        rows=((HELP_BUTTON,),),
    )


def choose(turn: Turn, country: str) -> None:
    """Show another country's lines."""
    if country in known_countries():
        _remember(turn, country)
    turn.ack()
    made = _card(near(chosen=country), turn.language, on_card.own_plan(turn))
    turn.edit(*made.texts, rows=made.rows, message_id=turn.message_id, priority=HELP)


def without_storage(argument: str, language: str, *, because_of_words: bool = False) -> Card:
    """Write the card for somebody who cannot be looked up: of the country they name, if any."""
    words = argument.strip()
    named = countries.meant(words, language) if words else None
    return _card(near(chosen=named, tag=language), language, because_of_words=because_of_words)


def _near(turn: Turn, named: str | None = None) -> Near:
    chosen = named or (turn.person.country if turn.person else None)
    zone = countries.of_zone(turn.person.timezone) if turn.person else None
    return near(chosen=chosen, of_zone=zone, tag=turn.language)


def _card(
    found: Near,
    language: str,
    plan: OwnPlan | None = None,
    *,
    because_of_words: bool = False,
    below: tuple[Text, ...] = (),
) -> Card:
    texts = card.support_card(
        found.countries,
        plan,
        lives_there=_lives_there(found),
        language=language,
        because_of_words=because_of_words,
    )
    rows = (*_numbers(found, language), *on_card.rows(plan), (other_country.button(),))
    return Card((*texts, *below, *_guessed(found, language)), rows)


def _again(found: Near, language: str) -> Card:
    """Write the short card, with the first numbers to copy where it is known which they are."""
    home = found.countries[:1] if _lives_there(found) else ()
    first = card.numbers(home, language, lives_there=True)[: card.AT_ONCE] if home else ()
    copies = tuple(map(_copy, first))
    return Card(card.again(home, language), (*((copies,) if copies else ()), (HELP_BUTTON,)))


def _numbers(found: Near, language: str) -> Rows:
    """Let each number be copied, and the page of who answers be opened."""
    every = card.numbers(found.countries, language, lives_there=_lives_there(found))
    copies = list(map(_copy, every))
    if len(found.countries) > 1:
        rows = [tuple(copies[at : at + 2]) for at in range(0, len(copies), 2)]
    else:
        pages = [(Button(t("Website"), opens=one.page),) if one.page else () for one in every]
        rows = [(copy, *page) for copy, page in zip(copies, pages, strict=True)]
    return tuple(rows)


def _copy(number: Number) -> Button:
    """Copy a number as it is dialled; on the button no line's end tears it."""
    label = t("Copy {number}", number=line_words.unbroken(number.shown))
    return Button(label, copies=number.shown)


def _lives_there(found: Near) -> bool:
    return found.because in (Because.CHOSEN, Because.ZONE)


def _remember(turn: Turn, country: str) -> None:
    if turn.person is not None:
        turn.change(country=country)


def _about(language: str, words: str, named: str | None) -> tuple[Text, ...]:
    """Say so when nothing is known about a country that was asked for."""
    if named is None:
        is_name = words[:1].isupper() and len(words.split()) <= A_NAME
        if not is_name or screen(words):
            return ()
        shown = own(shortened(words, 60))
        return (BLANK, t("I don't know the country “{words}”.", words=shown))
    if help_lines(named):
        return ()
    country = own(countries.name(named, language))
    return (BLANK, t("I have no help lines for {country} yet.", country=country))


def _guessed(found: Near, language: str) -> tuple[Text, ...]:
    """Name the country where nobody chose it: a guess must be seen to be one."""
    country = found.country
    if found.because is not Because.ZONE or country is None or emergency_number(country) is None:
        return ()
    gaps = {"country": own(countries.name(country, language))}
    if help_lines(country):
        return (BLANK, t("These are for {country}, going by your time zone.", **gaps))
    said = t(
        "Your time zone is in {country}. I don't know a help line there yet, so the lines "
        "above are for other countries.",
        **gaps,
    )
    return (BLANK, said)


def _was_shown(turn: Turn) -> bool:
    if turn.person is None:
        return False
    shown = contents.of_kind(turn.tx, turn.user_id, HelpShownContent)
    return any(turn.now - one.at < A_DAY for one in shown)


def _note_shown(turn: Turn) -> None:
    if turn.person is not None:
        until = turn.now + A_DAY
        contents.add(turn.tx, turn.user_id, turn.today, HelpShownContent(), kept_until=until)


FEATURE = Feature(
    name="support",
    commands=(
        Command(
            "support",
            t("help lines, at any time"),
            show,
            daily=True,
            open_=True,
            always=True,
            group=CommandGroup.THERAPY,
        ),
    ),
    buttons={
        "support": Action(show, open_=True, always=True),
        "country": Action(choose, (str,), open_=True, always=True),
        **other_country.BUTTONS,
    },
    entries=(HelpShownContent,),
    quiet_wishes={"human": no_person_here},
)
