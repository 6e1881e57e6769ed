"""The night told in detail: its parts are stored as told, and what follows from them beside.

`sleep` is kept as for everyone else, so that pictures, exports and usual values need not know how
a night was told; `night` says how long it was in bed and how much of that was slept. Fields and
formulas are those of the Consensus Sleep Diary (Carney et al. 2012, PMC3250369).
"""

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from bot.core.turn import Turn
from conversations.formats import length_words
from conversations.night import (
    DETAIL,
    IN_BED,
    IN_BED_TO_WAKING,
    TO_UP,
    TO_WAKING,
    Impossible,
    Night,
    night,
)
from conversations.text import Text, t
from storage import answers, preferences

PREFERENCE, DETAILED = "sleep", "detailed"
LINES = {
    IN_BED: t("Asleep {part} % of {length} in bed"),
    IN_BED_TO_WAKING: t("Asleep {part} % of {length} from getting into bed to waking up"),
    TO_UP: t("Asleep {part} % of {length} from light out to getting up"),
    TO_WAKING: t("Asleep {part} % of {length} from light out to waking up"),
}


def wished(turn: Turn) -> bool:
    """Whether the person tells nights in detail."""
    return preferences.get(turn.tx, turn.user_id, PREFERENCE) == DETAILED


def parts(turn: Turn, day: date) -> dict[str, JsonValue] | None:
    """What was told of a night in detail; None where it is, or was, told in one answer."""
    stored = answers.of_day(turn.tx, turn.user_id, day)
    told = {step: stored[step].value for step in DETAIL if step in stored}
    if told or (wished(turn) and "sleep" not in stored):
        return told
    return None


def refresh(turn: Turn, day: date) -> None:
    """Work the night out anew after one of its parts has changed."""
    told = parts(turn, day) or {}
    found = _found(told, day, turn)
    if found is None:
        answers.remove(turn.tx, turn.user_id, day, "night")
        if told.get("bed_at") is not None or "woke_at" in told:
            answers.remove(turn.tx, turn.user_id, day, "sleep")
        return
    slept: dict[str, JsonValue] = {
        "hours": found.hours,
        "bed": f"{found.bed:%H:%M}",
        "wake": f"{found.woke:%H:%M}",
    }
    answers.keep(turn.tx, turn.user_id, day, "sleep", slept, turn.now)
    if found.in_bed is None:
        answers.remove(turn.tx, turn.user_id, day, "night")
    else:
        follows: dict[str, JsonValue] = {
            "in_bed": found.in_bed,
            "efficiency": found.efficiency,
            "of": found.of,
        }
        answers.keep(turn.tx, turn.user_id, day, "night", follows, turn.now)


def _found(told: Mapping[str, JsonValue], day: date, turn: Turn) -> Night | None:
    try:
        return night(told, day, turn.zone)
    except Impossible:
        return None


def line(value: JsonValue) -> Text | None:
    """Say how long was spent in bed and how much of it asleep, with what that is a part of."""
    match value:
        case {"in_bed": int() | float() as in_bed, "efficiency": int() | float() as part, **rest}:
            words = LINES.get(str(rest.get("of")), LINES[TO_WAKING])
            return words.given(part=percent(part), length=length_words(round(in_bed * 60)))
        case _:
            return None


def percent(part: float) -> int:
    """Round to whole percents; a night with time awake is never called slept through."""
    return min(round(part), 99) if part < 100 else 100
