"""How far an import has come, on disk: each step is one transaction, and any may be the last.

An entry of kind `import.file` is a file that waits for an answer. Once there is one it becomes an
entry of kind `import.undo`, which says how far things are, beside one of kind `import.undo.part`
for each slice: how to take that slice back. An import that a crash cuts short goes on from the
difference between the file and what is stored, so nothing is lost and nothing is kept twice; one
that cannot go on is taken back the same way, slice by slice.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from bot.core import schedule
from bot.core.turn import Turn
from bot.features.portability import import_apply
from bot.features.portability.belongings import FILE, PART, UNDO
from bot.features.portability.import_slices import Parcel, opened
from storage import entries, goals
from storage.entries import Entry

# States of an import; it fails where it cannot go on, and is then taken back.
TAKING, TAKEN, UNDOING, FAILING = "taking", "taken", "undoing", "failing"
WINDOW = timedelta(days=1)
COUNTED = ("goals", "trackers", "notes", "wins", "entries")


class SliceOutcome(Enum):
    """What became of a slice."""

    KEPT = auto()
    STALE = auto()  # other goals are here than when the file was laid beside them
    OVER = auto()  # the import was taken back meanwhile, or the person has left


def state(turn: Turn, entry_id: str) -> str | None:
    """Tell how far the import is: FILE while it waits for an answer; None when it is gone."""
    entry = entries.get(turn.tx, turn.user_id, entry_id)
    match entry:
        case Entry(kind=kind) if kind == FILE:
            return FILE
        case Entry(kind=kind, content={"state": str(found)}) if kind == UNDO:
            return found
        case _:
            return None


def file_id(turn: Turn, entry_id: str) -> str | None:
    """Tell under which id Telegram has the file of an import that is not yet taken in."""
    if state(turn, entry_id) not in {FILE, TAKING}:
        return None
    entry = entries.get(turn.tx, turn.user_id, entry_id)
    return str(entry.content["file_id"]) if entry is not None else None


def keep(turn: Turn, entry_id: str, parcel: Parcel, place: int, *, over: bool) -> SliceOutcome:
    """Take one slice in, and with the last one the settings."""
    turn.tx.lock_chat(turn.chat_id)
    if place == 0:
        # What speaks of goals speaks of their numbers, which were given out beside these.
        if tuple(goals.list_(turn.tx, turn.user_id)) != parcel.goals:
            return SliceOutcome.STALE
        _begin(turn, entry_id, fresh=parcel.fresh)
    if state(turn, entry_id) != TAKING:
        return SliceOutcome.OVER
    undo = import_apply.put(turn, opened(parcel.slices[place]), over=over)
    so_far = _add_part(turn, entry_id, undo)
    if place == len(parcel.slices) - 1:
        if over or so_far["fresh"]:
            before = import_apply.take_over(turn, parcel.settings)
            entries.change(turn.tx, turn.user_id, entry_id, settings=before)
        entries.change(turn.tx, turn.user_id, entry_id, state=TAKEN)
        schedule.reschedule(turn)
    return SliceOutcome.KEPT


def _begin(turn: Turn, entry_id: str, *, fresh: bool) -> None:
    file = entries.get(turn.tx, turn.user_id, entry_id)
    if file is None or file.kind != FILE:
        return
    entries.remove(turn.tx, turn.user_id, entry_id)
    head = {
        "state": TAKING, "file_id": file.content["file_id"], "fresh": fresh, "parts": 0,
        "days": 0, "more": 0, "replaced": 0,
    }  # fmt: skip
    _keep(turn, Entry(entry_id, UNDO, turn.today, turn.now, head))


def _add_part(turn: Turn, entry_id: str, undo: import_apply.Undo) -> Mapping[str, Any]:
    new, before = undo["new"], undo["before"]
    head = entries.get(turn.tx, turn.user_id, entry_id)
    if head is None:
        raise LookupError("the import is gone")
    number = head.content["parts"] + 1
    part = Entry(_part_id(entry_id, number), PART, turn.today, turn.now, undo)
    _keep(turn, part)
    entries.change(
        turn.tx,
        turn.user_id,
        entry_id,
        parts=number,
        days=head.content["days"] + len({day for day, _, _ in new["answers"]}),
        more=head.content["more"] + sum(len(new[name]) for name in COUNTED),
        replaced=head.content["replaced"] + sum(map(len, before.values())),
    )
    return head.content


def _keep(turn: Turn, entry: Entry) -> None:
    """Keep what is needed to take the import back, and no longer than that can be done."""
    entries.put(turn.tx, turn.user_id, entry, kept_until=turn.now + WINDOW)


def _part_id(entry_id: str, number: int) -> str:
    # No id of a file holds a dot, so nobody else's entry has this one.
    return f"{entry_id}.{number}"


def turn_back(turn: Turn, entry_id: str, *, failed: bool = False) -> bool:
    """Begin to take the import back; False where there is nothing, or it is being done already."""
    turn.tx.lock_chat(turn.chat_id)
    if state(turn, entry_id) not in {TAKING, TAKEN}:
        return False
    entries.change(turn.tx, turn.user_id, entry_id, state=FAILING if failed else UNDOING)
    return True


def take_back(turn: Turn, entry_id: str) -> bool:
    """Take back the last slice that is left, and at the end the settings; True at the end."""
    turn.tx.lock_chat(turn.chat_id)
    head = entries.get(turn.tx, turn.user_id, entry_id)
    if head is None or state(turn, entry_id) not in {UNDOING, FAILING}:
        return True
    number = head.content["parts"]
    if number:
        part = entries.get(turn.tx, turn.user_id, _part_id(entry_id, number))
        if part is not None:
            import_apply.take_back(turn, part.content)
            entries.remove(turn.tx, turn.user_id, part.id)
        entries.change(turn.tx, turn.user_id, entry_id, parts=number - 1)
    if number > 1:
        return False
    if "settings" in head.content:
        import_apply.restore(turn, head.content["settings"])
    entries.remove(turn.tx, turn.user_id, entry_id)
    schedule.reschedule(turn)
    return True
