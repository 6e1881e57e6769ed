"""The steps that a person has added to their day: their trackers, and the words they tick."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from math import ceil

from bot.core.turn import Turn
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from bot.features.trackers.active import Asked
from conversations.flow import Ask
from conversations.trackers import Question, ask
from storage import answers
from storage.answers import Answer

STRONG = 0.8
"""The part of an own scale about harm from which on its answer is a strong one."""


class Danger(Enum):
    """What an answer about harm says: nothing, that there was some, or a strong urge."""

    NONE = 0
    SOME = 1
    STRONG = 2


LOOKED_BACK = timedelta(days=60)  # for earlier answers to a question


def asked(turn: Turn, day: date, told: Mapping[str, Answer]) -> list[Ask]:
    """What is asked in the evening of a day, and what was answered that day already (`told`).

    What belongs to the morning is asked here only once the day is over and is filled in.
    """
    values = {step: answer.value for step, answer in told.items()}
    mine = [
        asked_with_earlier(turn, one.question)
        for one in active_trackers.every(turn.tx, turn.user_id)
        if one.tracker.id in told or (one.applies(day) and _belongs(one, turn, day))
    ]
    return [*mine, *factors.steps(turn, values)]


def asked_with_earlier(turn: Turn, question: Question) -> Ask:
    """The step that asks a question; earlier numbers tell how a new one is meant."""

    def earlier() -> list[float]:
        first = turn.today - LOOKED_BACK
        told = answers.between(turn.tx, turn.user_id, first, date.max)
        return [
            one.value
            for one in told
            if one.step == question.id and isinstance(one.value, int | float)
        ]

    return ask(question, earlier)


def _belongs(one: Asked, turn: Turn, day: date) -> bool:
    return one.question.part == "evening" or day < turn.today


def answered(turn: Turn, told: Mapping[str, object]) -> list[Ask]:
    """The steps that sum up what was answered, those that are asked no longer among them."""
    every = active_trackers.every(turn.tx, turn.user_id)
    mine = [ask(one.question) for one in every if one.tracker.id in told]
    return [*mine, *factors.steps(turn, told, answered_only=True)]


def in_words(turn: Turn) -> list[str]:
    """Which steps are own questions that are answered in a few words, old ones too."""
    every = active_trackers.every(turn.tx, turn.user_id)
    return [one.tracker.id for one in every if one.question.kind == "text"]


def danger(turn: Turn, step: str, value: object) -> Danger:
    """How much of harm an own question was answered with: none, some, or a strong urge."""
    one = active_trackers.get(turn.tx, turn.user_id, step) if value else None
    if one is None or not active_trackers.is_about_harm(one.question):
        return Danger.NONE
    if not isinstance(value, int) or isinstance(value, bool):
        return Danger.SOME
    if value >= _strong_from(one.question):
        return Danger.STRONG
    return Danger.SOME if value >= (one.question.support_from or 1) else Danger.NONE


def _strong_from(question: Question) -> int:
    if question.strong_from is not None:
        return question.strong_from
    return ceil((question.maximum or 0) * STRONG) or 1
