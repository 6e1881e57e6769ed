"""Appointments as people type them: "Tuesdays 15:00, every second week", "thursday 10am"."""

import re
from dataclasses import dataclass
from datetime import date, time

from conversations.reading.clean import in_short
from conversations.reading.clock import Spoken, spoken_time
from conversations.reading.dates import read_coming_day
from conversations.reading.words import WEEKDAYS

ONCE = 0
# From the most to the least specific; what is matched is taken out of the words.
_RHYTHMS = tuple(
    (every, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])"))
    for every, words in (
        (4, r"every (?:fourth|4th|four|4)(?: weeks?)?|(?:every|once a|each) month|monthly"),
        (3, r"every (?:third|3rd|three|3)(?: weeks?)?"),
        (
            2,
            r"every (?:second|2nd|other|two|2)(?: weeks?)?"
            r"|(?:once a )?fortnight(?:ly)?|bi-?weekly",
        ),
        (1, r"(?:every|each|once a) week|weekly"),
        (ONCE, r"(?:just |only )?(?:once|one time|this time)|one-?off"),
    )
)
_BETWEEN = re.compile(r"[, ]+")
_EMPTY = frozenset(("at", "on", "the", "and", "my", "from"))
_EACH = frozenset(("every", "each"))
# Nobody means three in the night: a bare "3" of an appointment is the afternoon.
_FIRST_HOUR = 7


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the words settle; None is still open. `every` counts weeks, 0 is just once."""

    weekday: int | None = None
    day: date | None = None
    at: time | None = None
    every: int | None = None


def read_appointment(raw: str, today: date) -> Appointment | None:
    """Read a day with or without time and rhythm; None where no day is named."""
    every, text = _rhythm(in_short(raw))
    tokens = [word for word in _BETWEEN.split(text) if word and word not in _EMPTY]
    if tokens and tokens[0] in _EACH:
        every = 1 if every is None else every
        tokens = tokens[1:]
    for at, rest in _with_time(tokens):
        if (found := _day(rest, every, at, today)) is not None:
            return found
    return _day(tokens, every, None, today)


def _rhythm(text: str) -> tuple[int | None, str]:
    for every, pattern in _RHYTHMS:
        if found := pattern.search(text):
            return every, f"{text[: found.start()]} {text[found.end() :]}".strip(" ,")
    return None, text


def _with_time(tokens: list[str]) -> list[tuple[time, list[str]]]:
    """Every way to take a time out of the words, the last and longest first."""
    found = []
    for end in range(len(tokens), 0, -1):
        for start in range(max(0, end - 5), end):
            spoken = spoken_time(" ".join(tokens[start:end]))
            if spoken is not None:
                found.append((_by_day(spoken), tokens[:start] + tokens[end:]))
    return found


def _by_day(spoken: Spoken) -> time:
    return spoken.other_half if not spoken.certain and spoken.hour < _FIRST_HOUR else spoken.said


def _day(words: list[str], every: int | None, at: time | None, today: date) -> Appointment | None:
    text = " ".join(words)
    if text in WEEKDAYS:
        if every is None and text.endswith("s") and text[:-1] in WEEKDAYS and len(text) > 4:
            every = 1
        return Appointment(weekday=WEEKDAYS[text], at=at, every=every)
    if text == "today":
        return Appointment(day=today, at=at, every=every)
    day = read_coming_day(text, today) if text else None
    if day is None:
        return None
    return Appointment(day=day, at=at, every=every)
