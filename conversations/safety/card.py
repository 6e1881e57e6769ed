"""The support card: the same calm words for everyone, with lines that answer."""

from dataclasses import dataclass

from conversations.safety import line_words
from conversations.safety.help_lines import directory, emergency_number, help_lines
from conversations.text import Text, joined, own, t


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What a person has written down for hard moments, in their own words."""

    people: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    is_cut: bool = False
    """More stands in the plan than there is room for here."""


def support_card(
    country: str | None = None, own_plan: OwnPlan | None = None, *, because_of_words: bool = False
) -> tuple[Text, ...]:
    """Return the card, one paragraph each. `because_of_words`: shown by itself, and says why."""
    opening = [t("Here is where you can find someone to talk to, at any time.")]
    if because_of_words:
        opening = [
            t("Thank you for writing that."),
            t("I show this whenever certain words appear; I do not understand messages."),
        ]
    return (
        *opening,
        t(
            "I am a diary program: nobody reads this chat live, "
            "and I cannot tell how you are or call anyone."
        ),
        *_own(own_plan or OwnPlan()),
        t(
            "If you might act on thoughts of ending your life, or you are in danger, "
            "please contact now:"
        ),
        joined([_emergency(country), *map(line_words.about, help_lines(country))]),
        t(
            "More help lines, country by country: {address}",
            address=line_words.bare(directory(country)),
        ),
        t("You can go on here, stop, or come back whenever you like."),
    )


def short_support() -> Text:
    """Return the one line for a hard day, to stand beside a button that opens the card."""
    return t("If it is very hard right now, /support shows people you can reach at any time.")


def _own(plan: OwnPlan) -> tuple[Text, ...]:
    """Say whom to ask first, then what helps."""
    people = [own(f"• {line}") for line in plan.people]
    steps = [own(f"• {line}") for line in plan.steps]
    rest = [t("The rest is in /plan.")] if plan.is_cut else []
    return (
        *((joined([t("People you can ask:"), *people]),) if people else ()),
        *((joined([t("From your plan:"), *steps, *rest]),) if steps or rest else ()),
    )


def _emergency(country: str | None) -> Text:
    number = emergency_number(country)
    if number is None:
        return t("• your local emergency number; in Europe and from many mobile phones it is 112")
    return t("• emergency services: {number}", number=number)
