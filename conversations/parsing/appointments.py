"""Appointments as people type them: "Tuesdays 15:00, every second week", "thursday 10am"."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.clock import Spoken, spoken_time
from conversations.parsing.dates import read_coming_day
from conversations.parsing.phrases import expression
from conversations.parsing.vocabulary import Vocabulary

ONCE = 0
_BETWEEN = re.compile(r"[, ]+")
# Nobody means three in the night: a bare "3" of an appointment is the afternoon.
_FIRST_HOUR = 7


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the words settle; None is still open. `every` counts weeks, 0 is just once."""

    weekday: int | None = None
    day: date | None = None
    at: time | None = None
    every: int | None = None


def read_appointment(raw: str, today: date, words: Vocabulary) -> Appointment | None:
    """Read a day with or without time and rhythm; None where no day is named."""
    every, text = _rhythm(in_short(raw), words)
    tokens = [part for part in _BETWEEN.split(text) if part and part not in words.between_parts]
    if tokens and tokens[0] in words.each:
        every = 1 if every is None else every
        tokens = tokens[1:]
    for at, rest in _with_time(tokens, words):
        if (found := _day(rest, every, at, today, words)) is not None:
            return found
    return _day(tokens, every, None, today, words)


def _rhythm(text: str, words: Vocabulary) -> tuple[int | None, str]:
    for every, pattern in _rhythms(words):
        if found := pattern.search(text):
            return every, f"{text[: found.start()]} {text[found.end() :]}".strip(" ,")
    return None, text


@cache
def _rhythms(words: Vocabulary) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """From the most to the least specific; what is matched is taken out of the words."""
    listed = (
        (4, words.every_fourth_week),
        (3, words.every_third_week),
        (2, words.every_second_week),
        (1, words.every_week),
        (ONCE, words.just_once),
    )
    return tuple(
        (every, re.compile(rf"(?<!\w)(?:{'|'.join(map(expression, phrases))})(?!\w)"))
        for every, phrases in listed
    )


def _with_time(tokens: list[str], words: Vocabulary) -> list[tuple[time, list[str]]]:
    """Every way to take a time out of the words, the last and longest first."""
    found = []
    for end in range(len(tokens), 0, -1):
        for start in range(max(0, end - 5), end):
            spoken = spoken_time(" ".join(tokens[start:end]), words)
            if spoken is not None:
                found.append((_by_day(spoken), tokens[:start] + tokens[end:]))
    return found


def _by_day(spoken: Spoken) -> time:
    return spoken.other_half if not spoken.certain and spoken.hour < _FIRST_HOUR else spoken.said


def _day(
    tokens: list[str], every: int | None, at: time | None, today: date, words: Vocabulary
) -> Appointment | None:
    text = " ".join(tokens)
    if text in words.weekdays:
        if every is None and text in words.weekly:
            every = 1
        return Appointment(weekday=words.weekdays[text], at=at, every=every)
    if text in words.today:
        return Appointment(day=today, at=at, every=every)
    day = read_coming_day(text, today, words) if text else None
    if day is None:
        return None
    return Appointment(day=day, at=at, every=every)
