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
from conversations.text import Text, own, strong, t

BLANK = own("")
MOST_COUNTRIES = 4  # of a language: more would be a list to search in
MOST_LINES = 8


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
    language: str = "",
    because_of_words: bool = False,
) -> tuple[Text, ...]:
    """Write the card, a line each. `because_of_words`: it was not asked for, and says why."""
    first = countries[0] if countries else None
    more = t(
        "More help lines, country by country: {address}",
        address=line_words.bare(directory(first if len(countries) == 1 else None)),
    )
    why = (
        t("Thank you for writing that. I show this when certain words appear, and I do not "
          "understand messages.")
        if because_of_words
        else t("No reason is too small to call.")
    )  # fmt: skip
    return (
        *_own(own_plan or OwnPlan()),
        *_numbers(countries, language),
        more,
        BLANK,
        why,
        t(
            "I am a diary program: nobody reads this chat live, "
            "and I cannot tell how you are or call anyone."
        ),
    )


def numbers(countries: Sequence[str], language: str = "") -> tuple[Number, ...]:
    """Return the numbers of the card in its order, each once."""
    found: dict[str, Number] = {}
    for country in _shown(countries):
        emergency = emergency_number(country)
        if emergency:
            found.setdefault(emergency, Number(emergency))
        for line in _lines(country, countries, language):
            found[line.number] = Number(line.number, line.page)
    return tuple(found.values()) or (Number("112"),)


def short_support() -> Text:
    """Return the one line for a hard day, to stand beside a button that opens the card."""
    return t("If it is very hard right now: /support has numbers you can call, day and night.")


def again() -> Text:
    """Return the one line for whom the card was shown not long ago."""
    return t("Thank you for writing that. The numbers you can call are in /support.")


def _own(plan: OwnPlan) -> tuple[Text, ...]:
    """Say whom to ask first, then what helps."""
    people = [own(f"• {line}") for line in plan.people]
    steps = [own(f"• {line}") for line in plan.steps]
    rest = [t("The rest is in /plan.")] if plan.is_cut else []
    return (
        *((t("People you can ask:"), *people, BLANK) if people else ()),
        *((t("From your plan:"), *steps, *rest, BLANK) if steps or rest else ()),
    )


def _numbers(countries: Sequence[str], language: str) -> tuple[Text, ...]:
    if not countries:
        number = strong(own(line_words.unbroken("112")))
        return (
            t("Your local emergency number, if you are in danger. In Europe and from many mobile "
              "phones it is {number}.", number=number),
        )  # fmt: skip
    several = len(_shown(countries)) > 1
    return tuple(
        line
        for country in _shown(countries)
        for line in _of(country, countries, language, several=several)
    )


def _of(country: str, countries: Sequence[str], language: str, *, several: bool) -> list[Text]:
    """Write the lines of a country: what to call in danger, then who listens."""
    emergency = emergency_number(country)
    lines = [line_words.about(line) for line in _lines(country, countries, language)]
    if emergency is None:
        said = [t("Your local emergency number, if you are in danger."), *lines]
    else:
        number = strong(own(line_words.unbroken(emergency)))
        said = [
            t("{number} – emergency services, if you are in danger now", number=number),
            *lines,
        ]
    if several:
        return [t("{country}:", country=own(flag(country))), *said]
    return said


def _shown(countries: Sequence[str]) -> tuple[str, ...]:
    return tuple(countries[:MOST_COUNTRIES])


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
