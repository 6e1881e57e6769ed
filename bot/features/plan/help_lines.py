"""The help lines of the person's country as lines of a plan, to be added with a tap."""

from bot import i18n
from bot.core.turn import Turn
from bot.places import countries
from conversations.safety import help_line
from conversations.safety.help_line import HelpLine
from conversations.safety.help_lines import emergency_number, help_lines
from conversations.safety.nearby import near
from conversations.text import Text, own, t

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
        *(
            i18n.render(written(line), turn.language)
            for line in help_lines(country, turn.language)[:SHOWN]
        ),
    )


def written(line: HelpLine) -> Text:
    """Name it, and say what to do with its number, in as few words as a plan has."""
    gaps = {"name": own(line.name), "number": own(line.number)}
    match line.ways, line.press, line.word:
        case (help_line.TEXT, _, ""):
            return t("{name}: text {number}", **gaps)
        case (help_line.TEXT, _, word):
            return t("{name}: text {word} to {number}", word=word, **gaps)
        case (_, "", _):
            return t("{name}: {number}", **gaps)
        case (_, key, _):
            return t("{name}: {number}, then press {key}", key=key, **gaps)
