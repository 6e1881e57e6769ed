"""The days of an export, each with what was told of it."""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple
from datetime import date, datetime

from bot.features.portability.belongings import Belongings
from bot.features.portability.export_names import CORE, FIELDS, LOST_OF_DAY, NAP, OTHER, Written
from bot.features.portability.export_times import instant
from conversations.formats.sleep import NAPS, naps_of
from conversations.night import lacks, total_sleep
from conversations.trackers import Question
from conversations.trackers.asking import fits
from storage.check_ins import CheckIn

_OF_DAYS = frozenset({"answer.value", "check_in.content"})


def check_ins(of: Belongings) -> list[Written]:
    """The days, each with what was told of it."""
    by_day: dict[date, dict[str, object]] = {known.day: {} for known in of.check_ins}
    told_at = {known.day: known.opened_at for known in of.check_ins}
    for answer in of.answers:
        by_day.setdefault(answer.day, {})[answer.step] = answer.value
        told_at[answer.day] = min(answer.at, told_at.get(answer.day, answer.at))
    known_by_day = {known.day: known for known in of.check_ins}
    asked = _asked(of)
    lost = Counter(row.day for row in of.damaged if row.column in _OF_DAYS)
    return [
        {
            **_check_in(day, by_day.get(day, {}), known_by_day.get(day), told_at.get(day), asked),
            **({LOST_OF_DAY: lost[day]} if day in lost else {}),
        }
        for day in sorted({*by_day, *lost})
    ]


def _asked(of: Belongings) -> dict[str, Question]:
    found = {}
    for one in of.trackers:
        with suppress(ValueError):  # one that nobody can read asks nothing
            found[one.id] = Question.from_content(one.id, one.content)
    return found


def _named(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _check_in(
    day: date,
    given: Mapping[str, object],
    known: CheckIn | None,
    told_at: datetime | None,
    asked: Mapping[str, Question],
) -> dict[str, object]:
    sleep, marks = (_named(given.get(step)) for step in ("sleep", "goals"))
    naps = [dict(zip(NAP, astuple(nap), strict=True)) for nap in naps_of(sleep)]
    # A night of unknown length has its ends all the same.
    ends = given if lacks(given) else {}
    rest = {step: value for step, value in given.items() if step not in CORE}
    other = {
        step: rest.pop(step)
        for step, question in asked.items()
        if rest.get(step) is not None and not fits(question, rest[step])
    }
    return {
        "date": day.isoformat(),
        "mood": given.get("mood"),
        "sleep_hours": total_sleep(given),
        "sleep_quality": given.get("quality"),
        "bed_time": sleep.get("bed") or ends.get("bed_at"),
        "wake_time": sleep.get("wake") or ends.get("woke_at"),
        **({NAPS: naps} if naps else {}),
        "goals": [{"goal": int(number), "status": status} for number, status in marks.items()],
        "answers": rest,
        **({OTHER: other} if other else {}),
        "skipped": [FIELDS.get(step, step) for step, value in given.items() if value is None],
        "note": given.get("note"),
        "as_usual": bool(known and known.as_usual),
        "for_therapy": bool(known and known.for_therapy),
        "told_at": instant(told_at) if told_at else None,
        "completed_at": instant(known.completed_at) if known and known.completed_at else None,
    }
