"""The help lines of the person's country as lines of a plan, to be added with a tap."""

from bot import i18n
from bot.core.turn import Turn
from bot.places import countries
from conversations.safety.help_lines import emergency_number, help_lines
from conversations.text import t

SHOWN = 5


def offered(turn: Turn) -> tuple[str, ...]:
    """Write the emergency number and the lines in the person's language, for their plan."""
    known = turn.known
    country = known.country or countries.of_zone(known.timezone)
    number = emergency_number(country)
    emergency = t("Emergency services: {number}", number=number) if number else None
    return (
        *((i18n.render(emergency, turn.language),) if emergency else ()),
        *(f"{line.name}: {line.number}" for line in help_lines(country)[:SHOWN]),
    )
