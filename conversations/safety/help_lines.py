"""The help lines, read once from the data file beside this."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

EUROPE = "europe"
FRESH = timedelta(days=183)  # numbers change; half a year is as long as one look may be trusted


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line: whose it is, its number, how and when it answers, and who says so."""

    country: str
    name: str
    number: str
    ways: str
    hours: str
    source: str
    verified_on: date


def help_lines(country: str | None) -> tuple[HelpLine, ...]:
    """Return the lines of a country; none where nobody has looked them up."""
    code = (country or "").upper()
    entry = _entry(code)
    return tuple(HelpLine(country=code, **line) for line in entry.get("lines", ()))


def emergency_number(country: str | None) -> str | None:
    """Return the number to call in danger, if it is known."""
    code = (country or "").upper()
    number = _entry(code).get("emergency")
    if number is None and code in _file()[EUROPE]["countries"]:
        number = _file()[EUROPE]["emergency"]
    return number if isinstance(number, str) else None


def known_countries() -> tuple[str, ...]:
    """Return the countries that have at least one line."""
    return tuple(sorted(code for code in _file() if help_lines(code)))


def lines_older_than(today: date, age: timedelta = FRESH) -> tuple[str, ...]:
    """Return what should be looked up again, as "country: number"."""
    return tuple(what for what, verified_on in _facts() if today - verified_on > age)


def _facts() -> Iterator[tuple[str, date]]:
    for code, entry in _file().items():
        if "verified_on" in entry:
            yield (
                f"{code}: {entry.get('emergency') or entry.get('directory')}",
                entry["verified_on"],
            )
        for line in entry.get("lines", ()):
            yield f"{code}: {line['number']}", line["verified_on"]


def _entry(code: str) -> dict[str, Any]:
    return _file().get(code, {}) if len(code) == 2 else {}


@cache
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads(
        files("conversations.safety").joinpath("help_lines.toml").read_text("utf-8")
    )
