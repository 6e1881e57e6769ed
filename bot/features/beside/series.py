"""One question over some days: its values as heights on its own scale, and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from math import ceil

from pydantic import JsonValue

from bot.core.turn import Turn
from bot.features.history import mood_words, record
from bot.features.history.record import DayMoods
from bot.features.trackers import active as active_trackers
from bot.features.trackers.active import Asked
from bot.features.week import own_rows, own_told
from bot.features.week.caption import hours_words
from bot.features.week.own_told import OwnTold, height
from charts.beside_view import DrawnAs
from charts.sleep_words import FULL
from conversations.formats import length_words
from conversations.night import total_sleep
from conversations.text import Text, own, shown, t
from conversations.trackers import Question
from conversations.trackers.asking import fits
from storage import answers

MOOD, SLEEP = "mood", "sleep"
LOWEST, HIGHEST = 1, 10
_NOON, _DAY = 12 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Series:
    """One question over some days."""

    name: Text
    drawn: DrawnAs
    low: Text
    high: Text
    levels: tuple[float | None, ...]
    asked: tuple[bool, ...]
    told: OwnTold | None
    """The sum and the days in words; None where nothing was told."""
    moods: tuple[int | None, ...] = ()
    of_moments: tuple[bool, ...] = ()
    """On which days a mood is the middle of moments."""


def choices(turn: Turn) -> list[tuple[str, Text]]:
    """Every question that a picture may show, by its id."""
    own_questions = [
        (one.tracker.id, one.question.name)
        for one in active_trackers.listed(turn.tx, turn.user_id)
        if active_trackers.in_pictures(one.question)
    ]
    return [(MOOD, t("Mood")), (SLEEP, t("Sleep")), *own_questions]


def read(turn: Turn, which: Sequence[str], first: date, last: date) -> list[Series] | None:
    """Read some questions over the same days; None where one may not be shown or is gone."""
    allowed = {known for known, _ in choices(turn)}
    if not which or not allowed.issuperset(which):
        return None
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    told: dict[date, dict[str, JsonValue]] = {}
    for answer in answers.between(turn.tx, turn.user_id, first, last):
        told.setdefault(answer.day, {})[answer.step] = answer.value
    made = []
    for known in which:
        if known == MOOD:
            made.append(_moods(record.moods(turn, first, last), every))
        elif known == SLEEP:
            made.append(_nights(told, every))
        else:
            one = active_trackers.get(turn.tx, turn.user_id, known)
            if one is None:
                return None
            made.append(_of(one, told, every))
    return made


def _moods(told: DayMoods, every: Sequence[date]) -> Series:
    values = tuple(told.moods.get(day) for day in every)
    of_moments = tuple(day in told.of_moments for day in every)
    summed = _summed(values, lambda: own_told.of_numbers(t("Mood"), values, shown))
    return Series(
        t("Mood"),
        "mood",
        t("{number}: {words}", number=LOWEST, words=t("very low")),
        t("{number}: {words}", number=HIGHEST, words=t("very good")),
        tuple(height(value, LOWEST, HIGHEST) for value in values),
        (True,) * len(values),
        summed and replace(summed, cells=_mood_cells(values, of_moments)),
        values,
        of_moments,
    )


def _mood_cells(
    values: Sequence[int | None], of_moments: Sequence[bool]
) -> tuple[Text | None, ...]:
    return tuple(
        None if value is None else mood_words.number(value, is_about=about)
        for value, about in zip(values, of_moments, strict=True)
    )


def _nights(told: Mapping[date, Mapping[str, JsonValue]], every: Sequence[date]) -> Series:
    hours = tuple(total_sleep(told.get(day, {})) for day in every)
    full = max(FULL, *(ceil(one or 0) for one in hours))
    return Series(
        t("Sleep"),
        "sleep",
        t("{h} h", h=0),
        t("{h} h", h=int(full)),
        tuple(None if one is None else one / full for one in hours),
        (True,) * len(hours),
        _summed(hours, lambda: own_told.of_numbers(t("Sleep"), hours, hours_words)),
    )


def _of(one: Asked, told: Mapping[date, Mapping[str, JsonValue]], every: Sequence[date]) -> Series:
    question = one.question
    said = (told.get(day, {}).get(question.id) for day in every)
    # An answer to an earlier question under this name says nothing in its picture.
    values = tuple(v if v is not None and fits(question, v) else None for v in said)
    asked = tuple(own_rows.is_asked(one, day) for day in every)
    summed = _summed(values, lambda: own_rows.of_question(question, values))
    low, high, levels = _scale(question, values, summed)
    drawn: DrawnAs = "marks" if question.kind in ("yes_no", "partly") else "line"
    return Series(question.name, drawn, low, high, levels, asked, summed)


def _summed(values: Sequence[JsonValue], make: Callable[[], OwnTold]) -> OwnTold | None:
    return make() if any(value is not None for value in values) else None


Scale = tuple[Text, Text, tuple[float | None, ...]]
"""The ends of a scale in words, and where on it each day stands."""


def _scale(question: Question, values: Sequence[JsonValue], summed: OwnTold | None) -> Scale:
    """A scale's own ends; of a number the lowest and the highest that was told."""
    if question.kind in ("yes_no", "partly"):
        levels = summed.levels if summed else (None,) * len(values)
        return t("no"), t("yes"), levels
    if question.kind == "time":
        return _clock(values)
    low, high = question.minimum, question.maximum
    if question.kind == "scale" and low is not None and high is not None:
        return (
            _end(low, question.say(question.low)),
            _end(high, question.say(question.high)),
            tuple(height(value, low, high) for value in values),
        )
    known = [value for value in values if isinstance(value, int | float)]
    least, most = min(known, default=0), max(known, default=0)
    say = length_words if question.kind == "duration" else shown
    return say(least), say(most), tuple(height(value, least, most) for value in values)


def _end(number: float, words: Text) -> Text:
    whole = int(number) if number == int(number) else number
    return t("{number}: {words}", number=whole, words=words) if words.message else shown(whole)


def _clock(values: Sequence[JsonValue]) -> Scale:
    """Times of the clock, counted from noon or from midnight: where they lie closer together."""
    told = [time.fromisoformat(value) if isinstance(value, str) else None for value in values]
    minutes = [None if at is None else at.hour * 60 + at.minute for at in told]
    turned = [None if one is None else (one - _NOON) % _DAY for one in minutes]
    from_noon = _reach(turned) < _reach(minutes)
    used = turned if from_noon else minutes
    known = [one for one in used if one is not None]
    least, most = min(known, default=0), max(known, default=0)
    return (
        _time(least, from_noon=from_noon),
        _time(most, from_noon=from_noon),
        tuple(height(one, least, most) for one in used),
    )


def _reach(minutes: Sequence[int | None]) -> int:
    known = [one for one in minutes if one is not None]
    return max(known, default=0) - min(known, default=0)


def _time(minutes: int, *, from_noon: bool) -> Text:
    of_day = (minutes + (_NOON if from_noon else 0)) % _DAY
    return own(f"{of_day // 60:02}:{of_day % 60:02}")
