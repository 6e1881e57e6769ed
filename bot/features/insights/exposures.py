"""What is held against mood: nights, goals, own questions, ticked words, the day's first moment.

What is about harm stays out, unless the person wants it in pictures. Silence is neither yes nor
no: a day on which something was not answered is no day of it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from bot.core.turn import Turn
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from bot.features.trackers.active import Asked
from charts.insights.numbers import Exposure, ExposureKind
from conversations.formats.own_words import key_of
from conversations.formats.partly import PARTLY
from conversations.formats.partly import YES as PARTLY_YES
from conversations.night import total_sleep
from conversations.safety.screen import screen
from conversations.text import Text, own
from conversations.trackers.asking import fits
from storage import goals

Answers: TypeAlias = Mapping[str, object]
MOMENT = "moment"
"""The step under which the first moment of a day stands among its answers."""
MARKS: Mapping[object, float] = {"done": 1.0, "not": 0.0}
CHOICES: Mapping[object, float] = {True: 1.0, False: 0.0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may go with mood: what it is called, and how a day's answers tell it."""

    kind: ExposureKind
    id: str
    name: Text
    read: Callable[[Answers], float | None]
    is_amount: bool = False
    unit: Text | None = None
    is_length: bool = False
    """Told in minutes."""

    @property
    def key(self) -> str:
        """Its name for ever, as that of what is found of it."""
        return f"{self.kind}:{self.id}"

    def exposure(self, values: tuple[float | None, ...]) -> Exposure:
        """Say what it was on each day."""
        return Exposure(self.kind, self.id, values, self.is_amount)


def candidates(turn: Turn) -> tuple[Candidate, ...]:
    """Everything of this person that may be tried."""
    return (
        Candidate("night", "hours", own(""), total_sleep, is_amount=True),
        Candidate("night", "quality", own(""), partial(_number, step="quality"), is_amount=True),
        Candidate("moment", "first", own(""), partial(_number, step=MOMENT), is_amount=True),
        *_goals(turn),
        *_questions(turn),
        *_words(turn),
    )


def _goals(turn: Turn) -> Iterator[Candidate]:
    for goal in goals.list_(turn.tx, turn.user_id):
        if goal.horizon == "short" and not screen(goal.title):
            number = str(goal.number)
            yield Candidate("goal", number, own(goal.title), partial(_mark, number=number))


def _mark(told: Answers, *, number: str) -> float | None:
    """Done or not; partly is neither."""
    marks = told.get("goals")
    return MARKS.get(marks.get(number)) if isinstance(marks, dict) else None


def _questions(turn: Turn) -> Iterator[Candidate]:
    for asked in active_trackers.every(turn.tx, turn.user_id):
        question = asked.question
        if asked.retired or not active_trackers.in_pictures(question) or question.kind == "time":
            continue
        yield Candidate(
            "own",
            question.id,
            question.name,
            partial(_answer, asked=asked),
            is_amount=question.kind in ("scale", "number", "duration"),
            unit=question.say(question.unit) if question.unit else None,
            is_length=question.kind == "duration",
        )


def _answer(told: Answers, *, asked: Asked) -> float | None:
    question = asked.question
    value = told.get(question.id)
    if value is None or not fits(question, value):
        return None
    match question.kind:
        case "yes_no":
            return CHOICES.get(value)
        case "partly":
            return None if value == PARTLY else float(value == PARTLY_YES)
        case _:
            return float(value) if isinstance(value, int | float) else None


def _words(turn: Turn) -> Iterator[Candidate]:
    for name in factors.LISTS:
        for entry in factors.words(turn, name):
            word = entry.content.word
            if not screen(word):
                key = key_of(word)
                yield Candidate(name, key, own(word), partial(_ticked, step=name, key=key))


def _ticked(told: Answers, *, step: str, key: str) -> float | None:
    keys = told.get(step)
    return float(key in keys) if isinstance(keys, frozenset) else None


def _number(told: Answers, *, step: str) -> float | None:
    value = told.get(step)
    return float(value) if isinstance(value, int | float) else None
