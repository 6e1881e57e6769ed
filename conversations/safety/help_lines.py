"""The help lines, read once from the data file beside this."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from conversations.safety import help_line_file
from conversations.safety.help_line import HelpLine, HelpLines
from conversations.safety.help_line_file import BrokenLines

__all__ = [
    "FRESH",
    "BrokenLines",
    "HelpLine",
    "directory",
    "emergency_number",
    "help_lines",
    "known_countries",
    "likely_countries",
    "lines_older_than",
]

FRESH = timedelta(days=365)  # numbers change; longer than a year no look may be trusted


def help_lines(country: str | None, language: str = "") -> tuple[HelpLine, ...]:
    """Return the lines of a country, those that speak the language first, for everybody first.

    None where nobody has looked them up. Whatever is there is shown whole: of two lines for two
    languages, or for old and young, nobody is kept from the other.
    """
    lines = _file().lines.get((country or "").upper(), ())
    spoken = language.replace("_", "-").partition("-")[0].lower()
    return tuple(sorted(lines, key=lambda line: (line.young, not line.speaks(spoken))))


def emergency_number(country: str | None) -> str | None:
    """Return the number to call in danger, if it is known."""
    return _file().emergency.numbers.get((country or "").upper())


def directory(country: str | None = None) -> str:
    """Return the page that lists lines of a country, or of every country."""
    found = _file().directory
    return found.of_country.format(code=country.lower()) if country else found.address


def known_countries() -> tuple[str, ...]:
    """Return the countries that have at least one line."""
    return tuple(sorted(_file().lines))


def likely_countries(tag: str) -> tuple[str, ...]:
    """Return the countries with a line in a language, the likeliest first; of "es-MX", MX."""
    language, _, region = tag.replace("_", "-").partition("-")
    language, region = language.lower(), region.rpartition("-")[2].upper()
    lines = [line for country in known_countries() for line in help_lines(country)]
    speaking = dict.fromkeys(line.country for line in lines if line.speaks(language))
    at_home = dict.fromkeys(line.country for line in lines if line.languages[0] == language)
    likely = _file().spoken.get(language) or tuple(at_home or speaking)
    return (region, *(one for one in likely if one != region)) if region in speaking else likely


def lines_older_than(today: date, age: timedelta = FRESH) -> tuple[str, ...]:
    """Return what should be looked up again, as "country: number"."""
    return tuple(what for what, verified_on in _facts() if today - verified_on > age)


def _facts() -> Iterator[tuple[str, date]]:
    file = _file()
    yield "directory", file.directory.verified_on
    yield "emergency numbers", file.emergency.verified_on
    for country, lines in sorted(file.lines.items()):
        for line in lines:
            number = " ".join(filter(None, (line.number, line.press, line.word)))
            yield f"{country}: {number}", line.verified_on


@cache
def _file() -> HelpLines:
    text = files("conversations.safety").joinpath("help_lines.toml").read_text("utf-8")
    return help_line_file.read(text)
