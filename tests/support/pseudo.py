"""A language for tests: every sentence of the bot between ⟦ ⟧, with dates and plurals of Welsh.

Welsh has five forms of the plural, and its months and days look like those of no language that the
bot speaks. Gaps stay outside the marks, so that what fills them has to bear marks of its own.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from gettext import c2py
from importlib import import_module
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot import i18n
from bot.locale import catalogues
from bot.locale.catalogues import languages
from bot.locale.check import forms_of
from bot.locale.template import collect
from conversations.parsing import vocabulary
from conversations.questionnaires.load import instruments
from conversations.safety.help_lines import directory, help_lines, known_countries
from conversations.safety.line_words import bare
from conversations.wishes import load as wishes

# The package has a function of the same name.
screen = import_module("conversations.safety.screen")

PSEUDO = "cy"
WISHES = "wishes"  # a folder of its own: the words of danger have a file of the same name
# Python holds ½ to be a letter.
_LETTER = re.compile(r"[^\W\d_½¼¾]")
_MARKED = re.compile("⟦[^⟧]*(?:⟧|…|$)")
_GAP = re.compile(r"(\{[a-z_0-9]+\})")
_CACHES = (
    languages, catalogues.translations, i18n.spoken, vocabulary.vocabulary, screen._listed,
    wishes.phrases,
)  # fmt: skip


def marked(sentence: str) -> str:
    """Put ⟦ ⟧ around every piece of a sentence that has letters."""
    pieces = _GAP.split(sentence)
    return "".join(
        f"⟦{piece}⟧" if piece and not _GAP.fullmatch(piece) else piece for piece in pieces
    )


@cache
def to_translate() -> Catalog:
    """All that there is to translate: to be read only, for looking through the code takes long."""
    return collect()


@cache
def _file(language: str) -> bytes:
    """The catalogue in which all is translated, as a file."""
    file = BytesIO()
    write_po(file, catalogue(language))
    return file.getvalue()


def catalogue(language: str = PSEUDO) -> Catalog:
    """Translate everything there is by marking it."""
    made = Catalog(language, fuzzy=False)
    singular = c2py(made.plural_expr)(1)
    for message in to_translate():
        if message.id:
            one, *many = map(marked, forms_of(message.id))
            forms = many * made.num_plurals
            forms[singular : singular + 1] = [one]
            made.add(message.id, tuple(forms) if many else one, context=message.context)
    return made


def of_trackers() -> set[str]:
    """The words of ready-made trackers, which a diary holds copies of."""
    return {
        form
        for message in to_translate()
        for form in forms_of(message.id)
        if any(file.endswith("ready.toml") for file, _ in message.locations)
    }


def lay_out(folder: Path, language: str = PSEUDO, made: Catalog | None = None) -> None:
    """Write all that a language needs, beside all that English has."""
    (folder / WISHES).mkdir()
    parts = [
        ("words_en.toml", vocabulary.FOLDER, folder),
        ("phrases_en.txt", screen.FOLDER, folder),
        ("phrases_en.txt", wishes.FOLDER, folder / WISHES),
    ]
    for name, source, to in parts:
        shutil.copy(str(source / name), to / name)
        shutil.copy(str(source / name), to / name.replace("_en.", f"_{language}."))
    shutil.copy(str(catalogues.FOLDER / "small_steps.pot"), folder)
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    if made is None:
        path.write_bytes(_file(language))
        return
    with path.open("wb") as file:
        write_po(file, made)


@contextmanager
def spoken_from(folder: Path) -> Iterator[None]:
    """Let the bot find its languages in a folder, for a while."""
    rooms = (catalogues, vocabulary, screen, wishes)
    before = [room.FOLDER for room in rooms]
    for room in rooms:
        room.FOLDER = folder / WISHES if room is wishes else folder
    _forget()
    try:
        yield
    finally:
        for room, at_home in zip(rooms, before, strict=True):
            room.FOLDER = at_home
        _forget()


def _forget() -> None:
    for known in _CACHES:
        known.cache_clear()


def plain(words: str) -> str:
    """Take the marks away: English, but for dates and lists."""
    return words.translate({ord("⟦"): None, ord("⟧"): None})


def leaks(words: str, *own: str) -> list[str]:
    """Return the lines with letters that no mark, nobody's own words and no table accounts for."""
    rests = ((line, _MARKED.sub(" ", line)) for line in words.splitlines())
    unmarked = [(line, rest) for line, rest in rests if _LETTER.search(rest)]
    # Of thousands of words a pattern is made of the few that are there: to make it takes long.
    there = "\n".join(rest for _, rest in unmarked)
    known = {word for word in (*own, *STAYS) if word in there and _LETTER.search(word)}
    whole = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    kept = re.compile(rf"(?<![^\W\d_])(?:{whole})(?![^\W\d_])")
    return [line for line, rest in unmarked if _LETTER.search(kept.sub(" ", rest))]


def from_cldr() -> set[str]:
    """What the language calls months, days and countries, and what it puts between things."""
    named = Locale.parse(PSEUDO)
    calendar = {
        name
        for names in (named.months, named.days)
        for widths in names.values()
        for width in widths.values()
        for name in width.values()
    }
    between = {words for style in named.list_patterns.values() for words in style.values()}
    joints = {joint for words in between for joint in re.split(r"\{[01]\}", words)}
    return {*calendar, *named.territories.values(), *(joint.strip(" ,") for joint in joints)}


def published() -> Iterator[str]:
    """Words that are shown as their owners wrote them, and names."""
    for one in instruments():
        yield from (one.title, one.origin.authors, one.origin.licence, one.origin.notice)
        yield from (*one.stem.splitlines(), *(band.name for band in one.bands), one.missing.source)
        yield from (one.intro, one.low_answer.source if one.low_answer else "")
        yield from one.origin.facts
        yield from (words for change in one.changes for words in (change.rule, change.source))
        for item in (*one.items, *one.unscored):
            yield from (item.text, *(grade.label for grade in item.grades))
    for country in known_countries():
        yield country
        for line in help_lines(country):
            yield from filter(None, (line.name, line.word, bare(line.chat)))
    yield from (bare(directory(code)) for code in i18n.locale(PSEUDO).territories)
    yield from (
        "findahelpline.com",
        "Europe/Riga",
        "America/New_York",
        "America/Los_Angeles",
        "Europe/Berlin",
        "small-steps",
        "small-steps-session",
        "json",
        "fhir",
        "pdf",
        "csv",
    )
    yield from map(i18n.name_of, ("en", PSEUDO))


STAYS = frozenset((*from_cldr(), *published()))
