"""The support card: numbers first, the same calm words for everyone.

Nobody who reads it is able to look for something: what can be called stands at the top, one a
line, and the sentences that explain come last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from conversations.safety import line_words
from conversations.safety.help_line import HelpLine
from conversations.safety.help_lines import directory, emergency_number, help_lines
from conversations.text import Text, own, quoted, strong, t

BLANK = own("")
EUROPE = "112"
BECAUSE = t(
    "Thank you for writing that. I can't understand messages. I show this when certain "
    "words appear, so it may not be what you meant."
)
ASKED = t("No reason is too small to call.")
MOST_COUNTRIES = 4  # of a language: more would be a list to search in
MOST_LINES = 8
AT_ONCE = 2  # numbers that are said each time, as a night goes on


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What a person has written down for hard moments, in their own words."""

    people: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    is_cut: bool = False
    """More stands in the plan than there is room for here."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the card, as it is shown and as it is dialled, and the page of who answers."""

    shown: str
    page: str = ""


def support_card(
    countries: Sequence[str] = (),
    own_plan: OwnPlan | None = None,
    *,
    lives_there: bool = False,
    language: str = "",
    because_of_words: bool = False,
) -> tuple[Text, ...]:
    """Write the card, a line each.

    `lives_there`: in the first of the countries; what to call in danger elsewhere is of no use.
    `because_of_words`: it was not asked for, and says why.
    """
    page = directory(countries[0] if lives_there and countries else None)
    return (
        *_own(own_plan or OwnPlan()),
        *_numbers(countries, language, lives_there=lives_there),
        t("More help lines, country by country: {address}", address=line_words.bare(page)),
        BLANK,
        BECAUSE if because_of_words else ASKED,
        t(
            "I'm a diary program. Nobody reads this chat live, and I can't tell how you "
            "are or call anyone."
        ),
    )


def numbers(
    countries: Sequence[str], language: str = "", *, lives_there: bool = False
) -> tuple[Number, ...]:
    """Return the numbers of the card in its order, each once."""
    found: dict[str, Number] = {}
    for country in countries[:MOST_COUNTRIES]:
        emergency = emergency_number(country)
        if emergency and (country == countries[0] or not lives_there):
            found.setdefault(emergency, Number(emergency))
        for line in _lines(country, countries, language):
            found[line.number] = Number(line.number, line.page)
    return tuple(found.values()) or (Number(EUROPE),)


def short_support() -> Text:
    """Return the one line for a hard day, to stand beside a button that opens the card."""
    return t("If it's very hard right now, /support has numbers you can call.")


def again(countries: Sequence[str] = (), language: str = "") -> tuple[Text, ...]:
    """Say to whom the card was shown not long ago whom to call first, and one line.

    `countries`: where they live, if that is known.
    """
    return (
        *_numbers(countries[:1], language, lives_there=True)[:AT_ONCE],
        BLANK,
        t("Thank you for writing that. More help lines are in /support."),
    )


def _own(plan: OwnPlan) -> tuple[Text, ...]:
    """Say whom to ask first, then what helps: folded, so that the numbers stay in sight.

    Telegram shows three lines of what is folded, and the rest at a tap.
    """
    people = [own(f"• {line}") for line in plan.people]
    steps = [own(f"• {line}") for line in plan.steps]
    rest = [t("The rest is in /plan.")] if plan.is_cut else []
    return (
        *((t("People you can ask:"), quoted(*people), BLANK) if people else ()),
        *((t("From your plan:"), quoted(*steps, *rest), BLANK) if steps or rest else ()),
    )


def _numbers(countries: Sequence[str], language: str, *, lives_there: bool) -> list[Text]:
    """Write the lines country by country; what to call in danger stands first."""
    if not countries:
        return [_anywhere()]
    said: list[Text] = []
    for place, country in enumerate(countries[:MOST_COUNTRIES]):
        lines = [line_words.about(line) for line in _lines(country, countries, language)]
        is_home = lives_there and place == 0
        if not is_home:
            said.append(t("{country}:", country=own(flag(country))))
        said += [_emergency(country), *lines] if is_home or not lives_there else lines
    return said


def _emergency(country: str) -> Text:
    number = emergency_number(country)
    if number is None:
        return _anywhere()
    shown = strong(own(line_words.unbroken(number)))
    return t("{number} – emergency services, if you are in danger now", number=shown)


def _anywhere() -> Text:
    return t(
        "If you are in danger now, call your local emergency number. In Europe and on many mobile "
        "phones it is {number}.",
        number=strong(own(EUROPE)),
    )


def _lines(country: str, countries: Sequence[str], language: str) -> tuple[HelpLine, ...]:
    """Choose the lines of a country; of several countries, those for everybody."""
    lines = help_lines(country, language)
    if len(countries) == 1:
        return lines[:MOST_LINES]
    everybody = tuple(takewhile(lambda line: not line.young, lines))
    return everybody[:2] or lines[:2]


def flag(code: str) -> str:
    """Write a country code with its flag, for the code alone says it to those who see no flag."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code) + " " + code
