"""Appointments as people type them: "Tuesdays 15:00, every second week", "thursday 10am"."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.clock import read_time
from conversations.parsing.dates import read_coming_day
from conversations.parsing.phrases import expression
from conversations.parsing.vocabulary import Vocabulary

ONCE = 0
_BETWEEN = re.compile(r"[, ]+")


@dataclass(frozen=True, slots=True)
class Appointment:
    """What the words settle; None is still open. `every` counts weeks, 0 is just once."""

    weekday: int | None = None
    day: date | None = None
    at: time | None = None
    every: int | None = None
    or_week_after: bool = False
    """The day is the coming one, but with "next" that of the week after may be meant."""


def read_appointment(raw: str, today: date, words: Vocabulary) -> Appointment | None:
    """Read a day with or without time and rhythm; None where no day is named."""
    every, text = _rhythm(_without_now(in_short(raw), words), words)
    tokens = [part for part in _BETWEEN.split(text) if part and part not in words.between_parts]
    if tokens and tokens[0] in words.each:
        every = 1 if every is None else every
        tokens = tokens[1:]
    for at, rest in _with_time(tokens, words):
        if (found := _day(rest, every, at, today, words)) is not None:
            return found
    return _day(tokens, every, None, today, words)


def read_new_appointment(raw: str, today: date, words: Vocabulary) -> Appointment | None:
    """Read a weekday and a time that come back, or are said to be so now; None for all else.

    "Thursday at 5" may be any line of a diary; "thursdays at 5" and "thursday at 5 now" are about
    something that is not there for the first time.
    """
    text = in_short(raw)
    found = read_appointment(text, today, words)
    if found is None or found.at is None or found.weekday is None:
        return None
    return found if found.every or _without_now(text, words) != text else None


def read_appointment_with_words(raw: str, today: date, words: Vocabulary) -> str | None:
    """Return the appointment alone, of "thursday 2pm with dana" or "mondays at 5, online"."""
    parts = in_short(raw).split()
    for end in range(len(parts) - 1, 0, -1):
        head = " ".join(parts[:end])
        goes_on = parts[end] in words.appointment_goes_on or head.endswith((",", ";", ".", "-"))
        if goes_on and read_appointment(head.rstrip(" ,;.-"), today, words) is not None:
            return head.rstrip(" ,;.-")
    return None


def read_rhythm(raw: str, words: Vocabulary) -> int | None:
    """Read how many weeks lie between, 0 for just once: "weekly", "every other week"."""
    every, rest = _rhythm(in_short(raw), words)
    more = [part for part in _BETWEEN.split(rest) if part and part not in words.around]
    return None if more else every


def read_rhythm_with_words(raw: str, words: Vocabulary) -> str | None:
    """Return the rhythm alone, of "every week, online"."""
    head, sign, _ = in_short(raw).partition(",")
    return head if sign and read_rhythm(head, words) is not None else None


def _without_now(text: str, words: Vocabulary) -> str:
    endings = (one for one in words.from_now_on if text.endswith(f" {one}"))
    return text.removesuffix(next(endings, "")).rstrip(" ,")


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
            at = read_time(" ".join(tokens[start:end]), words, by_day=True)
            if at is not None:
                found.append((at, tokens[:start] + tokens[end:]))
    return found


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
    if (day := _in_next_week(text, today, words)) is not None:
        return Appointment(day=day, at=at, every=every)
    day = read_coming_day(text, today, words) if text else None
    if day is None:
        return None
    return Appointment(None, day, at, every, _may_be_later(tokens, day, today, words))


def _in_next_week(text: str, today: date, words: Vocabulary) -> date | None:
    """Read "wednesday next week", said in either order."""
    for said in words.next_week:
        rest = text.removeprefix(f"{said} ").removesuffix(f" {said}")
        if rest != text and rest in words.weekdays:
            return today + timedelta(days=7 + words.weekdays[rest] - today.isoweekday())
    return None


def _may_be_later(tokens: list[str], day: date, today: date, words: Vocabulary) -> bool:
    """Tell whether it is "next friday" and there is a friday in this week yet."""
    is_next = tokens[-2:-1] and tokens[-2] in words.next_weekday and tokens[-1] in words.weekdays
    return bool(is_next) and day.isocalendar()[:2] == today.isocalendar()[:2]
