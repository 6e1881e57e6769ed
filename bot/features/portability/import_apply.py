"""Carrying out an import in one transaction, and taking all of it back within a day.

What is needed to take it back is returned as plain JSON: what was added by its key, what was
replaced as it was before.
"""

from datetime import date, time
from typing import Any

from bot import local_time as timetable
from bot.core import schedule as reminding
from bot.core.turn import Turn
from bot.features.portability.import_plan import Plan
from bot.features.portability.import_store import WAYS, pack, unpack
from bot.locale.catalogues import languages
from storage import preferences, reminders
from storage.reminders import Reminder

Undo = dict[str, Any]
PARTS = tuple(WAYS)
_CHOICES = (
    "day_ends_at", "paused_until", "follow_up", "follow_up_minutes", "sleep_in_morning",
    "same_as_usual", "country", "timezone", "language",
)  # fmt: skip


def apply(turn: Turn, plan: Plan, *, over: bool) -> Undo:
    """Store what is new; with `over` also what is here in another way. Returns how to undo it."""
    before: Undo = {}
    for part, way in WAYS.items():
        change = getattr(plan, part)
        replaced = change.other if over else []
        for wanted in (*change.new, *(wanted for _, wanted in replaced)):
            way.put(turn.tx, turn.user_id, wanted)
        new = [way.key(one) for one in change.new]
        before[part] = {"new": new, "before": [pack(known) for known, _ in replaced]}
    if over or plan.fresh:
        before["settings"] = _settings(turn)
        _take_over(turn, plan)
    reminding.reschedule(turn)
    return before


def undo(turn: Turn, before: Undo) -> None:
    """Put everything back as it was; an answer given anew since then stays."""
    for part, way in WAYS.items():
        for key in before[part]["new"]:
            way.remove(turn.tx, turn.user_id, key)
        for told in before[part]["before"]:
            way.put(turn.tx, turn.user_id, unpack(way.made_of, told))
    if "settings" in before:
        _restore(turn, before["settings"])
    reminding.reschedule(turn)


def _take_over(turn: Turn, plan: Plan) -> None:
    """Set times, zone and choices as the file has them."""
    profile = plan.told.profile
    language = profile["language"]
    turn.change(
        day_ends_at=profile["day_ends_at"],
        paused_until=profile["paused_until"],
        follow_up=profile["follow_up"],
        follow_up_minutes=profile["follow_up_minutes"] or 60,
        sleep_in_morning=profile["sleep_in_morning"],
        same_as_usual=profile["same_as_usual"],
        country=profile["country"],
        timezone=timetable.zone(profile["timezone"] or turn.known.timezone).key,
        language=language if language in languages() else turn.known.language,
    )
    wished = [(one, True) for one in plan.told.reminders]
    wished += [(one, False) for one in profile["reminders_off"]]
    for one, on in wished:
        reminders.put(
            turn.tx,
            Reminder(
                turn.user_id, one["kind"], one["time"], tuple(one["days"]), turn.now, enabled=on
            ),
        )
    for name, value in plan.told.preferences.items():
        preferences.set_(turn.tx, turn.user_id, name, value)


def _settings(turn: Turn) -> Undo:
    return {
        "person": {name: _plain(getattr(turn.known, name)) for name in _CHOICES},
        "reminders": [
            {"kind": one.kind, "at": _plain(one.at), "days": list(one.days), "on": one.enabled}
            for one in reminders.of(turn.tx, turn.user_id)
            if one.kind in reminding.DAILY
        ],
        "preferences": preferences.all_(turn.tx, turn.user_id),
    }


def _restore(turn: Turn, settings: Undo) -> None:
    person = dict(settings["person"])
    until = person.pop("paused_until")
    turn.change(
        **{**person, "day_ends_at": _clock(person["day_ends_at"])},
        paused_until=date.fromisoformat(until) if until else None,
    )
    for kind in reminding.DAILY:
        reminders.remove(turn.tx, turn.user_id, kind)
    for one in settings["reminders"]:
        at = _clock(one["at"]) if one["at"] else None
        days = tuple(one["days"])
        reminder = Reminder(turn.user_id, one["kind"], at, days, turn.now, enabled=one["on"])
        reminders.put(turn.tx, reminder)
    for name in preferences.all_(turn.tx, turn.user_id):
        preferences.remove(turn.tx, turn.user_id, name)
    for name, value in settings["preferences"].items():
        preferences.set_(turn.tx, turn.user_id, name, value)


def _clock(written: str) -> time:
    return time.fromisoformat(written)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
