"""What a wish may name: a length of time, an hour, a day, a place, a number, each read as ever."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from conversations.flows.check_in import MOOD
from conversations.formats import ZoneMatch
from conversations.formats.zone import Search
from conversations.parsing.appointments import Appointment, read_appointment
from conversations.parsing.clock import is_hour, is_rough, read_time
from conversations.parsing.dates import read_past_day, read_until
from conversations.parsing.durations import read_hours, read_minutes
from conversations.parsing.numbers import read_number, read_whole
from conversations.parsing.phrases import Phrases, without
from conversations.parsing.rough_lengths import read_rough_length
from conversations.parsing.spans import read_past_span
from conversations.parsing.vocabulary import Vocabulary

ANYTHING = "words"
"""The gap for words that nothing is read from."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Here:
    """What words are read by: the person's language and day, the places there are."""

    words: Vocabulary
    today: date
    search: Search
    """Finds places by anything like their names; for words that are certain to name one."""
    called: Search
    """Finds places by their names, quickly."""
    asked: bool = False
    """A question about a day is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishWords:
    """What was named with a wish; None where its phrase has no gap for it."""

    minutes: int | None = None
    at: time | None = None
    around: time | None = None
    """A time that need not be exact."""
    day: date | None = None
    until: date | None = None
    when: Appointment | None = None
    week: date | None = None
    """The Monday of a week."""
    span: tuple[date, date] | None = None
    number: int | None = None
    sleep: str | None = None
    """A length of sleep as it was written, for the question about the night to read."""
    places: tuple[ZoneMatch, ...] = ()
    raw: str = ""
    """All that was typed, as it was."""


Reader = Callable[[str, Here], object]
"""Returns None, or nothing, for what the gap does not hold."""


def _duration(said: str, here: Here) -> int | None:
    # A bare number may be a mood that misses its scale.
    return None if said.isdigit() else _minutes(said, here)


def _minutes(said: str, here: Here) -> int | None:
    return read_minutes(said, here.words) or None


def _day(said: str, here: Here) -> date | None:
    # In "4 or 5" nobody means the fourth.
    return None if said.isdigit() else read_past_day(said, here.today, here.words)


def _weekday(said: str, here: Here) -> date | None:
    is_one = said in here.words.weekdays and said not in here.words.weekly
    return _day(said, here) if is_one else None


def _told(said: str, here: Here) -> date | None:
    # "Monday 9" may be as well an hour of the one to come.
    return None if said in here.words.weekdays else _day(said, here)


def _roughly(said: str, here: Here) -> time | None:
    return read_time(said, here.words, evening=True) if is_rough(said, here.words) else None


def _until(said: str, here: Here) -> date | None:
    """The first day after a rest: "a week", "monday", "this week", "the weekend"."""
    bare = without(said, ("the", *here.words.before_coming))
    weekend = Phrases(here.words.weekend).read(bare) is not None
    if weekend or said in here.words.this_week:
        return here.today - timedelta(days=here.today.isoweekday() - 1) + WEEK
    return read_until(said, here.today, here.words)


def _appointment(said: str, here: Here) -> Appointment | None:
    # In "move it to 11" nobody means the eleventh.
    return None if said.isdigit() else read_appointment(said, here.today, here.words)


def _week(said: str, here: Here) -> date | None:
    monday = here.today - timedelta(days=here.today.isoweekday() - 1)
    if said in here.words.this_week:
        return monday
    return monday + WEEK if said in here.words.next_week else None


def _number(said: str, here: Here) -> int | None:
    if is_hour(said, here.words):
        return None
    number = read_whole(said, here.words, out_of=MOOD.high)
    return number if number is not None and MOOD.low <= number <= MOOD.high else None


def _rating(said: str, here: Here) -> int | None:
    # "4/10", "4 out of 10": no hour is said so.
    return _number(said, here) if read_number(said, here.words) is None else None


def _sleep(said: str, here: Here) -> str | None:
    if is_hour(said, here.words):
        return None
    if read_hours(said, here.words) is None and read_rough_length(said, here.words) is None:
        return None
    return said


GAPS: Mapping[str, tuple[str, Reader]] = {
    "duration": ("minutes", _duration),
    "minutes": ("minutes", _minutes),
    "time": ("at", lambda said, here: read_time(said, here.words, evening=True)),
    "roughly": ("around", _roughly),
    "day": ("day", _day),
    "weekday": ("day", _weekday),
    "told": ("day", _told),
    "until": ("until", _until),
    "span": ("span", lambda said, here: read_past_span(said, here.today, here.words)),
    "week": ("week", _week),
    "appointment": ("when", _appointment),
    "hour": ("at", lambda said, here: read_time(said, here.words, by_day=True)),
    "number": ("number", _number),
    "rating": ("number", _rating),
    "sleep": ("sleep", _sleep),
    "place": ("places", lambda said, here: tuple(here.called(said))),
    "somewhere": ("places", lambda said, here: tuple(here.search(said))),
}
"""By the name of a gap: which of the words it fills, and how it is read."""


def read_gaps(
    named: Mapping[str, str | None], here: Here, no_places: frozenset[str]
) -> WishWords | None:
    """Read what fills the gaps of a phrase; None unless each holds what it should."""
    found: dict[str, Any] = {}
    for gap, said in named.items():
        if said is None or gap == ANYTHING:  # None: it stands in a part that was left out
            continue
        name, reader = GAPS[gap]
        value = None if gap == "place" and said in no_places else reader(said, here)
        if value is None or value == ():
            return None
        found[name] = value
    return WishWords(**found)
