"""What the sleep picture is made of: nights whose times were told, read once.

Fields as in the Consensus Sleep Diary (Carney et al. 2012, PMC3250369). Efficiency of some nights
is all sleep over all time in bed, as sleep clinics reckon a week's: a middle of nights would let
a short one weigh as much as a long one (Reed & Sacco 2016, PMC4751425).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial

from pydantic import JsonValue

from bot.core.turn import Turn
from bot.features import days, look
from bot.features.history.leafing import by_length
from charts.clock_times import UsualWaking, usual_waking
from charts.theme import Look
from conversations.night import IN_BED, total_sleep
from storage import answers

LENGTHS = {"7": 7, "28": 28}
REGULAR = 28
"""How regular waking is takes four weeks to know."""
DAY, NOON = 24 * 60, 12 * 60


@dataclass(frozen=True, slots=True)
class ToldNight:
    """One night by the day it ended on; without times only its hours are known, if those."""

    day: date
    asleep: tuple[int, int] | None = None
    """Minutes from noon of the day before: when the person tried to sleep, when they woke."""
    in_bed: tuple[int, int] | None = None
    to_sleep: int | None = None
    wakings: int | None = None
    awake: int | None = None
    slept: float | None = None
    lain: float | None = None
    """Hours in bed from getting in to getting up, where both were told."""


@dataclass(frozen=True, slots=True)
class NightsData:
    """Some nights of one person, and how this person reads."""

    nights: tuple[ToldNight, ...]
    length: int
    regular: UsualWaking | None
    regular_n: int
    """On how many nights of four weeks that rests."""
    language: str
    today: date
    is_first: bool
    earlier: date | None
    later: date | None
    look: Look

    @property
    def timed(self) -> list[ToldNight]:
        """The nights whose two ends are known."""
        return [night for night in self.nights if night.asleep is not None]

    @property
    def efficient(self) -> list[tuple[float, float]]:
        """Hours slept and hours in bed of the nights of which both are known."""
        return [
            (night.slept, night.lain)
            for night in self.nights
            if night.slept is not None and night.lain
        ]


def read(turn: Turn, length: int, last: date) -> NightsData:
    """Read the nights up to one, none from before the diary began."""
    nominal, begun = last - timedelta(days=length - 1), days.earliest(turn)
    first, end = min(max(nominal, begun), last), days.latest(turn)
    whole = min(first, last - timedelta(days=REGULAR - 1))
    told = _told(turn, whole, last)
    every = [
        _night(whole + timedelta(days=n), told.get(whole + timedelta(days=n), {}))
        for n in range((last - whole).days + 1)
    ]
    leafing = by_length(length, partial(_is_told, turn))
    wakings = [_clock(night.asleep[1]) for night in every[-REGULAR:] if night.asleep]
    return NightsData(
        nights=tuple(night for night in every if night.day >= first),
        length=length,
        regular=usual_waking(wakings),
        regular_n=len(wakings),
        language=turn.language,
        today=turn.today,
        is_first=first > nominal,
        earlier=leafing.earlier(last, begun),
        later=leafing.later(last, end),
        look=look.look(turn),
    )


def _told(turn: Turn, first: date, last: date) -> dict[date, dict[str, JsonValue]]:
    told: dict[date, dict[str, JsonValue]] = {}
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        told.setdefault(answer.day, {})[answer.step] = answer.value
    return told


def _is_told(turn: Turn, first: date, last: date) -> bool:
    """Whether any of some nights has its times."""
    return any(_night(day, told).asleep for day, told in _told(turn, first, last).items())


def slept_in_bed(told: Mapping[str, object]) -> tuple[float, float] | None:
    """Hours slept and hours in bed of one night; None where either is not known."""
    slept = total_sleep(told)
    match told.get("night"):
        case {"in_bed": int() | float() as in_bed, "of": of} if of == IN_BED and in_bed:
            return None if slept is None else (slept, in_bed)
        case _:
            return None


def _night(day: date, told: Mapping[str, JsonValue]) -> ToldNight:
    slept = told.get("sleep")
    whole = slept if isinstance(slept, dict) else {}
    bed = _minutes((told.get("bed_at"), whole.get("bed")))
    woke = _minutes((told.get("woke_at"), whole.get("wake")))
    hours, known = total_sleep(told), slept_in_bed(told)
    if bed is None or woke is None:
        return ToldNight(day, slept=hours)
    ends = woke + NOON
    begins = ends - (woke - bed) % DAY
    into, up = _minutes((told.get("into_bed"),)), _minutes((told.get("up_at"),))
    lay = begins - (0 if into is None else _short((bed - into) % DAY))
    rose = ends + (0 if up is None else _short((up - woke) % DAY))
    return ToldNight(
        day,
        asleep=(begins, ends),
        in_bed=(lay, rose) if (into, up) != (None, None) else None,
        to_sleep=_whole(told.get("to_sleep")),
        wakings=_whole(told.get("wakings")),
        awake=_whole(told.get("awake")),
        slept=hours,
        lain=known[1] if known else None,
    )


def _short(minutes: int) -> int:
    """No more than half a day is meant: "before" is not nearly a day after."""
    return minutes if minutes <= DAY // 2 else 0


def _minutes(told: Iterable[JsonValue]) -> int | None:
    """The first of some times of the clock, in minutes from midnight."""
    at = next((one for one in told if isinstance(one, str)), None)
    try:
        found = time.fromisoformat(at) if at is not None else None
    except ValueError:
        return None
    return found.hour * 60 + found.minute if found is not None else None


def _whole(value: JsonValue) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None


def _clock(minutes: int) -> time:
    of_day = (minutes - NOON) % DAY
    return time(of_day // 60, of_day % 60)
