"""What an import replaced, and what becomes of it when somebody takes such a thing back for good.

The words that were replaced are in no export and on no screen. They go by themselves when the day
of undo is over (Housekeeping), and earlier with whatever is taken back.
"""

from bot.core.turn import Turn
from bot.features.portability.belongings import PART
from storage import entries


def forget(turn: Turn, part: str, **named: str) -> None:
    """Let go of what imports replaced of a thing that is taken back: nothing of it is kept."""
    for kept in entries.of_kind(turn.tx, turn.user_id, PART):
        before = kept.content["before"]
        left = [told for told in before[part] if not _is(told, named)]
        if len(left) < len(before[part]):
            entries.change(turn.tx, turn.user_id, kept.id, before={**before, part: left})


def _is(told: dict[str, list[object]], named: dict[str, str]) -> bool:
    """Tell whether this is the thing; a packed value stands behind its kind."""
    return all(told[name][1] == value for name, value in named.items())
