"""A lighter diary for someone whom it weighs on: fewer evenings, own questions at rest, no offers.

Trying less is what people who feel worse for tracking ask for (Astill Wright and others 2025,
JMIR Ment Health e79500). What was on is remembered, so that all of it comes back as it was, or
the questions alone.
"""

import json
import logging
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core import schedule
from bot.core.fields import Name, Weekdays
from bot.core.turn import Turn
from bot.features import sleep
from bot.features.questionnaires import offering
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from storage import preferences, reminders, trackers

PREFERENCE = "lighter"
log = logging.getLogger(__name__)

DAYS = (1, 3, 5)
OFF = "off"
# What asks for more than the usual of an evening, and how it is asked for while it rests.
RESTING: dict[str, str] = {
    sleep.PREFERENCE: sleep.QUICK,
    **{factors.preference(name): OFF for name in factors.LISTS},
}


Choices: TypeAlias = Annotated[
    dict[Name, Annotated[str, Field(max_length=2_000)] | None], Field(max_length=100)
]


class Resting(BaseModel):
    """The questions of the person's own that rest, and how else was asked."""

    model_config = ConfigDict(strict=True, frozen=True)
    trackers: Annotated[tuple[Name, ...], Field(strict=False, max_length=200)]
    choices: Choices

    def and_(self, more: "Resting") -> "Resting":
        """Both: made lighter again after the questions were woken, they rest again."""
        ids = dict.fromkeys((*self.trackers, *more.trackers))
        return Resting(trackers=tuple(ids), choices={**self.choices, **more.choices})


class Before(BaseModel):
    """How it was before it became lighter."""

    model_config = ConfigDict(strict=True, frozen=True)
    days: Weekdays
    follow_up: bool
    morning: bool = True
    choices: Choices
    questions: Resting | None = None

    def to_json(self) -> str:
        """Return it as it is stored."""
        unsaid = {"questions"} if self.questions is None else None
        return json.dumps(self.model_dump(mode="json", exclude=unsaid))


def begin(turn: Turn) -> tuple[int, ...]:
    """Make it lighter; the evenings that are left."""
    held, asked = _held(turn) or _remembered(turn), _questions(turn)
    resting = held.questions.and_(asked) if held.questions else asked
    _keep(turn, held.model_copy(update={"questions": resting}))
    evening = reminders.get(turn.tx, turn.user_id, "evening")
    chosen = evening.days if evening is not None else schedule.EVERY_DAY
    fewer = chosen if len(chosen) <= len(DAYS) else DAYS
    schedule.wish(turn, "evening", days=fewer)
    schedule.wish(turn, "morning", enabled=False)
    turn.change(follow_up=False)
    for name in _offers(turn):
        preferences.set_(turn.tx, turn.user_id, name, OFF)
    for name in asked.choices:
        preferences.set_(turn.tx, turn.user_id, name, RESTING[name])
    for id in asked.trackers:
        trackers.change(turn.tx, turn.user_id, id, active=False)
    return tuple(fewer)


def questions_rest(turn: Turn) -> bool:
    """Whether questions of the person's own rest because the diary was made lighter."""
    held = _held(turn)
    kept = held.questions if held else None
    return kept is not None and bool(kept.trackers or kept.choices)


def wake(turn: Turn) -> bool:
    """Ask the own questions again that rest since it became lighter; the rest stays light."""
    held = _held(turn)
    if held is None or held.questions is None:
        return False
    _wake(turn, held.questions)
    _keep(turn, held.model_copy(update={"questions": None}))
    return True


def end(turn: Turn) -> bool:
    """Put everything back as it was before."""
    held = _held(turn)
    if held is None:
        return False
    schedule.wish(turn, "evening", days=held.days or schedule.EVERY_DAY)
    schedule.wish(turn, "morning", enabled=held.morning)
    turn.change(follow_up=held.follow_up)
    _choose(turn, held.choices)
    if held.questions is not None:
        _wake(turn, held.questions)
    preferences.remove(turn.tx, turn.user_id, PREFERENCE)
    return True


def _offers(turn: Turn) -> tuple[str, ...]:
    """The names of the choices that let the bot bring something up by itself."""
    resting = (one.name for one in turn.deps.registry.opt_outs.values() if one.rests)
    return (*resting, *offering.preference_names())


def _keep(turn: Turn, held: Before) -> None:
    preferences.set_(turn.tx, turn.user_id, PREFERENCE, held.to_json())


def _held(turn: Turn) -> Before | None:
    held = preferences.get(turn.tx, turn.user_id, PREFERENCE)
    if not held:
        return None
    try:
        return Before.model_validate_json(held)
    except ValidationError:
        log.warning("what was before a lighter diary cannot be read")
        return None


def _remembered(turn: Turn) -> Before:
    kinds = {r.kind: r for r in reminders.of(turn.tx, turn.user_id)}
    evening, morning = kinds.get("evening"), kinds.get("morning")
    chosen = preferences.all_(turn.tx, turn.user_id)
    return Before(
        days=tuple(evening.days) if evening else tuple(schedule.EVERY_DAY),
        follow_up=turn.known.follow_up,
        morning=morning is not None and morning.enabled,
        choices={name: chosen.get(name) for name in _offers(turn)},
    )


def _questions(turn: Turn) -> Resting:
    """What is asked just now besides mood, the hours of sleep and goals."""
    chosen = preferences.all_(turn.tx, turn.user_id)
    every = active_trackers.every(turn.tx, turn.user_id)
    return Resting(
        trackers=tuple(asked.tracker.id for asked in every if asked.active),
        choices={
            name: chosen[name]
            for name, resting in RESTING.items()
            if chosen.get(name) not in (None, resting)
        },
    )


def _wake(turn: Turn, questions: Resting) -> None:
    for id in questions.trackers:
        asked = active_trackers.get(turn.tx, turn.user_id, id)
        if asked is not None and not asked.retired:
            trackers.change(turn.tx, turn.user_id, id, active=True)
    _choose(turn, questions.choices)


def _choose(turn: Turn, choices: Mapping[str, str | None]) -> None:
    for name, value in choices.items():
        if value is None:
            preferences.remove(turn.tx, turn.user_id, name)
        else:
            preferences.set_(turn.tx, turn.user_id, name, value)
