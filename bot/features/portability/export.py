"""`/export`: everything a person told, as one JSON document and as a table with a row a day.

The JSON is the complete one; its names are fixed. The table is for looking at in a spreadsheet.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple
from datetime import date, datetime

from bot.features.portability.belongings import OF_AN_IMPORT, Belongings
from bot.features.portability.export_csv import as_csv
from bot.features.portability.export_json import as_json
from bot.features.portability.export_names import (
    ATTACHMENT,
    CORE,
    EVERY_DAY,
    FIELDS,
    FORMAT,
    MORE,
    NAP,
    OTHER,
    SCALE,
    VERSION,
    Written,
)
from bot.features.portability.export_times import clock, instant, iso
from bot.features.portability.pages import collect
from conversations.formats.sleep import NAPS, naps_of
from conversations.night import lacks, total_sleep
from conversations.trackers import Question
from conversations.trackers.asking import fits
from storage.check_ins import CheckIn
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note, NoteMedium
from storage.reminders import Reminder
from storage.trackers import Tracker
from storage.wins import Win

__all__ = [
    "OF_AN_IMPORT", "Belongings", "as_csv", "as_json", "collect", "document", "filename",
]  # fmt: skip

_SCALE = frozenset({"instrument", "items", "score", "id", "date", "at"})
_TRACKER = frozenset({"id", "label", "kind", "minimum", "maximum", "place", "active", "created"})


def filename(day: date, kind: str = "json", part: int | None = None) -> str:
    """The name of the file that is sent, made of the day alone; of a part, its number too."""
    number = f"-part-{part}" if part else ""
    return f"small-steps-{day.isoformat()}{number}.{kind}"


def document(of: Belongings, at: datetime) -> dict[str, object]:
    """The whole export as of an instant; a list that holds nothing is empty, never absent."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": instant(at),
        "profile": _profile(of),
        "check_ins": check_ins(of),
        "goals": [_goal(goal) for goal in of.goals],
        "journal": [note(one) for one in of.notes],
        "wins": [win(one) for one in of.wins],
        "scales": [_scale(entry) for entry in of.entries if entry.kind == SCALE],
        "reminders": [_reminder(r) for r in of.reminders if r.enabled and r.at],
        "trackers": [_tracker(tracker) for tracker in of.trackers],
        "entries": [entry(one) for one in of.entries],
        "preferences": dict(sorted(of.preferences.items())),
    }


def _profile(of: Belongings) -> dict[str, object]:
    person, times = of.person, {r.kind: r.at for r in of.reminders}
    clocks = [
        {"until": instant(c.until), "timezone": c.timezone, "day_ends_at": clock(c.day_ends_at)}
        for c in person.earlier_clocks
    ]
    return {
        "language": person.language,
        "timezone": person.timezone,
        "evening_time": clock(times.get("evening")),
        "morning_time": clock(times.get("morning")),
        "day_ends_at": clock(person.day_ends_at),
        "country": person.country,
        "consent_version": person.consent_version,
        "consented_at": instant(person.consented_at),
        "paused_until": iso(person.paused_until),
        "follow_up": person.follow_up,
        "follow_up_minutes": person.follow_up_minutes,
        "sleep_in_morning": person.sleep_in_morning,
        "same_as_usual": person.same_as_usual,
        **({"earlier_clocks": clocks} if clocks else {}),
        "reminders_off": [_reminder(r) for r in of.reminders if not r.enabled and r.at],
    }


def check_ins(of: Belongings) -> list[Written]:
    """The days, each with what was told of it."""
    by_day: dict[date, dict[str, object]] = {known.day: {} for known in of.check_ins}
    told_at = {known.day: known.opened_at for known in of.check_ins}
    for answer in of.answers:
        by_day.setdefault(answer.day, {})[answer.step] = answer.value
        told_at[answer.day] = min(answer.at, told_at.get(answer.day, answer.at))
    known_by_day = {known.day: known for known in of.check_ins}
    asked = _asked(of)
    return [
        _check_in(day, by_day[day], known_by_day.get(day), told_at[day], asked)
        for day in sorted(by_day)
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
    told_at: datetime,
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
        "told_at": instant(told_at),
        "completed_at": instant(known.completed_at) if known and known.completed_at else None,
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {
        "id": goal.number,
        "title": goal.title,
        "horizon": goal.horizon,
        "times_per_week": goal.times_per_week,
        "days": list(goal.days),
        "until": iso(goal.until),
        "towards": goal.towards,
        "once": goal.once,
        "status": goal.status,
        "created": goal.created.isoformat(),
        "changed": goal.changed.isoformat(),
    }


def note(of: Note) -> dict[str, object]:
    """A note; of a recording or a picture what it is, and a reference for its own person."""
    return {
        "id": of.id,
        "at": instant(of.at),
        "date": of.day.isoformat(),
        "text": of.text,
        "for_therapy": of.for_therapy,
        **({ATTACHMENT: _medium(of.media[0])} if of.media else {}),
        **({MORE: [_medium(one) for one in of.media[1:]]} if of.media[1:] else {}),
    }


def _medium(of: NoteMedium) -> dict[str, object]:
    seconds = {"seconds": of.seconds} if of.seconds is not None else {}
    return {"kind": of.kind, **seconds, **({"file": of.file} if of.file else {})}


def win(of: Win) -> dict[str, object]:
    """A of."""
    return {
        "id": of.id,
        "at": instant(of.at) if of.at else None,
        "date": of.day.isoformat(),
        "text": of.text,
        "milestone": of.milestone,
    }


def _scale(entry: Entry) -> dict[str, object]:
    """A questionnaire in its fixed shape; whatever else is known of it comes after."""
    fixed = {name: entry.content.get(name) for name in ("items", "score")}
    return {
        "instrument": entry.content.get("instrument"),
        "at": instant(entry.at),
        **fixed,
        "id": entry.id,
        "date": entry.day.isoformat(),
        **{name: value for name, value in entry.content.items() if name not in _SCALE},
    }


def _tracker(tracker: Tracker) -> dict[str, object]:
    content = tracker.content
    return {
        "id": tracker.id,
        **{name: content.get(name) for name in ("label", "kind", "minimum", "maximum")},
        **{name: value for name, value in content.items() if name not in _TRACKER},
        "place": tracker.place,
        "active": tracker.active,
        "created": tracker.created.isoformat(),
    }


def entry(of: Entry) -> dict[str, object]:
    """An entry of any kind."""
    return {
        "id": of.id,
        "kind": of.kind,
        "date": of.day.isoformat(),
        "at": instant(of.at),
        "content": of.content,
    }


def _reminder(reminder: Reminder) -> dict[str, object]:
    return {
        "kind": reminder.kind,
        "time": clock(reminder.at),
        "days": list(reminder.days or EVERY_DAY),
    }
