"""What an import comes to, worked out in another process: counts for the person, slices to keep.

A slice is what one transaction takes in, small enough that nobody notices. Goals and trackers are
the first, so that all that speaks of them finds them; a day is never parted.
"""

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.features.portability.belongings import Packed
from bot.features.portability.export_names import SCALE
from bot.features.portability.import_changes import Plan
from bot.features.portability.import_models import ImportedProfile, ImportedReminder
from bot.features.portability.import_plan import plan
from bot.features.portability.import_read import ImportFile, read
from bot.features.portability.kinds import Kinds
from storage.goals import Goal

SLICE = 500  # things, some 30 ms of the one database thread

Thing = tuple[str, Any]  # the part it belongs to, and the thing as it is to be kept


@dataclass(frozen=True, slots=True)
class Preview:
    """How much is in a file, and how much of it is here already."""

    days: int
    first: date | None
    last: date | None
    goals: int
    notes: int
    wins: int
    questionnaires: int
    trackers: int
    entries: int
    anything_new: bool
    others: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class ImportedSettings:
    """Times, zone and choices as a file has them."""

    profile: ImportedProfile
    reminders: tuple[ImportedReminder, ...]
    preferences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SlicedImport:
    """All that is to be kept, and the goals that were here when the numbers were given out."""

    goals: tuple[Goal, ...]
    slices: tuple[bytes, ...]
    settings: ImportedSettings
    fresh: bool


def preview(packed: Packed, data: bytes, kinds: Kinds) -> Preview:
    """Count what is in the file; raises Unfit with a sentence."""
    found = _plan(packed, data, kinds)
    told = found.told
    days = [one.said.date for one in told.days]
    scales = sum(one.kind == SCALE for one in told.entries)
    return Preview(
        days=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        goals=len(told.goals),
        notes=len(told.journal),
        wins=len(told.wins),
        questionnaires=scales,
        trackers=len(told.trackers),
        entries=len(told.entries) - scales,
        anything_new=found.anything_new,
        others=found.others,
        fresh=found.fresh,
    )


def slice_up(packed: Packed, data: bytes, kinds: Kinds, over: bool) -> SlicedImport:  # noqa: FBT001 - called by position
    """Put together what is to be kept; with `over` also what is here in another way."""
    found = _plan(packed, data, kinds)
    return SlicedImport(
        goals=tuple(found.held.goals),
        slices=tuple(map(pickle.dumps, slices(found, over=over))),
        settings=_settings(found.told),
        fresh=found.fresh,
    )


def opened(piece: bytes) -> list[Thing]:
    """Read a slice."""
    found: list[Thing] = pickle.loads(piece)  # noqa: S301 - made by slice_up above
    return found


def _plan(packed: Packed, data: bytes, kinds: Kinds) -> Plan:
    return plan(read(data, packed.at, kinds), packed.open(), packed.at, kinds, packed.tally)


def _settings(told: ImportFile) -> ImportedSettings:
    return ImportedSettings(told.profile, told.reminders, told.preferences)


def slices(found: Plan, *, over: bool) -> Iterator[list[Thing]]:
    """Part all that is to be kept; there is one slice at least."""
    slice_: list[Thing] = []
    for unit in _units(found, over=over):
        if slice_ and len(slice_) + len(unit) > SLICE:
            yield slice_
            slice_ = []
        slice_ += unit
    yield slice_


def _units(found: Plan, *, over: bool) -> Iterable[list[Thing]]:
    yield [
        *(("goals", one) for one in found.goals.wanted(over=over)),
        *(("trackers", one) for one in found.trackers.wanted(over=over)),
    ]
    days: dict[date, list[Thing]] = defaultdict(list)
    for answer in found.answers.wanted(over=over):
        days[answer.day].append(("answers", answer))
    for check_in in found.check_ins.wanted(over=over):
        days[check_in.day].append(("check_ins", check_in))
    yield from days.values()
    for part, change in (("notes", found.notes), ("wins", found.wins), ("entries", found.entries)):
        yield from ([(part, one)] for one in change.wanted(over=over))
