"""What entries and answers of each known kind must hold, so that no feature stumbles over them.

A kind that this version does not know is kept as it is: nothing here reads it.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.features.portability.import_checks import (
    REQUIRED,
    Bad,
    Check,
    clock_words,
    day_words,
    flag,
    goal_number,
    listing,
    mapping,
    maybe,
    name,
    number,
    one_of,
    plain,
    shape,
    whole,
    words,
)
from conversations.flows.plan import BY_ID
from conversations.formats.lines import LONGEST
from conversations.night import DETAIL
from conversations.trackers import Question
from conversations.trackers.asking import fits

TEXT = 8_000
MOST_DAYS = 20_000  # fifty years
_GOAL = (goal_number, REQUIRED)
_WAS = shape(
    {"goal": _GOAL, "field": (one_of("title", "until"), REQUIRED), "was": (plain, None)},
    closed=False,
)
_STEP = one_of(*BY_ID)
_DAYS = listing(whole(1, 7), 7)


# What a later version may add is kept as well.
_open = partial(shape, closed=False)


def _level(value: Any) -> str:
    return str(one_of("-2", "-1", "0", "1", "2")(value))


def _moved(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) != 2:
        raise Bad
    return [day_words(value[0]), clock_words(value[1])]


def _goal_was(value: Any) -> dict[str, Any]:
    found = _WAS(value)
    check = day_words if found["field"] == "until" else words(TEXT, least=1)
    if found["was"] is not None or found["field"] == "title":
        found["was"] = check(found["was"])
    return dict(found)


_ITEM = maybe(whole(0, 100))


def _given(value: Any) -> list[Any]:
    """An item of a questionnaire that is not finished, and its answer."""
    if not isinstance(value, list) or len(value) != 2:
        raise Bad
    return [name(value[0]), _ITEM(value[1])]


ENTRIES: Mapping[str, Check] = {
    "moment": _open({"mood": (whole(1, 10), REQUIRED), "words": (words(TEXT), "")}),
    "scale": _open(
        {
            "instrument": (words(60, least=1), REQUIRED),
            "items": (listing(_ITEM, 100), REQUIRED),
            "score": (maybe(number(-1_000, 1_000)), None),
        }
    ),
    "scale.open": _open(
        {
            "instrument": (words(60, least=1), REQUIRED),
            "answers": (listing(_given, 100), REQUIRED),
            "talk": (name, REQUIRED),
        }
    ),
    "word": _open(
        {"list": (one_of("factors", "helped"), REQUIRED), "word": (words(60, least=1), REQUIRED)},
        closed=False,
    ),
    "diary.effect": _open({"effect": (one_of("helps", "nothing", "heavier"), REQUIRED)}),
    "goal target": _open(
        {
            "goal": _GOAL,
            "times": (maybe(whole(1, 100)), None),
            "days": (_DAYS, []),
            "once": (flag, False),
        }
    ),
    "goal was": _goal_was,
    "goal scale": _open(
        {
            "goal": _GOAL,
            "levels": (mapping(_level, words(TEXT, least=1), 5), REQUIRED),
            "weight": (number(0.001, 1_000), 1),
            "ended": (maybe(day_words), None),
        }
    ),
    "goal level": _open({"goal": _GOAL, "level": (whole(-2, 2), REQUIRED)}),
    "goal reached": _open({"goal": _GOAL, "win": (name, REQUIRED)}),
    "count mark": _open(
        {"goal": _GOAL, "count": (whole(0, 100_000), REQUIRED), "win": (maybe(name), None)}
    ),
    "look-back": _open(
        {"week": (plain, REQUIRED), "goals": (mapping(name, plain, 200), {})}, closed=False
    ),
    "question": _open(
        {"text": (words(TEXT, least=1), REQUIRED), "answered": (maybe(day_words), None)}
    ),
    "note to self": _open(
        {
            "text": (words(TEXT, least=1), REQUIRED),
            "when": (one_of("day", "hard"), REQUIRED),
            "returned": (listing(day_words, MOST_DAYS), []),
        }
    ),
    "plan": _open({"settled": (listing(_STEP, 20), REQUIRED)}),
    "plan line": _open(
        {
            "step": (_STEP, REQUIRED),
            "place": (whole(0, 100_000), 0),
            "text": (words(LONGEST, least=1), REQUIRED),
        }
    ),
    "reward": _open(
        {
            "goal": _GOAL,
            "text": (words(TEXT, least=1), REQUIRED),
            "taken": (maybe(day_words), None),
        }
    ),
    "appointment": _open(
        {
            "time": (clock_words, REQUIRED),
            "every": (whole(0, 52), REQUIRED),
            "skipped": (listing(day_words, MOST_DAYS), []),
            "moved": (mapping(day_words, _moved, MOST_DAYS), {}),
            "state": (one_of("on", "resting", "ended"), REQUIRED),
            "ended": (maybe(day_words), None),
        }
    ),
    "session": _open(
        {"time": (maybe(clock_words), None), "take_along": (maybe(words(TEXT)), None)},
        closed=False,
    ),
}
_MINUTES = whole(0, 24 * 60)
_WORDS = listing(words(60, least=1), 50)
_CLOCKS = frozenset({"into_bed", "bed_at", "woke_at", "up_at"})
_NIGHT = shape(
    {
        "in_bed": (number(0, 24), REQUIRED),
        "efficiency": (number(0, 100), REQUIRED),
        "of": (words(40), ""),
    }
)

_LISTS = {"night": _NIGHT, "factors": _WORDS, "helped": _WORDS}


def content(kind: str, value: Any) -> dict[str, Any]:
    """What an entry says, as it may be kept."""
    check = ENTRIES.get(kind, plain)
    found = check(value)
    if not isinstance(found, dict):
        raise Bad
    return found


def answer(step: str, value: Any, asked: Mapping[str, Question]) -> Any:
    """An answer to one of the person's own questions, or to a part of the night."""
    if value is None:
        return None
    if step in _CLOCKS:
        return clock_words(value)
    if step in DETAIL:
        return _MINUTES(value)
    if step in _LISTS:
        return _LISTS[step](value)
    question = asked.get(step)
    if question is None:
        return plain(value, 2)
    if not fits(question, value):
        raise Bad
    return plain(value, 0)
