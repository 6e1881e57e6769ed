"""Which paper a country prints on."""

from typing import Literal

from bot.places import countries

# CLDR's supplemental measurement data: `paperSize type="US-Letter"`; everybody else uses A4.
LETTER = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)


def of_zone(zone: str) -> Literal["a4", "us-letter"]:
    """The paper of the country that a time zone lies in; A4 where that is unknown."""
    return "us-letter" if countries.of_zone(zone) in LETTER else "a4"
