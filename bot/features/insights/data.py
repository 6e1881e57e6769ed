"""Reads two years of a diary, a quarter at a time, so that nobody waits behind it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import chain

from bot.core import contents
from bot.core.turn import Turn
from bot.features import days
from bot.features import mood as moods_told
from bot.features.insights import free_days, put_away
from bot.features.insights.exposures import MOMENT, Candidate, candidates
from bot.features.moments import MomentContent
from bot.features.trackers import factors
from charts.insights.numbers import DiaryNumbers, NightNumbers
from conversations.formats.own_words import key_of, words_of
from conversations.night import IN_BED, total_sleep
from conversations.safety.screen import screen
from storage import answers, check_ins, damage, notes

SPAN = timedelta(days=730)
PART = timedelta(days=91)
WORDS = timedelta(days=56)
"""For so long marked words are looked for."""
_MARKED = re.compile(r"#(\w*[^\W\d_]\w*)")
LONGEST_MARK = 40
MEASURED = ("mood", "sleep", "night", "quality")


@dataclass(frozen=True, slots=True)
class DiaryPart:
    """Some days, read: a place for each of them in every row."""

    moods: tuple[int | None, ...]
    nights: tuple[NightNumbers | None, ...]
    values: tuple[tuple[float | None, ...], ...]
    """One row for each candidate."""
    marked: tuple[frozenset[str], ...]


@dataclass(slots=True)
class DiaryReading:
    """One diary while it is read."""

    last: date
    begun: date
    """The first day there is anything to see of, as in `/week`."""
    candidates: tuple[Candidate, ...]
    free_days: frozenset[int]
    put_away: frozenset[str]
    read: list[DiaryPart] = field(default_factory=list)
    is_damaged: bool = False
    """Whether some of it does not open any more."""
    as_usual: set[date] = field(default_factory=set)
    """Days with a mood that "same as usual" filled in."""

    @property
    def first(self) -> date:
        """The first day that is read."""
        return self.last - SPAN + timedelta(days=1)

    def parts(self) -> Iterator[tuple[date, date]]:
        """The quarters to be read, one after the other."""
        first = self.first
        while first <= self.last:
            yield first, min(first + PART - timedelta(days=1), self.last)
            first += PART

    def numbers(self) -> DiaryNumbers:
        """Everything that was read, from the first day of which a mood or a night is known."""
        moods = tuple(chain.from_iterable(part.moods for part in self.read))
        nights = tuple(chain.from_iterable(part.nights for part in self.read))
        known = (n for n, told in enumerate(zip(moods, nights, strict=True)) if any(told))
        begin = next(known, len(moods) - 1)
        first = self.first + timedelta(days=begin)
        rows = (
            chain.from_iterable(part.values[at] for part in self.read)
            for at in range(len(self.candidates))
        )
        return DiaryNumbers(
            first=first,
            moods=moods[begin:],
            nights=nights[begin:],
            exposures=tuple(
                one.exposure(tuple(row)[begin:])
                for one, row in zip(self.candidates, rows, strict=True)
            ),
            marked=tuple(chain.from_iterable(part.marked for part in self.read))[begin:],
            free_days=self.free_days,
            silent_before=max(0, (first - max(self.begun, self.first)).days),
        )

    def usual_among(self, latest: int) -> int:
        """Count the days that were filled in as usual among the latest."""
        return sum(day > self.last - timedelta(days=latest) for day in self.as_usual)


def begin(turn: Turn) -> DiaryReading:
    """Read what is not of a day."""
    return DiaryReading(
        last=days.latest(turn),
        begun=days.earliest(turn),
        candidates=candidates(turn),
        free_days=free_days.chosen(turn),
        put_away=put_away.keys(turn),
    )


def read(turn: Turn, reading: DiaryReading, first: date, last: date) -> None:
    """Read some days; what "same as usual" filled in is no measurement and stays out."""
    told = _told(turn, reading, first, last)
    moods = moods_told.stand_ins(turn.tx, turn.user_id, first, last)
    for moment in reversed(contents.between(turn.tx, turn.user_id, MomentContent, first, last)):
        if "mood" in told.get(moment.day, {}):  # else the day's mood is made of the moment itself
            told[moment.day][MOMENT] = moment.content.mood
    moods |= {day: mood for day, one in told.items() if isinstance(mood := one.get("mood"), int)}
    marked = _marked(turn, told, first, last) if last > reading.last - WORDS else {}
    reading.is_damaged |= bool(damage.known(turn.tx, turn.user_id))
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    nothing: dict[str, object] = {}
    reading.read.append(
        DiaryPart(
            moods=tuple(map(moods.get, every)),
            nights=tuple(_night(told.get(day, nothing)) for day in every),
            values=tuple(
                tuple(one.read(told.get(day, nothing)) for day in every)
                for one in reading.candidates
            ),
            marked=tuple(marked.get(day, frozenset()) for day in every),
        )
    )


def _told(
    turn: Turn, reading: DiaryReading, first: date, last: date
) -> dict[date, dict[str, object]]:
    """Every answer by its day and step; words as the keys by which they are known."""
    opened = check_ins.between(turn.tx, turn.user_id, first, last)
    usual = {known.day for known in opened if known.as_usual}
    told: dict[date, dict[str, object]] = {}
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        if answer.value is None or (answer.day in usual and answer.step in MEASURED):
            if answer.value is not None and answer.step == "mood":
                reading.as_usual.add(answer.day)
            continue
        value = answer.value
        told.setdefault(answer.day, {})[answer.step] = (
            frozenset(map(key_of, words_of(value))) if answer.step in factors.LISTS else value
        )
    return told


def _marked(
    turn: Turn, told: Mapping[date, Mapping[str, object]], first: date, last: date
) -> dict[date, frozenset[str]]:
    """Find the words marked with # in notes; words of danger are left alone."""
    said: dict[date, list[str]] = {}
    for note in notes.between(turn.tx, turn.user_id, first, last):
        said.setdefault(note.day, []).append(note.text)
    for day, one in told.items():
        if isinstance(own := one.get("note"), str):
            said.setdefault(day, []).append(own)
    marked = {}
    for day, texts in said.items():
        words = {word.casefold() for text in texts for word in _MARKED.findall(text)}
        marked[day] = frozenset(w for w in words if len(w) <= LONGEST_MARK and not screen(w))
    return marked


def _night(told: Mapping[str, object]) -> NightNumbers | None:
    sleep, night = told.get("sleep"), told.get("night")
    if not isinstance(sleep, dict):
        return None
    slept = total_sleep(told)
    match night:
        case {"in_bed": int() | float() as in_bed, "of": of} if of == IN_BED:
            return NightNumbers(_time(sleep, "bed"), _time(sleep, "wake"), slept, float(in_bed))
        case _:
            return NightNumbers(_time(sleep, "bed"), _time(sleep, "wake"))


def _time(sleep: Mapping[str, object], end: str) -> time | None:
    value = sleep.get(end)
    return _clock(value) if isinstance(value, str) else None


@lru_cache(maxsize=24 * 60)
def _clock(value: str) -> time | None:
    """The same time is the same object, which is packed for the other process once."""
    try:
        return time.fromisoformat(value)
    except ValueError:
        return None
