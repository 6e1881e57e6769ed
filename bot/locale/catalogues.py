"""Which languages are offered, and their translations, read once.

A language in which words of crisis go unnoticed, or in which nobody can read what they agree to,
is worse than English: it is offered only when all of that is there. What reads catalogues is
loaded where there is one.
"""

from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import TYPE_CHECKING

from conversations.parsing.vocabulary import SOURCE, Incomplete, vocabulary
from conversations.safety.screen import has_phrases

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER: Traversable = files("bot.locale")


@cache
def languages() -> tuple[str, ...]:
    """Name the languages the bot speaks, English first."""
    return (SOURCE, *(language for language in begun() if not lacks(language)))


def begun() -> list[str]:
    """Name the languages that have a catalogue, whole or not."""
    return sorted(entry.name for entry in FOLDER.iterdir() if _file(entry.name).is_file())


@cache
def translations(language: str) -> NullTranslations:
    """Return the translations of a language; those of English say every sentence as it is."""
    if language not in languages() or language == SOURCE:
        return NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, _catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def lacks(language: str) -> tuple[str, ...]:
    """Say what keeps a language from being offered, a line each; nothing if it is whole."""
    from babel import UnknownLocaleError
    from babel.messages.pofile import PoFileError

    try:
        return tuple(_lacks(language))
    except (OSError, ValueError, UnknownLocaleError, PoFileError) as fault:
        return (f"its catalogue cannot be read: {fault}",)


def _lacks(language: str) -> Iterator[str]:
    from bot.locale.check import faults, untranslated
    from bot.locale.extract import VITAL

    catalogue, template = _catalogue(language), _template()
    if not has_phrases(language):
        yield f"conversations/safety/phrases_{language}.txt is missing or empty"
    try:
        vocabulary(language)
    except Incomplete as fault:
        yield f"conversations/parsing/{fault}"
    yield from (f"not translated: “{words}”" for words in untranslated(catalogue, template, VITAL))
    yield from faults(catalogue, template)


def _file(language: str) -> Traversable:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def _catalogue(language: str) -> "Catalog":
    from babel.messages.pofile import read_po

    with _file(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _template() -> "Catalog":
    from babel.messages.pofile import read_po

    with (FOLDER / "small_steps.pot").open("rb") as file:
        return read_po(file)
