"""The steps that a person has added to their day: their trackers, and the words they tick."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.core.turn import Turn
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from bot.features.trackers.active import Asked
from conversations.flow import Ask
from conversations.safety.screen import screen
from conversations.trackers import ask
from storage import answers


def asked(turn: Turn, day: date) -> list[Ask]:
    """What is asked in the evening of a day, and what was answered that day already.

    What belongs to the morning is asked here only once the day is over and is filled in.
    """
    told = answers.of_day(turn.tx, turn.user_id, day)
    values = {step: answer.value for step, answer in told.items()}
    mine = [
        ask(one.question)
        for one in active_trackers.every(turn.tx, turn.user_id)
        if one.tracker.id in told or (one.applies(day) and _belongs(one, turn, day))
    ]
    return [*mine, *factors.steps(turn, values)]


def _belongs(one: Asked, turn: Turn, day: date) -> bool:
    return one.question.part == "evening" or day < turn.today


def answered(turn: Turn, told: Mapping[str, Any]) -> list[Ask]:
    """The steps that sum up what was answered, those that are asked no longer among them."""
    every = active_trackers.every(turn.tx, turn.user_id)
    mine = [ask(one.question) for one in every if one.tracker.id in told]
    return [*mine, *factors.steps(turn, told, answered_only=True)]


def in_words(turn: Turn, step: str) -> bool:
    """Whether a step is an own question that is answered in a few words."""
    one = active_trackers.get(turn.tx, turn.user_id, step)
    return one is not None and one.question.kind == "text"


def is_about_danger(turn: Turn, step: str, value: Any) -> bool:
    """Whether an own question about harm was answered with anything but none or no."""
    one = active_trackers.get(turn.tx, turn.user_id, step) if value else None
    if one is None:
        return False
    least = one.question.support_from
    if least is not None and isinstance(value, int) and value >= least:
        return True
    return one.question.own_label and bool(screen(one.question.label))
