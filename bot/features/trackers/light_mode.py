"""A lighter diary for someone whom it weighs on: fewer evenings, own questions at rest, no offers.

Trying less is what people who feel worse for tracking ask for (Astill Wright and others 2025,
JMIR Ment Health e79500). What was on is remembered, so that all of it comes back as it was, or
the questions alone.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.core import schedule
from bot.core.turn import Turn
from bot.features import sleep
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors
from conversations.questionnaires.load import instruments
from storage import preferences, reminders, trackers

PREFERENCE = "lighter"
DAYS = (1, 3, 5)
OFF = "off"
QUESTIONS = "questions"
# What asks for more than the usual of an evening, and how it is asked for while it rests.
RESTING = {
    sleep.PREFERENCE: "quick",
    **{factors.preference(name): OFF for name in factors.LISTS},
}


def begin(turn: Turn) -> tuple[int, ...]:
    """Make it lighter; the evenings that are left."""
    held = _held(turn) or _remembered(turn)
    asked = _questions(turn)
    # Made lighter again after the questions were woken: they rest again.
    held[QUESTIONS] = asked if QUESTIONS not in held else _both(held[QUESTIONS], asked)
    preferences.set_(turn.tx, turn.user_id, PREFERENCE, json.dumps(held))
    evening = reminders.get(turn.tx, turn.user_id, "evening")
    chosen = evening.days if evening is not None else schedule.EVERY_DAY
    fewer = chosen if len(chosen) <= len(DAYS) else DAYS
    schedule.wish(turn, "evening", days=fewer)
    schedule.wish(turn, "morning", enabled=False)
    turn.change(follow_up=False)
    for name in _offers():
        preferences.set_(turn.tx, turn.user_id, name, OFF)
    for name in asked["choices"]:
        preferences.set_(turn.tx, turn.user_id, name, RESTING[name])
    for id in asked["trackers"]:
        trackers.change(turn.tx, turn.user_id, id, active=False)
    return tuple(fewer)


def questions_rest(turn: Turn) -> bool:
    """Whether questions of the person's own rest because the diary was made lighter."""
    kept = (_held(turn) or {}).get(QUESTIONS)
    return bool(kept and (kept["trackers"] or kept["choices"]))


def wake(turn: Turn) -> bool:
    """Ask the own questions again that rest since it became lighter; the rest stays light."""
    held = _held(turn)
    if held is None or QUESTIONS not in held:
        return False
    _wake(turn, held.pop(QUESTIONS))
    preferences.set_(turn.tx, turn.user_id, PREFERENCE, json.dumps(held))
    return True


def end(turn: Turn) -> bool:
    """Put everything back as it was before."""
    held = _held(turn)
    if held is None:
        return False
    schedule.wish(turn, "evening", days=held["days"] or schedule.EVERY_DAY)
    schedule.wish(turn, "morning", enabled=held.get("morning", True))
    turn.change(follow_up=held["follow_up"])
    _choose(turn, held["choices"])
    if QUESTIONS in held:
        _wake(turn, held[QUESTIONS])
    preferences.remove(turn.tx, turn.user_id, PREFERENCE)
    return True


def _offers() -> tuple[str, ...]:
    """The names of the choices that let the bot bring something up by itself."""
    return ("lookback", "winask", "prompts", *(f"scale.{one.key}" for one in instruments()))


def _held(turn: Turn) -> dict[str, Any] | None:
    held = preferences.get(turn.tx, turn.user_id, PREFERENCE)
    found: dict[str, Any] | None = json.loads(held) if held else None
    return found


def _remembered(turn: Turn) -> dict[str, Any]:
    kinds = {r.kind: r for r in reminders.of(turn.tx, turn.user_id)}
    evening, morning = kinds.get("evening"), kinds.get("morning")
    chosen = preferences.all_(turn.tx, turn.user_id)
    return {
        "days": list(evening.days) if evening else list(schedule.EVERY_DAY),
        "follow_up": turn.known.follow_up,
        "morning": morning is not None and morning.enabled,
        "choices": {name: chosen.get(name) for name in _offers()},
    }


def _questions(turn: Turn) -> dict[str, Any]:
    """What is asked just now besides mood, the hours of sleep and goals."""
    chosen = preferences.all_(turn.tx, turn.user_id)
    every = active_trackers.every(turn.tx, turn.user_id)
    return {
        "trackers": [asked.tracker.id for asked in every if asked.active],
        "choices": {
            name: chosen[name]
            for name, resting in RESTING.items()
            if chosen.get(name) not in (None, resting)
        },
    }


def _both(before: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    ids = dict.fromkeys([*before["trackers"], *more["trackers"]])
    return {"trackers": list(ids), "choices": {**before["choices"], **more["choices"]}}


def _wake(turn: Turn, questions: dict[str, Any]) -> None:
    for id in questions["trackers"]:
        asked = active_trackers.get(turn.tx, turn.user_id, id)
        if asked is not None and not asked.retired:
            trackers.change(turn.tx, turn.user_id, id, active=True)
    _choose(turn, questions["choices"])


def _choose(turn: Turn, choices: Mapping[str, str | None]) -> None:
    for name, value in choices.items():
        if value is None:
            preferences.remove(turn.tx, turn.user_id, name)
        else:
            preferences.set_(turn.tx, turn.user_id, name, value)
