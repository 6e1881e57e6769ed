"""The help lines of the person's country as lines of a plan, to be added with a tap."""

from bot import i18n
from bot.core.turn import Turn
from bot.places import countries
from conversations.safety.help_line import HelpLine
from conversations.safety.help_lines import emergency_number, help_lines
from conversations.safety.line_words import how
from conversations.safety.nearby import near
from conversations.text import own, t

SHOWN = 5


def offered(turn: Turn) -> tuple[str, ...]:
    """Write the emergency number and the lines in the person's language, for their plan."""
    known = turn.known
    of_zone = countries.of_zone(known.timezone)
    country = near(chosen=known.country, of_zone=of_zone, tag=turn.language).country
    number = emergency_number(country)
    emergency = t("Emergency services: {number}", number=number) if number else None
    return (
        *((i18n.render(emergency, turn.language),) if emergency else ()),
        *(_written(turn, line) for line in help_lines(country, turn.language)[:SHOWN]),
    )


def _written(turn: Turn, line: HelpLine) -> str:
    """Name it, and say what to do with its number."""
    return i18n.render(t("{name}: {how}", name=own(line.name), how=how(line)), turn.language)
