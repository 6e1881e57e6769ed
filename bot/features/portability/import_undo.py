"""What an import changed: kept for a day, so that all of it can be taken back, and no longer.

The words that were replaced are in no export and on no screen. So they go by themselves when the
day is over (Housekeeping), and earlier with whatever somebody takes back for good.
"""

from datetime import timedelta
from typing import Any

from bot.core.turn import Turn
from bot.features.portability.export import OF_AN_IMPORT
from storage import entries
from storage.entries import Entry

UNDO = f"{OF_AN_IMPORT}undo"
WINDOW = timedelta(days=1)


def keep(turn: Turn, entry_id: str, before: dict[str, Any]) -> Entry:
    """Keep what is needed to take an import back within a day."""
    kept = Entry(entry_id, UNDO, turn.today, turn.now, before)
    return entries.put(turn.tx, turn.user_id, kept, kept_until=turn.now + WINDOW)


def find(turn: Turn, entry_id: str) -> Entry | None:
    """Find an import that can still be taken back."""
    kept = entries.get(turn.tx, turn.user_id, entry_id)
    return kept if kept is not None and kept.kind == UNDO and _counts(turn, kept) else None


def last(turn: Turn) -> Entry | None:
    """Find the last import that can still be taken back."""
    kept = entries.latest(turn.tx, turn.user_id, UNDO)
    return kept if kept is not None and _counts(turn, kept) else None


def _counts(turn: Turn, kept: Entry) -> bool:
    return kept.at >= turn.now - WINDOW


def forget(turn: Turn, part: str, **named: str) -> None:
    """Let go of what imports replaced of a thing that is taken back: nothing of it is kept."""
    for kept in entries.of_kind(turn.tx, turn.user_id, UNDO):
        before = kept.content[part]["before"]
        left = [told for told in before if not _is(told, named)]
        if len(left) < len(before):
            changed: dict[str, Any] = {part: {**kept.content[part], "before": left}}
            entries.change(turn.tx, turn.user_id, kept.id, **changed)


def _is(told: dict[str, list[Any]], named: dict[str, str]) -> bool:
    """Tell whether this is the thing; a packed value stands behind its kind."""
    return all(told[name][1] == value for name, value in named.items())
