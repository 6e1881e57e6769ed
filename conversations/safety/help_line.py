"""A help line, and what to call in danger: plain facts, as the data file holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

CALL, TEXT, CALL_OR_TEXT = "call", "text", "call or text"
FREE = "free"
ALWAYS, LIMITED, UNKNOWN = "always", "limited", ""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line: whose it is, its number, how and when it answers, and who says so.

    `ways` is what the number does; a chat is no number, so `chat` is the address of a page.
    """

    country: str
    name: str
    number: str
    ways: str
    hours: str
    cost: str
    languages: tuple[str, ...]
    page: str
    sources: tuple[str, ...]
    verified_on: date
    press: str = ""
    word: str = ""
    chat: str = ""
    young: bool = False
    note: str = ""

    @property
    def source(self) -> str:
        """The best source of the number and its hours."""
        return self.sources[0]

    def speaks(self, language: str) -> bool:
        """Whether somebody answers in this language."""
        return language in self.languages


@dataclass(frozen=True, slots=True)
class Emergency:
    """What to call in danger, one number a country, and where that was read."""

    source: str
    verified_on: date
    numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Directory:
    """Where lines of every country are listed."""

    address: str
    of_country: str
    source: str
    verified_on: date


@dataclass(frozen=True, slots=True)
class HelpLines:
    """The whole file."""

    lines: Mapping[str, tuple[HelpLine, ...]]
    emergency: Emergency
    directory: Directory
    spoken: Mapping[str, tuple[str, ...]]
