"""From a Text to a sentence in the person's language.

English is the source; other languages are gettext catalogues: bot/locale/LANGUAGE/LC_MESSAGES.
A person's own words pass through untouched.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_day_names
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from conversations.text import Param, Text

SOURCE = "en"


@cache
def catalogue(language: str) -> Mapping[str, tuple[str, ...]]:
    """Read the translations of a language: message to its plural forms; empty for the source."""
    path = resources.files("bot") / "locale" / language / "LC_MESSAGES" / "messages.po"
    if language == SOURCE or not path.is_file():
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {_key(message.id): _forms(message.string) for message in messages if message.id}


@cache
def languages() -> tuple[str, ...]:
    """Name the languages the bot speaks, English first."""
    folder = resources.files("bot") / "locale"
    others = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    return (SOURCE, *others)


@lru_cache(maxsize=256)
def spoken(tag: str) -> str:
    """Choose the language to speak to someone whose client says `tag` (such as `de-AT`)."""
    base = tag.replace("_", "-").split("-")[0].casefold()
    return base if base in languages() else SOURCE


@cache
def locale(tag: str) -> Locale:
    """Find the locale for dates and numbers; English where the tag is unknown."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


def render(text: Text, tag: str, this_year: int | None = None) -> str:
    """Say one sentence, with its numbers and dates, as the language of `tag` writes them.

    A day that is not of `this_year` is named with its own, unless none is given.
    """
    if text.own:
        return text.message
    language = spoken(tag)
    sentence = _translated(text, language)
    # Without gaps there is nothing to fill in: somebody's own words may hold braces too.
    if not text.params or ("{" not in sentence and "}" not in sentence):
        return sentence
    where = locale(tag or SOURCE)
    if where.language != language:
        where = locale(language)
    shown = {
        name: _written(value, language, where, this_year) for name, value in text.params.items()
    }
    return sentence.format_map(shown)


def join(texts: Iterable[Text], tag: str, this_year: int | None = None) -> str:
    """Say several sentences, a line each; an empty one makes an empty line."""
    return "\n".join(render(text, tag, this_year) if text.message else "" for text in texts)


def day_name(day: date, tag: str) -> str:
    """Name the weekday briefly, in the person's own language."""
    return str(get_day_names("abbreviated", locale=locale(tag))[day.weekday()])


def reads_right_to_left(tag: str) -> bool:
    """Tell whether the person's language runs from right to left."""
    return locale(tag).text_direction == "rtl"


def short_date(day: date, tag: str) -> str:
    """Write day and month as the person's language does: 23 Nov."""
    if locale(tag).language == SOURCE:
        # Day first, as in every sentence of the source; the skeleton would follow US habit.
        return format_date(day, "d MMM", locale=locale(tag))
    return format_skeleton("dMMM", day, locale=locale(tag))


def first_and_last(first: date, last: date, tag: str, *, today: date) -> tuple[str, str]:
    """Write two days, and the years without which they could be read as of this one."""
    begins, ends = short_date(first, tag), short_date(last, tag)
    if not first.year == last.year == today.year:
        ends = f"{ends} {last.year}"
    # 7 Dec – 3 Jan 2027 needs no more.
    if first.year != last.year and (first.month, first.day) <= (last.month, last.day):
        begins = f"{begins} {first.year}"
    return begins, ends


def _written(value: Param, language: str, where: Locale, this_year: int | None) -> str:
    match value:
        case str():
            return value
        case Text():
            return render(value, language, this_year)
        case float():
            return format_decimal(value, format="#,##0.##", locale=where)
        case datetime():
            return f"{_written(value.date(), language, where, this_year)}, {value:%H:%M}"
        case date():
            with_year = this_year is not None and value.year != this_year
            return _date(value, language, where, with_year)
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


@lru_cache(maxsize=256)
def _date(day: date, language: str, where: Locale, with_year: bool) -> str:  # noqa: FBT001
    pattern = "EEE d MMM" if language == SOURCE else "EEE, d. MMM"
    return format_date(day, f"{pattern} y" if with_year else pattern, locale=where)


def _translated(text: Text, language: str) -> str:
    forms = catalogue(language).get(text.message)
    if text.plural:
        number = int(str(text.params["n"]))
        if forms:
            rule = Locale.parse(language).plural_form
            tags = sorted(rule.tags | {"other"}, key=_ORDER.index)
            chosen = forms[min(tags.index(rule(number)), len(forms) - 1)]
        else:
            chosen = text.message if number == 1 else text.plural
        return chosen or text.message
    return forms[0] if forms and forms[0] else text.message


_ORDER = ("zero", "one", "two", "few", "many", "other")


def _key(identity: str | tuple[str, ...] | list[str]) -> str:
    return identity if isinstance(identity, str) else identity[0]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())
