"""Clock times as people type them: 21, 21:00, 9pm, 21.30, 2130, half past nine, noon.

A 12 is noon unless the words say otherwise; midnight is 0:00, 24:00, 12 am, or by its name.
"""

import re
from dataclasses import dataclass
from datetime import time
from functools import cache

from conversations.parsing.clean import in_short
from conversations.parsing.numbers import plain_number
from conversations.parsing.phrases import Phrases, any_of, without
from conversations.parsing.vocabulary import Vocabulary

_DIGITS = re.compile(
    r"([0-9]{1,2})(?: ?[:.h] ?([0-9]{2}))?|([0-9]{1,2})([0-5][0-9])|([0-9]{1,2})h"
)
NOON = 12
SMALL_HOURS = 3  # the last hour that belongs to the evening before
LAST_BY_DAY = 7  # said bare of an appointment, an hour up to here is after noon


@dataclass(frozen=True)
class Spoken:
    """A time of day, and whether the words settle which half of the day is meant."""

    hour: int
    minute: int
    certain: bool
    bare: bool = False  # nothing but an hour: "7" may be a time, or a number of hours

    @property
    def said(self) -> time:
        """The time as it was said."""
        return time(self.hour, self.minute)

    @property
    def other_half(self) -> time:
        """The same hands on the clock, half a day away."""
        return time((self.hour + 12) % 24, self.minute)


def read_time(
    raw: str, words: Vocabulary, *, evening: bool = False, by_day: bool = False
) -> time | None:
    """Read a time of day. Where an evening is asked for, "9" and "half past 8" are after noon.

    "1" to "3" are in the night then: nobody ends the day at lunch. Of what is done `by_day`,
    such as an appointment, "1" to "7" are after noon.
    """
    spoken = read_spoken(raw, words)
    if spoken is None:
        return None
    return spoken.other_half if by_day and _is_small(spoken) else _said(spoken, evening=evening)


def read_spoken(raw: str, words: Vocabulary) -> Spoken | None:
    """Read a time of day, keeping what it leaves open: "around 9ish, maybe later"."""
    return spoken_time(_without_fillers(in_short(raw), words)[0], words)


def _said(spoken: Spoken, *, evening: bool) -> time:
    early = not spoken.certain and SMALL_HOURS < spoken.hour < NOON
    return spoken.other_half if evening and early else spoken.said


def _is_small(spoken: Spoken) -> bool:
    return not spoken.certain and spoken.hour <= LAST_BY_DAY


def read_plain_time(raw: str, words: Vocabulary) -> time | None:
    """Read what can be nothing but a time of day: "9 pm", "about half past nine", "21:30".

    A bare number may be a mood, "7:30" a length of sleep, 2045 a year. Without a half of the day
    the evening is meant.
    """
    text = _without_fillers(without(in_short(raw), words.at), words, words.roughly)[0]
    spoken = spoken_time(text, words)
    if spoken is None or text.isdigit():
        return None
    o_clock = any(text.endswith(f" {ending}") for ending in words.o_clock)
    is_plain = not spoken.bare and (spoken.certain or _in_digits(text) is None)
    return _said(spoken, evening=True) if o_clock or is_plain else None


def is_hour(raw: str, words: Vocabulary) -> bool:
    """Tell whether a bare number was said as an hour: "at 5", "slept till 10", not "at a 5"."""
    text = in_short(raw)
    for opening in words.length_opens:
        text = f" {text}".rpartition(f" {opening} ")[2].strip()
    for day in words.today:
        text = text.removeprefix(f"{day} ").removesuffix(f" {day}")
    numbers = (text.removeprefix(f"{one} ") for one in words.before_hour)
    return any(one != text and plain_number(one, words) is not None for one in numbers)


def is_rough(raw: str, words: Vocabulary) -> bool:
    """Tell whether a time was said as one that need not be exact: "around 9", "9ish"."""
    return _without_fillers(in_short(raw), words)[1]


