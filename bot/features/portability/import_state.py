"""How far an import has come, on disk: each step is one transaction, and any may be the last.

An entry of kind `import.file` is a file that waits for an answer. Once there is one it becomes an
entry of kind `import.undo`, which says how far things are, beside one of kind `import.undo.part`
for each slice: how to take that slice back. An import that a crash cuts short goes on from the
difference between the file and what is stored, so nothing is lost and nothing is kept twice; one
that cannot go on is taken back the same way, slice by slice.
"""

from datetime import timedelta
from enum import Enum, auto

from bot.core import contents, schedule
from bot.core.contents import TypedEntry
from bot.core.turn import Turn
from bot.features.portability import import_apply
from bot.features.portability.import_entries import FileContent, PartContent, UndoContent
from bot.features.portability.import_slices import SlicedImport, opened
from storage import goals

# States of an import; it fails where it cannot go on, and is then taken back.
WAITING = "waiting"
TAKING, TAKEN, UNDOING, FAILING = "taking", "taken", "undoing", "failing"
WINDOW = timedelta(days=1)
COUNTED = ("goals", "trackers", "notes", "wins", "entries")


class SliceOutcome(Enum):
    """What became of a slice."""

    KEPT = auto()
    STALE = auto()  # other goals are here than when the file was laid beside them
    OVER = auto()  # the import was taken back meanwhile, or the person has left


def state(turn: Turn, entry_id: str) -> str | None:
    """Tell how far the import is: WAITING for an answer; None when it is gone."""
    if contents.get(turn.tx, turn.user_id, FileContent, entry_id) is not None:
        return WAITING
    head = _head(turn, entry_id)
    return head.content.state if head is not None else None


def _head(turn: Turn, entry_id: str) -> TypedEntry[UndoContent] | None:
    return contents.get(turn.tx, turn.user_id, UndoContent, entry_id)


def file_id(turn: Turn, entry_id: str) -> str | None:
    """Tell under which id Telegram has the file of an import that is not yet taken in."""
    waiting = contents.get(turn.tx, turn.user_id, FileContent, entry_id)
    if waiting is not None:
        return waiting.content.file_id
    head = _head(turn, entry_id)
    return head.content.file_id if head is not None and head.content.state == TAKING else None


def keep(
    turn: Turn, entry_id: str, sliced: SlicedImport, place: int, *, over: bool
) -> SliceOutcome:
    """Take one slice in, and with the last one the settings."""
    turn.tx.lock_chat(turn.chat_id)
    if place == 0:
        # What speaks of goals speaks of their numbers, which were given out beside these.
        if tuple(goals.list_(turn.tx, turn.user_id)) != sliced.goals:
            return SliceOutcome.STALE
        _begin(turn, entry_id, fresh=sliced.fresh)
    head = _head(turn, entry_id)
    if head is None or head.content.state != TAKING:
        return SliceOutcome.OVER
    _add_part(turn, head, import_apply.put(turn, opened(sliced.slices[place]), over=over))
    if place == len(sliced.slices) - 1:
        if over or head.content.fresh:
            before = import_apply.take_over(turn, sliced.settings)
            contents.change(turn.tx, turn.user_id, head, settings=before)
        contents.change(turn.tx, turn.user_id, head, state=TAKEN)
        schedule.reschedule(turn)
    return SliceOutcome.KEPT


def _begin(turn: Turn, entry_id: str, *, fresh: bool) -> None:
    file = contents.get(turn.tx, turn.user_id, FileContent, entry_id)
    if file is None:
        return
    contents.remove(turn.tx, turn.user_id, entry_id)
    _keep(turn, entry_id, UndoContent(state=TAKING, file_id=file.content.file_id, fresh=fresh))


def _add_part(turn: Turn, head: TypedEntry[UndoContent], undo: PartContent) -> None:
    so_far, number = head.content, head.content.parts + 1
    _keep(turn, _part_id(head.id, number), undo)
    days = {key[0] for key in undo.new["answers"] if isinstance(key, list)}
    contents.change(
        turn.tx,
        turn.user_id,
        head,
        parts=number,
        days=so_far.days + len({str(day) for day in days}),
        more=so_far.more + sum(len(undo.new[name]) for name in COUNTED),
        replaced=so_far.replaced + sum(map(len, undo.before.values())),
    )


def _keep(turn: Turn, entry_id: str, content: UndoContent | PartContent) -> None:
    """Keep what is needed to take the import back, and no longer than that can be done."""
    entry = TypedEntry(entry_id, turn.today, turn.now, content)
    contents.put(turn.tx, turn.user_id, entry, kept_until=turn.now + WINDOW)


def _part_id(entry_id: str, number: int) -> str:
    # No id of a file holds a dot, so nobody else's entry has this one.
    return f"{entry_id}.{number}"


def turn_back(turn: Turn, entry_id: str, *, failed: bool = False) -> bool:
    """Begin to take the import back; False where there is nothing, or it is being done already."""
    turn.tx.lock_chat(turn.chat_id)
    head = _head(turn, entry_id)
    if head is None or head.content.state not in {TAKING, TAKEN}:
        return False
    contents.change(turn.tx, turn.user_id, head, state=FAILING if failed else UNDOING)
    return True


def take_back(turn: Turn, entry_id: str) -> bool:
    """Take back the last slice that is left, and at the end the settings; True at the end."""
    turn.tx.lock_chat(turn.chat_id)
    head = _head(turn, entry_id)
    if head is None or head.content.state not in {UNDOING, FAILING}:
        return True
    number = head.content.parts
    if number:
        part = contents.get(turn.tx, turn.user_id, PartContent, _part_id(entry_id, number))
        if part is not None:
            import_apply.take_back(turn, part.content)
            contents.remove(turn.tx, turn.user_id, part.id)
        contents.change(turn.tx, turn.user_id, head, parts=number - 1)
    if number > 1:
        return False
    if head.content.settings is not None:
        import_apply.restore(turn, head.content.settings)
    contents.remove(turn.tx, turn.user_id, entry_id)
    schedule.reschedule(turn)
    return True
