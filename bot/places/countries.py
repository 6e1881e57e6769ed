"""Countries: by their code, by any name a person may write, and by the zone they live in."""

from collections.abc import Mapping
from functools import cache

from bot import i18n
from bot.local_forms import locale
from bot.places import zones
from bot.places.spelling import folded
from conversations.parsing.vocabulary import SOURCE, vocabulary
from conversations.safety.help_lines import known_countries


def meant(words: str, language: str) -> str | None:
    """Find the code of the country that was written as a code or as a name; None if unknown."""
    wanted = folded(words)
    code = wanted.upper()
    byname = _bynames(i18n.spoken(language)).get(wanted) or _bynames(SOURCE).get(wanted)
    if byname is not None:
        return byname
    if code in _inhabited():
        return code
    return english().get(wanted) or _in(language).get(wanted) or _native().get(wanted)


def of_zone(zone: str) -> str | None:
    """Guess the country from a time zone, each of which lies in one."""
    return zones.countries().get(zone)


def name(code: str, language: str) -> str:
    """Name a country as the language does."""
    return str(locale(language).territories.get(code, code))


@cache
def english() -> Mapping[str, str]:
    """Map the English names and bynames, folded, to codes."""
    return {**_names(SOURCE), **_bynames(SOURCE)}


@cache
def _bynames(language: str) -> Mapping[str, str]:
    """Map what people who speak it call countries beside their names."""
    return {folded(name): code for name, code in vocabulary(language).country_names.items()}


def _in(language: str) -> Mapping[str, str]:
    return _names(str(locale(language)))


@cache
def _names(of: str) -> Mapping[str, str]:
    territories = locale(of).territories
    return {folded(name): code for code, name in territories.items() if len(code) == 2}


@cache
def _native() -> Mapping[str, str]:
    """Map what the countries that have help lines call themselves."""
    from babel.languages import get_official_languages

    return {
        folded(own): code
        for code in known_countries()
        for language in get_official_languages(code, de_facto=True)
        if (own := locale(language).territories.get(code))
    }


@cache
def _inhabited() -> frozenset[str]:
    return frozenset(zones.countries().values())
