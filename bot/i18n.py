"""From a Text to a sentence in the person's language.

English is the source; other languages are catalogues in bot/locale. A person's own words pass
through untouched.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from bot.local_forms import (
    clock_time,
    dated,
    day_and_time,
    decimal,
    in_a_row,
    language_of,
    locale,
    reads_right_to_left,
)
from bot.locale.catalogues import languages, translations
from bot.outgoing import Formatted, Kind, marked, parted, without_marks
from conversations.formats.weekdays import short_name
from conversations.isolates import isolated, without_isolates
from conversations.parsing import vocabulary
from conversations.parsing.tongue import Tongue
from conversations.text import Listing, Param, Text, listed

SOURCE = vocabulary.SOURCE


@lru_cache(maxsize=256)
def spoken(tag: str) -> str:
    """Choose the language to speak to someone whose client says `tag` (such as `de-AT`)."""
    base = language_of(tag)
    return base if base in languages() else SOURCE


@lru_cache(maxsize=256)
def tongue(tag: str) -> Tongue:
    """Return what is needed to understand somebody who types in the language of `tag`."""
    return Tongue(vocabulary.vocabulary(spoken(tag)), lambda label: render(label, tag))


def name_of(language: str) -> str:
    """Name a language as those who speak it do."""
    name = str(locale(language).get_display_name(language))
    return name[:1].upper() + name[1:]


def render(text: Text, tag: str, this_year: int | None = None) -> str:
    """Say one sentence, with its numbers and dates, as the language of `tag` writes them.

    A day that is not of `this_year` is named with its own, unless none is given.
    """
    return without_isolates(label(text, tag, this_year))


def label(text: Text, tag: str, this_year: int | None = None) -> str:
    """Say the same for a button or a notice: there, people's words are isolated."""
    said = _said(text, tag, this_year)
    # A sentence without gaps that does not stand out itself has nothing in it that does.
    return without_marks(said) if text.strong or text.params else said


def _said(text: Text, tag: str, this_year: int | None) -> str:
    """Say it with marks around what stands out; nobody's own words bring any."""
    if text.own:
        said = without_marks(text.message)
    else:
        language = spoken(tag)
        if language == SOURCE and not text.plural:
            said = text.message
        else:
            said = _translated(text, language)
        # Without gaps there is nothing to fill in: somebody's own words may hold braces too.
        if text.params and ("{" in said or "}" in said):
            how = _writes_like(tag or SOURCE, language)
            said = said.format_map(
                {
                    name: _written(value, language, how, this_year)
                    for name, value in text.params.items()
                }
            )
    if text.strong:
        said = marked(said)
    return marked(said, Kind.QUOTE) if text.folded else said


@lru_cache(maxsize=256)
def _writes_like(tag: str, language: str) -> str:
    """Name whose dates and numbers go with a language: those of the tag, if it is of it."""
    return tag if language_of(tag) == language else language


def _quoted(words: str, tag: str) -> str:
    """Put somebody's words into a sentence, which goes on as it was after them."""
    right_to_left = reads_right_to_left(tag)
    if words.isascii() and not right_to_left:  # nothing in them can turn it around
        return words
    return isolated(without_marks(words), among_right_to_left=right_to_left)


def join(texts: Iterable[Text], tag: str, this_year: int | None = None) -> str:
    """Say several sentences, a line each; an empty one makes an empty line."""
    return "\n".join([render(text, tag, this_year) if text.message else "" for text in texts])


def formatted(texts: Iterable[Text], tag: str, this_year: int | None = None) -> Formatted:
    """Say the same, and what of it stands out."""
    return parted(
        "\n".join([_said(text, tag, this_year) if text.message else "" for text in texts])
    )


@lru_cache(maxsize=1024)
def day_name(day: date, tag: str) -> str:
    """Name the weekday briefly, in the person's own language."""
    return dated(day, "EEE", tag)


def day_names(days: Iterable[int]) -> Text:
    """Name weekdays, Monday first."""
    return listed(map(short_name, sorted(days)))


@lru_cache(maxsize=1024)
def short_date(day: date, tag: str) -> str:
    """Write day and month as the person's language does: 23 Nov."""
    return dated(day, "MMMd", tag)


def month_name(day: date, tag: str) -> str:
    """Name the month of a day briefly; January with its year."""
    return dated(day, "yMMM" if day.month == 1 else "LLL", tag)


def first_and_last(first: date, last: date, tag: str, *, today: date) -> tuple[str, str]:
    """Write two days, and their years where they differ or are not this one."""
    with_year = not first.year == last.year == today.year
    begins_with_year = first.year != last.year
    return (
        dated(first, "yMMMd" if begins_with_year else "MMMd", tag),
        dated(last, "yMMMd" if with_year else "MMMd", tag),
    )


def _written(value: Param, language: str, tag: str, this_year: int | None) -> str:
    match value:
        case int():
            return str(value)
        case str():
            return _quoted(value, tag)
        case Text():
            if not value.own:
                return _said(value, language, this_year)
            quoted = _quoted(value.message, tag)
            return marked(quoted) if value.strong else quoted
        case Listing(parts):
            said = [_written(part, language, tag, this_year) for part in parts]
            return in_a_row(said, tag)
        case float():
            return decimal(value, tag)
        case datetime():
            day = _date(value.date(), tag, this_year)
            return day_and_time(day, clock_time(value.time(), tag), tag)
        case date():
            return _date(value, tag, this_year)
        case time():
            return clock_time(value, tag)


def _date(day: date, tag: str, this_year: int | None) -> str:
    """Write a day, and the year without which it could be read as of this one."""
    with_year = this_year is not None and day.year != this_year
    return dated(day, "yMMMEd" if with_year else "MMMEd", tag)


def _translated(text: Text, language: str) -> str:
    number = int(str(text.params["n"])) if text.plural else 1
    if language == SOURCE:
        return text.message if number == 1 else text.plural
    said = translations(language)
    if text.plural:
        return said.ngettext(text.message, text.plural, number)
    if text.context:
        return said.pgettext(text.context, text.message)
    # gettext keeps its header under the empty message.
    return said.gettext(text.message) if text.message else ""
