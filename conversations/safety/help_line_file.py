"""What the file of help lines must hold, checked before it may answer anyone.

A wrong number is worse than none: what breaks a rule is refused, with the line and what to put.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

from conversations.safety import help_line
from conversations.safety.help_line import Directory, Emergency, HelpLine, HelpLines
from conversations.safety.opening_hours import NoHours, spans

Table = Mapping[str, Any]
Made = TypeVar("Made")

WAYS = (help_line.CALL, help_line.TEXT, help_line.CALL_OR_TEXT)
COSTS = (help_line.FREE, "local", "standard", "")
REQUIRED = (
    *("name", "number", "ways", "hours", "cost", "languages", "page", "source", "checked"),
)
ALLOWED = {*REQUIRED, "press", "word", "chat", "young", "note"}
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NUMBER = re.compile(r"\*?[0-9](?:[ -]?[0-9])*")
_EMERGENCY = re.compile(r"[0-9]{2,4}")


class BrokenLines(ValueError):
    """A file of help lines that cannot be used; the message says where and why."""


def read(text: str) -> HelpLines:
    """Read the file's text; raises BrokenLines."""
    try:
        file: Table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BrokenLines(f"this is not TOML: {fault}") from None
    _only("the file", file, ("anywhere", "emergency", "lines", "spoken"))
    made = HelpLines(
        lines={
            _code("lines", country): tuple(_line(country, one) for one in tables)
            for country, tables in file["lines"].items()
        },
        emergency=_emergency(file["emergency"]),
        directory=_directory(file["anywhere"]),
        spoken={
            language: _words(f"spoken.{language}", countries, _COUNTRY)
            for language, countries in file["spoken"].items()
        },
    )
    for wrong in _faults(made):
        raise BrokenLines(wrong)
    return made


def _line(country: str, table: Table) -> HelpLine:
    at = f"{country}: {table.get('name') or 'a line without a name'}"
    _only(at, table, REQUIRED, ALLOWED)
    made = HelpLine(
        country=country,
        name=_text(at, table, "name"),
        number=_like(at, "number", _text(at, table, "number"), _NUMBER),
        ways=_one_of(at, "ways", table["ways"], WAYS),
        hours=_hours(at, table["hours"]),
        cost=_one_of(at, "cost", table["cost"], COSTS),
        languages=_words(f"{at}: languages", table["languages"], _LANGUAGE),
        page=_address(at, table, "page", ("https",)),
        sources=_sources(at, table),
        verified_on=_day(at, table),
        press=_maybe(at, table, "press"),
        word=_maybe(at, table, "word"),
        chat=_address(at, table, "chat", ("https",)) if "chat" in table else "",
        young=_of(at, table, "young", bool) if "young" in table else False,
        note=_maybe(at, table, "note"),
    )
    if made.press and made.ways == help_line.TEXT:
        raise BrokenLines(f"{at}: press is for a call, and this line only takes texts")
    if made.word and made.ways == help_line.CALL:
        raise BrokenLines(f"{at}: word is for a text, and this line only takes calls")
    return made


def _faults(made: HelpLines) -> Iterable[str]:
    """Yield what only shows when everything is seen together."""
    for country, lines in made.lines.items():
        if country not in made.emergency.numbers:
            yield f"{country}: emergency.numbers has no number for it"
        if all(line.young for line in lines):
            yield f"{country}: a line for young people needs one for everybody beside it"
        ways = [(line.number, line.press, line.word) for line in lines]
        for number, press, word in {way for way in ways if ways.count(way) > 1}:
            yield f"{country}: {' '.join(filter(None, (number, press, word)))} stands there twice"
    for language, countries in made.spoken.items():
        for country in countries:
            if not any(line.speaks(language) for line in made.lines.get(country, ())):
                yield f"spoken.{language}: {country} has no line in that language"


def _emergency(table: Table) -> Emergency:
    at = "emergency"
    _only(at, table, ("source", "checked", "numbers"))
    return Emergency(
        source=_address(at, table, "source", ("https",)),
        verified_on=_day(at, table),
        numbers={
            _code(at, country): _like(f"{at}: {country}", "number", number, _EMERGENCY)
            for country, number in table["numbers"].items()
        },
    )


def _directory(table: Table) -> Directory:
    at = "anywhere"
    _only(at, table, ("directory", "country", "source", "checked"))
    return Directory(
        address=_address(at, table, "directory", ("https",)),
        of_country=_address(at, table, "country", ("https",)),
        source=_address(at, table, "source", ("https",)),
        verified_on=_day(at, table),
    )


def _only(at: str, table: Table, required: Iterable[str], allowed: Iterable[str] = ()) -> None:
    if not isinstance(table, dict):
        raise BrokenLines(f"{at}: must be a table")
    if missing := [name for name in required if name not in table]:
        raise BrokenLines(f"{at}: {', '.join(missing)} must be there")
    if unknown := sorted(set(table) - {*required, *allowed}):
        raise BrokenLines(f"{at}: {', '.join(unknown)} is not known here")


def _of(at: str, table: Table, name: str, kind: type[Made]) -> Made:
    value = table[name]
    if type(value) is not kind:  # a date and time is a date too, and True a number
        raise BrokenLines(f"{at}: {name} must be a {kind.__name__}, not {value!r}")
    return value


def _text(at: str, table: Table, name: str) -> str:
    value = _of(at, table, name, str)
    if not value.strip():
        raise BrokenLines(f"{at}: {name} must not be empty")
    return value


def _maybe(at: str, table: Table, name: str) -> str:
    return _text(at, table, name) if name in table else ""


def _code(at: str, country: str) -> str:
    return _like(at, "a country", country, _COUNTRY)


def _like(at: str, name: str, value: object, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or shape.fullmatch(value) is None:
        raise BrokenLines(f"{at}: {name} cannot be {value!r}")
    return value


def _one_of(at: str, name: str, value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise BrokenLines(
            f"{at}: {name} must be one of {', '.join(map(repr, known))}, not {value!r}"
        )
    return str(value)


def _words(at: str, value: object, shape: re.Pattern[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise BrokenLines(f"{at}: must be a list with at least one entry")
    return tuple(_like(at, "an entry", one, shape) for one in value)


def _hours(at: str, value: object) -> str:
    if not isinstance(value, str):
        raise BrokenLines(f"{at}: hours must be text")
    if value not in (help_line.ALWAYS, help_line.LIMITED, help_line.UNKNOWN):
        try:
            spans(value)
        except NoHours as fault:
            raise BrokenLines(f"{at}: hours: {fault}") from None
    return value


def _address(at: str, table: Table, name: str, schemes: tuple[str, ...]) -> str:
    return _reachable(at, name, _text(at, table, name), schemes)


def _reachable(at: str, name: str, value: object, schemes: tuple[str, ...]) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in schemes or "." not in parts.netloc:
        raise BrokenLines(f"{at}: {name} must be an address with {schemes[0]}://, not {value!r}")
    return parts.geturl()


def _sources(at: str, table: Table) -> tuple[str, ...]:
    value = table["source"]
    if not isinstance(value, list) or not value:
        raise BrokenLines(f"{at}: source must be a list of addresses, the best first")
    return tuple(_reachable(at, "source", one, ("https", "http")) for one in value)


def _day(at: str, table: Table) -> date:
    return _of(at, table, "checked", date)
