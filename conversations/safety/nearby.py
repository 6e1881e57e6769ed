"""Whose lines to show: the country somebody chose, else of their zone, else of their language."""

from dataclasses import dataclass
from enum import Enum

from conversations.safety.help_lines import help_lines, likely_countries


class Because(Enum):
    """Why these countries; a guess must be seen to be one."""

    CHOSEN = "chosen"
    ZONE = "zone"
    LANGUAGE = "language"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Near:
    """The countries whose lines are shown, the likeliest first, and why."""

    countries: tuple[str, ...]
    because: Because

    @property
    def country(self) -> str | None:
        """The likeliest country."""
        return self.countries[0] if self.countries else None


def near(*, chosen: str | None = None, of_zone: str | None = None, tag: str = "") -> Near:
    """Choose the countries. A chosen one stands alone, even where it has but an emergency number.

    A zone's country without a line has that too, and is followed by those of the language.
    """
    if chosen:
        return Near((chosen.upper(),), Because.CHOSEN)
    likely = likely_countries(tag)
    if of_zone:
        here = of_zone.upper()
        others = () if help_lines(here) else tuple(one for one in likely if one != here)
        return Near((here, *others), Because.ZONE)
    return Near(likely, Because.LANGUAGE if likely else Because.NOTHING)