def _without_fillers(
    text: str, words: Vocabulary, only: frozenset[str] = frozenset()
) -> tuple[str, bool]:
    parts, taken = text.replace("~", "~ ").replace(", ", " ").split(), set[str]()
    fillers = only or words.around | words.roughly
    while len(parts) > 1 and parts[0] in fillers:
        taken.add(parts.pop(0))
    while len(parts) > 1 and parts[-1] in fillers:
        taken.add(parts.pop())
    bare = [_without_ending(part, words) for part in parts]
    return " ".join(filter(None, bare)), bare != parts or not words.roughly.isdisjoint(taken)


def _without_ending(part: str, words: Vocabulary) -> str:
    return next(
        (part.removesuffix(one) for one in words.roughly_endings if part.endswith(one)), part
    )


def spoken_time(text: str, words: Vocabulary) -> Spoken | None:
    """Read a time from text in short form, keeping what it leaves open."""
    if named := words.named_times.get(text):
        at = time.fromisoformat(named)
        return Spoken(at.hour, at.minute, certain=True)
    text, half = _half_of_day(text, words)
    for ending in words.o_clock:
        text = text.removesuffix(f" {ending}")
    spoken = _in_words(text, words) or _in_digits(text)
    if spoken is None or half is None:
        return spoken
    return _in_that_half(spoken, half, words)


def _half_of_day(text: str, words: Vocabulary) -> tuple[str, str | None]:
    if said := _halves(words).fullmatch(text):
        return said[1], said[2]
    return text, None


@cache
def _halves(words: Vocabulary) -> re.Pattern[str]:
    # Also without a space, as in 9pm.
    return re.compile(rf"(.*?[^\W_]) ?({any_of(words.before_noon | words.after_noon)})\.?")


def _in_that_half(spoken: Spoken, half: str, words: Vocabulary) -> Spoken | None:
    """Read "9 pm", "12 am", "1 at night"; None for what nobody means, as "21 am"."""
    hour, afternoon = spoken.hour, half in words.after_noon
    if not 1 <= hour <= NOON:
        # "21 pm" and "0:30 am" are said, "0 pm" and "21 am" are not.
        return spoken if afternoon == (hour > NOON) else None
    if half in words.small_hours:
        afternoon = hour % 12 >= words.small_hours[half]
    return Spoken(hour % 12 + (12 if afternoon else 0), spoken.minute, certain=True)


def _in_words(text: str, words: Vocabulary) -> Spoken | None:
    for phrase, minutes in _past_or_to(words):
        if found := phrase.read(text):
            return _beside_an_hour(found["hour"], minutes, words)
    number = plain_number(text, words)
    if text.isdigit() or number is None or number % 1 or number > 23:
        return None
    return Spoken(int(number), 0, certain=not 1 <= number <= NOON, bare=True)


def _beside_an_hour(named: str, minutes: int, words: Vocabulary) -> Spoken | None:
    if at := words.named_times.get(named):
        total = (time.fromisoformat(at).hour * 60 + minutes) % (24 * 60)
        return Spoken(total // 60, total % 60, certain=True)
    hour = plain_number(named, words)
    if hour is None or hour % 1 or not 1 <= hour <= NOON:
        return None
    # Said on a dial: a quarter to one is 12:45.
    total = (int(hour) * 60 + minutes - 60) % (12 * 60) + 60
    return Spoken(total // 60, total % 60, certain=False)


@cache
def _past_or_to(words: Vocabulary) -> tuple[tuple[Phrases, int], ...]:
    return tuple(
        (Phrases([phrase], hour=".+"), minutes) for phrase, minutes in words.past_or_to.items()
    )


def _in_digits(text: str) -> Spoken | None:
    found = _DIGITS.fullmatch(text)
    if found is None:
        return None
    written = found[1] or found[3] or found[5]
    hour, minute = int(written), int(found[2] or found[4] or 0)
    if (hour, minute) == (24, 0) and found[2]:
        hour = 0
    elif hour > 23 or minute > 59:
        return None
    certain = written.startswith("0") or not 1 <= hour <= NOON
    return Spoken(hour, minute, certain=certain, bare=not (found[2] or found[4]))
