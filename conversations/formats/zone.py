"""A time zone, found by the name of a place or by what the clock shows there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from conversations.flow import AnswerFormat, Option, Rows, Value
from conversations.formats.keys import button, rows_of
from conversations.parsing.clean import clean
from conversations.parsing.tongue import Tongue
from conversations.text import Rejected, Text, own, t

MOST_MATCHES = 6
MOST_TYPED = 80


@dataclass(frozen=True, slots=True)
class ZoneMatch:
    """A zone by its IANA name, and what to call it: "Riga, Latvia", or "21:40" for a clock.

    One that is not `sure` is only near to what was typed, so it is offered, never taken.
    """

    zone: str
    label: str
    sure: bool = True


Search: TypeAlias = Callable[[str], Sequence[ZoneMatch]]


@dataclass(frozen=True)
class Zone(AnswerFormat):
    """An IANA name. `search` gets a city, an IANA name or a clock time and returns the best first.

    With several places of one name the answer so far is {"among": [[zone, label], …]}: those are
    then on the buttons, and the question stays until one of them is pressed.
    """

    search: Search
    candidates: tuple[ZoneMatch, ...] = ()
    per_row: int = 4

    def options(self, current: Value | None) -> Rows:
        """The places found by the words typed, or the candidates."""
        found = _among(current)
        matches, per_row = (found, 1) if found else (self.candidates, self.per_row)
        return rows_of((_button(match, current) for match in matches), per_row)

    def accept(self, data: str, current: Value | None) -> Value:
        """Read a pressed zone: one that was offered, or any that the search knows by its name."""
        offered = (*_among(current), *self.candidates)
        if any(match.zone == data for match in (*offered, *self.search(data[:MOST_TYPED]))):
            return data
        raise _unread()

    def parse(self, raw: str, tongue: Tongue) -> Value:  # noqa: ARG002 - the shape of a format; these words are of no language
        """Look the typed words up."""
        words = clean(raw)
        matches = self.search(words) if 0 < len(words) <= MOST_TYPED else ()
        if not matches:
            raise _unread()
        if len({match.zone for match in matches}) == 1 and matches[0].sure:
            return matches[0].zone
        return {"among": [[match.zone, match.label] for match in matches[:MOST_MATCHES]]}

    def describe(self, value: Value) -> Text:
        """Say the zone by its name."""
        return own(str(value).replace("_", " "))

    def hint(self, current: Value | None) -> Text | None:
        """Ask which of the places was meant."""
        found = _among(current)
        if not found:
            return None
        if len(found) == 1:
            return t("Tap it if that's the one, or type another city.")
        return t("Tap yours, or type another city.")

    def is_complete(self, value: Value) -> bool:
        """Whether one zone is settled on."""
        return isinstance(value, str)

    def finish(self, current: Value | None) -> Value:
        """Keep the zone, if one is settled on."""
        if not isinstance(current, str):
            raise _unread()
        return current


def _among(current: object) -> tuple[ZoneMatch, ...]:
    pairs = current.get("among") if isinstance(current, dict) else None
    return tuple(
        ZoneMatch(*pair)
        for pair in (pairs if isinstance(pairs, list) else ())
        if isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(part, str) for part in pair)
    )


def _button(match: ZoneMatch, current: Value | None) -> Option:
    return button(match.zone, own(match.label), chosen=match.zone == current)


def _unread() -> Rejected:
    return Rejected(
        t("I don't know that place yet. A larger city nearby will work, such as “Riga”.")
    )
