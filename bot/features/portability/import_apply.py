"""Carrying out an import slice by slice, and taking all of it back within a day.

What is needed to take a slice back is returned as plain JSON: what was added by its key, what was
replaced as it was before.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, TypeAlias

from bot.core import around, schedule
from bot.core.turn import Turn
from bot.features.portability.import_beside import NO_ID
from bot.features.portability.import_entries import PartContent
from bot.features.portability.import_slices import ImportedSettings, Thing
from bot.features.portability.import_store import WAYS, pack, unpack
from bot.locale.catalogues import languages
from storage import preferences, reminders
from storage.people import EarlierClock
from storage.reminders import Reminder

Undo: TypeAlias = dict[str, Any]  # times, zone and choices in JSON
_CHOICES = (
    "day_ends_at", "paused_until", "follow_up", "follow_up_minutes", "sleep_in_morning",
    "same_as_usual", "country", "timezone", "language",
)  # fmt: skip


def put(turn: Turn, things: Iterable[Thing], *, over: bool) -> PartContent:
    """Keep what is not here; with `over` also what is here in another way.

    Looks at what is here now: since the file was laid beside it the person may have said more,
    and an earlier run may have kept some of it before it was killed.
    """
    new: dict[str, list[object]] = {part: [] for part in WAYS}
    before: dict[str, list[object]] = {part: [] for part in WAYS}
    for part, thing in things:
        way = WAYS[part]
        wanted = replace(thing, id=turn.tx.new_id()) if _has_no_id(thing) else thing
        known = way.get(turn.tx, turn.user_id, wanted)
        if known is None:
            new[part].append(way.key(wanted))
        elif over and known != wanted:
            before[part].append(pack(known))
        else:
            continue
        way.put(turn.tx, turn.user_id, wanted)
    return PartContent.model_validate({"new": new, "before": before})


def take_back(turn: Turn, undo: PartContent) -> None:
    """Put everything of a slice back as it was; an answer given anew since then stays."""
    for part, way in WAYS.items():
        # The other way round: a file may hold two versions of one thing, each of which replaced
        # what was there, and what was there may be the first of them.
        for told in reversed(undo.before[part]):
            way.put(turn.tx, turn.user_id, unpack(way.made_of, told))
        for key in undo.new[part]:
            way.remove(turn.tx, turn.user_id, key)


def _has_no_id(thing: object) -> bool:
    return getattr(thing, "id", None) == NO_ID


def take_over(turn: Turn, settings: ImportedSettings) -> Undo:
    """Set times, zone and choices as the file has them. Returns them as they were."""
    before = _as_they_are(turn)
    profile = settings.profile
    turn.change(
        day_ends_at=profile.day_ends_at or turn.known.day_ends_at,
        paused_until=profile.paused_until,
        follow_up=profile.follow_up,
        follow_up_minutes=profile.follow_up_minutes or 60,
        sleep_in_morning=profile.sleep_in_morning,
        same_as_usual=profile.same_as_usual,
        country=profile.country,
        timezone=profile.timezone or turn.known.timezone,
        earlier_clocks=profile.clocks,
        language=profile.language if profile.language in languages() else turn.known.language,
    )
    wished = [(one, True) for one in settings.reminders]
    wished += [(one, False) for one in profile.reminders_off]
    for one, on in wished:
        reminders.put(
            turn.tx,
            Reminder(turn.user_id, one.kind, one.time, one.days, turn.now, enabled=on),
        )
        around.put(turn, one.kind, on=False)
    for name, value in settings.preferences.items():
        preferences.set_(turn.tx, turn.user_id, name, value)
    return before


def _as_they_are(turn: Turn) -> Undo:
    return {
        "person": {name: _plain(getattr(turn.known, name)) for name in _CHOICES},
        "clocks": [
            [_plain(one.until), one.timezone, _plain(one.day_ends_at)]
            for one in turn.known.earlier_clocks
        ],
        "reminders": [
            {"kind": one.kind, "at": _plain(one.at), "days": list(one.days), "on": one.enabled}
            for one in reminders.of(turn.tx, turn.user_id)
            if one.kind in schedule.DAILY
        ],
        "preferences": preferences.all_(turn.tx, turn.user_id),
    }


def restore(turn: Turn, settings: Undo) -> None:
    """Set times, zone and choices as they were."""
    person = dict(settings["person"])
    until = person.pop("paused_until")
    turn.change(
        **{**person, "day_ends_at": _clock(person["day_ends_at"])},
        paused_until=date.fromisoformat(until) if until else None,
        earlier_clocks=tuple(
            EarlierClock(datetime.fromisoformat(end), zone, _clock(ends))
            for end, zone, ends in settings.get("clocks", ())
        ),
    )
    for kind in schedule.DAILY:
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


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
