"""`/export`: everything a person told, as one JSON document and as a table with a row a day.

The JSON is the complete one; its names are fixed. The table is for looking at in a spreadsheet.
"""

from datetime import date, datetime

from bot.features.portability.belongings import Belongings
from bot.features.portability.export_csv import as_csv
from bot.features.portability.export_damaged import lost, lost_goals, with_damaged
from bot.features.portability.export_days import check_ins
from bot.features.portability.export_json import as_json
from bot.features.portability.export_names import (
    ATTACHMENT,
    EVERY_DAY,
    FORMAT,
    MORE,
    SCALE,
    VERSION,
)
from bot.features.portability.export_times import clock, instant, iso
from bot.features.portability.pages import collect
from storage import trackers
from storage.entries import Entry
from storage.goals import Goal
from storage.notes import Note, NoteMedium
from storage.reminders import Reminder
from storage.sealed import DamagedRow
from storage.trackers import Tracker
from storage.wins import Win

__all__ = [
    "Belongings", "as_csv", "as_json", "check_ins", "collect", "document",
    "filename",
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
        "goals": [*map(_goal, of.goals), *lost_goals(of)],
        "journal": [note(one) for one in with_damaged(of.notes, of.damaged_in("note.text"))],
        "wins": [win(one) for one in with_damaged(of.wins, of.damaged_in("win.text"))],
        "scales": [_scale(entry) for entry in of.entries if entry.kind == SCALE],
        "reminders": [_reminder(r) for r in of.reminders if r.enabled and r.at],
        "trackers": [*map(_tracker, of.trackers), *map(lost, of.damaged_in(trackers.DAMAGED))],
        "entries": [
            entry(one) for one in with_damaged(of.entries, of.damaged_in("entry.content"))
        ],
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


def note(of: Note | DamagedRow) -> dict[str, object]:
    """A note; of a recording or a picture what it is, and a reference for its own person."""
    if isinstance(of, DamagedRow):
        return lost(of)
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


def win(of: Win | DamagedRow) -> dict[str, object]:
    """A win."""
    if isinstance(of, DamagedRow):
        return lost(of)
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


def entry(of: Entry | DamagedRow) -> dict[str, object]:
    """An entry of any kind."""
    if isinstance(of, DamagedRow):
        return lost(of)
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
