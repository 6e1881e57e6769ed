"""Reads two years of a diary, a quarter at a time, so that nobody waits behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from pydantic import JsonValue

from bot.core import contents
from bot.core.turn import Turn
from bot.features import days
from bot.features import mood as moods_told
from bot.features.insights import free_days, put_away
from bot.features.insights.exposures import MOMENT, Candidate, candidates
from bot.features.moments import MomentContent
from charts.insights.numbers import DiaryNumbers, NightNumbers
from conversations.night import IN_BED, total_sleep
from conversations.safety.screen import screen
from storage import answers, check_ins, notes

SPAN = timedelta(days=730)
PART = timedelta(days=91)
WORDS = timedelta(days=56)
"""For so long marked words are looked for."""
_MARKED = re.compile(r"#(\w*[^\W\d_]\w*)")
LONGEST_MARK = 40
MEASURED = ("mood", "sleep", "night", "quality")


@dataclass(slots=True)
class DiaryReading:
    """One diary while it is read."""

    last: date
    candidates: tuple[Candidate, ...]
    free_days: frozenset[int]
    put_away: frozenset[str]
    told: dict[date, dict[str, JsonValue]] = field(default_factory=dict)
    moods: dict[date, int] = field(default_factory=dict)
    marked: dict[date, frozenset[str]] = field(default_factory=dict)

    def parts(self) -> Iterator[tuple[date, date]]:
        """The quarters to be read."""
        first = self.last - SPAN + timedelta(days=1)
        while first <= self.last:
            yield first, min(first + PART - timedelta(days=1), self.last)
            first += PART

    def numbers(self) -> DiaryNumbers:
        """Everything that was read, from the first day of which something is known."""
        first = min([self.last, *self.moods, *self.told])
        every = [first + timedelta(days=n) for n in range((self.last - first).days + 1)]
        return DiaryNumbers(
            first=first,
            moods=tuple(self.moods.get(day) for day in every),
            nights=tuple(_night(self.told.get(day, {})) for day in every),
            exposures=tuple(one.over(self.told, every) for one in self.candidates),
            marked=tuple(self.marked.get(day, frozenset()) for day in every),
            free_days=self.free_days,
        )


def begin(turn: Turn) -> DiaryReading:
    """Read what is not of a day."""
    return DiaryReading(
        days.latest(turn), candidates(turn), free_days.chosen(turn), put_away.keys(turn)
    )


def read(turn: Turn, reading: DiaryReading, first: date, last: date) -> None:
    """Read some days; what "same as usual" filled in is no measurement and stays out."""
    usual = {
        known.day
        for known in check_ins.between(turn.tx, turn.user_id, first, last)
        if known.as_usual
    }
    told: dict[date, dict[str, JsonValue]] = {}
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        if answer.value is not None and not (answer.day in usual and answer.step in MEASURED):
            told.setdefault(answer.day, {})[answer.step] = answer.value
    rated = {day: mood for day, one in told.items() if isinstance(mood := one.get("mood"), int)}
    reading.moods |= moods_told.stand_ins(turn.tx, turn.user_id, first, last) | rated
    for moment in reversed(contents.between(turn.tx, turn.user_id, MomentContent, first, last)):
        if moment.day in rated:  # else the mood of the day is made of the moment itself
            told.setdefault(moment.day, {})[MOMENT] = moment.content.mood
    reading.told |= told
    if last > reading.last - WORDS:
        _read_marks(turn, reading, first, last)


def _read_marks(turn: Turn, reading: DiaryReading, first: date, last: date) -> None:
    said: dict[date, list[str]] = {}
    for note in notes.between(turn.tx, turn.user_id, first, last):
        said.setdefault(note.day, []).append(note.text)
    for day, told in reading.told.items():
        if first <= day <= last and isinstance(own := told.get("note"), str):
            said.setdefault(day, []).append(own)
    for day, texts in said.items():
        words = {word.casefold() for text in texts for word in _MARKED.findall(text)}
        safe = (word for word in words if len(word) <= LONGEST_MARK and not screen(word))
        reading.marked[day] = frozenset(safe)


def _night(told: dict[str, JsonValue]) -> NightNumbers | None:
    sleep, night = told.get("sleep"), told.get("night")
    if not isinstance(sleep, dict):
        return None
    slept = total_sleep(told)
    match night:
        case {"in_bed": int() | float() as in_bed, "of": of} if of == IN_BED:
            return NightNumbers(_time(sleep, "bed"), _time(sleep, "wake"), slept, float(in_bed))
        case _:
            return NightNumbers(_time(sleep, "bed"), _time(sleep, "wake"))


def _time(sleep: dict[str, JsonValue], end: str) -> time | None:
    value = sleep.get(end)
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
