"""The night told in detail: its parts are stored as told, and what follows from them beside.

`sleep` is kept as for everyone else, so that pictures, exports and usual values need not know how
a night was told; `night` says how long it was in bed and how much of that was slept. Fields and
formulas are those of the Consensus Sleep Diary (Carney et al. 2012, PMC3250369).
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from bot import local_time
from bot.core import clocks
from bot.core.turn import Turn
from conversations.flows.sleep import NONE_KNOWN, UsualTimes
from conversations.formats import length_words
from conversations.formats.sleep import NAPS
from conversations.night import (
    DETAIL,
    IN_BED,
    IN_BED_TO_WAKING,
    TO_UP,
    TO_WAKING,
    Impossible,
    Night,
    lacks,
    night,
)
from conversations.parsing.durations import read_hours
from conversations.text import Text, listed, t
from storage import answers, preferences
from storage.answers import Answer

PREFERENCE, QUICK, DETAILED = "sleep", "quick", "detailed"
# Named in a sentence such as "… was skipped".
PARTS = {
    "to_sleep": t("how long it took to fall asleep"),
    "wakings": t("how often you woke up"),
    "awake": t("how long you were awake in between"),
    "woke_at": t("when you woke up for good"),
}
LATELY = timedelta(days=14)
TOLD_BY = ("sleep", "bed_at", "woke_at")  # the answers that tell when somebody slept
LINES = {
    IN_BED: t("Asleep {part}% of {length} in bed"),
    IN_BED_TO_WAKING: t("Asleep {part}% of {length} from getting into bed to waking up"),
    TO_UP: t("Asleep {part}% of {length} from lights out to getting up"),
    TO_WAKING: t("Asleep {part}% of {length} from lights out to waking up"),
}


def wished(turn: Turn) -> bool:
    """Whether the person tells nights in detail."""
    return preferences.get(turn.tx, turn.user_id, PREFERENCE) == DETAILED


def parts(turn: Turn, day: date) -> dict[str, JsonValue] | None:
    """What was told of a night in detail; None where it is, or was, told in one answer."""
    return parts_of(turn, answers.of_day(turn.tx, turn.user_id, day))


def parts_of(turn: Turn, stored: Mapping[str, Answer]) -> dict[str, JsonValue] | None:
    """The same from a day's answers."""
    told: dict[str, JsonValue] = {}
    if not stored.keys().isdisjoint(DETAIL):
        told = {step: stored[step].value for step in DETAIL if step in stored}
    if told or ("sleep" not in stored and wished(turn)):
        return told
    return None


def usual(turn: Turn, day: date, *, in_detail: bool, is_open: bool = True) -> UsualTimes:
    """When the person went to bed and woke in the fortnight before.

    Nothing where it can make no difference: fourteen days are long to read for each answer.
    """
    if not in_detail and not (is_open and _may_be_clock_times(turn)):
        return NONE_KNOWN
    told: dict[date, dict[str, JsonValue]] = {}
    first, last = day - LATELY, day - timedelta(days=1)
    for answer in answers.between(turn.tx, turn.user_id, first, last, only=TOLD_BY):
        told.setdefault(answer.day, {})[answer.step] = answer.value
    return UsualTimes(
        _times(_end(one, "bed", "bed_at") for one in told.values()),
        _times(_end(one, "wake", "woke_at") for one in told.values()),
    )


def _may_be_clock_times(turn: Turn) -> bool:
    """Tell whether words came that are not hours: buttons and hours need no usual times."""
    return turn.typed is not None and read_hours(turn.typed, turn.tongue.words) is None


def _end(told: Mapping[str, JsonValue], end: str, part: str) -> object:
    """One end of a night: as it was told with its hours, or in detail."""
    slept = told.get("sleep")
    return (slept.get(end) if isinstance(slept, dict) else None) or told.get(part)


def _times(told: Iterable[object]) -> tuple[time, ...]:
    return tuple(time.fromisoformat(at) for at in told if isinstance(at, str))


def zone_of(turn: Turn, day: date) -> ZoneInfo:
    """The zone that the person lived in when the night before that day's noon was slept."""
    person = turn.known
    if not person.earlier_clocks:
        return local_time.zone(person.timezone)
    noon = datetime.combine(day, time(12), UTC)
    return clocks.clock_of(person, noon)[0]


def refresh(turn: Turn, day: date) -> None:
    """Work the night out anew after one of its parts has changed."""
    told = parts(turn, day) or {}
    found = _found(told, day, turn)
    if found is None or found.hours is None:
        answers.remove(turn.tx, turn.user_id, day, "night")
        if told.get("bed_at") is not None or "woke_at" in told:
            answers.remove(turn.tx, turn.user_id, day, "sleep")
        return
    slept: dict[str, JsonValue] = {
        "hours": found.hours,
        "bed": f"{found.bed:%H:%M}",
        "wake": f"{found.woke:%H:%M}",
        **_naps(turn, day),
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


def _naps(turn: Turn, day: date) -> dict[str, JsonValue]:
    """Naps told beside the hours stay when the night is worked out from its parts."""
    before = answers.get(turn.tx, turn.user_id, day, "sleep")
    value = before.value if before is not None else None
    return {NAPS: value[NAPS]} if isinstance(value, dict) and value.get(NAPS) else {}


def open_line(told: Mapping[str, object]) -> Text | None:
    """Say that the length of a night is left open, and which part of it is not known."""
    lacking = lacks(told)
    if not lacking:
        return None
    return t(
        "I left out how long you slept, because I don't know {parts}.",
        parts=listed(PARTS[step] for step in lacking),
    )


def _found(told: Mapping[str, JsonValue], day: date, turn: Turn) -> Night | None:
    try:
        return night(told, day, zone_of(turn, day))
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
