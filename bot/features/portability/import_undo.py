"""What an import replaced, and what becomes of it when somebody takes such a thing back for good.

The words that were replaced are in no export and on no screen. They go by themselves when the day
of undo is over (Housekeeping), and earlier with whatever is taken back.
"""

from collections.abc import Mapping

from pydantic import JsonValue

from bot.core import contents
from bot.core.turn import Turn
from bot.features.portability.import_entries import PartContent


def forget(turn: Turn, part: str, **named: str) -> None:
    """Let go of what imports replaced of a thing that is taken back: nothing of it is kept."""
    for kept in contents.of_kind(turn.tx, turn.user_id, PartContent):
        before = kept.content.before
        left = [told for told in before[part] if not _is(told, named)]
        if len(left) < len(before[part]):
            contents.change(turn.tx, turn.user_id, kept, before={**before, part: left})


def _is(told: Mapping[str, tuple[str, JsonValue]], named: dict[str, str]) -> bool:
    """Tell whether this is the thing; a packed value stands behind its kind."""
    return all(told[name][1] == value for name, value in named.items())
