"""What an import would change, worked out in another process, and whether it would be too much."""

from collections import Counter
from datetime import datetime

from bot.features.portability import import_beside as beside
from bot.features.portability.belongings import Belongings, StoredCount
from bot.features.portability.bounds import (
    MOST_PREFERENCES,
    too_many,
)
from bot.features.portability.import_changes import Plan
from bot.features.portability.import_read import ImportFile, Unfit
from bot.features.portability.kinds import Kinds, most_of
from storage.goals import MOST_GOALS
from storage.trackers import MOST_TRACKERS


def plan(
    told: ImportFile,
    held: Belongings,
    now: datetime,
    kinds: Kinds,
    tally: StoredCount | None = None,
) -> Plan:
    """Lay the file beside what is stored; raises Unfit where both would be too much.

    `tally` counts all that is stored, of which `held` may be the part that the file speaks of.
    """
    found = Plan(told, held, now, tally or _counted(held))
    numbers = beside.goals(found)
    beside.trackers(found)
    beside.days(found, numbers)
    beside.notes(found)
    beside.wins(found)
    beside.entries(found, numbers)
    _not_too_much(found, kinds)
    return found


def _counted(held: Belongings) -> StoredCount:
    tally = StoredCount()
    tally.count({"answers": held.answers, "notes": held.notes, "entries": held.entries})
    return tally


def _not_too_much(found: Plan, kinds: Kinds) -> None:
    """Hold the bounds also for whoever brings one file after the other."""
    held = found.held
    for part, new, known, most in (
        ("goals", len(found.goals.new), len(held.goals), MOST_GOALS),
        ("trackers", len(found.trackers.new), len(held.trackers), MOST_TRACKERS),
        (
            "preferences",
            len(found.told.preferences.keys() - held.preferences.keys()),
            len(held.preferences),
            MOST_PREFERENCES,
        ),
    ):
        if new and known + new > most:
            raise Unfit(too_many(part, most))
    for kind, many in Counter(entry.kind for entry in found.entries.new).items():
        most_kept = most_of(kinds, kind)
        if most_kept is not None and found.tally.kinds[kind] + many > most_kept:
            raise Unfit(too_many(kind, most_kept))
