"""What the card of a day looks at, and what follows it: asked for in one go.

On a server each of these questions would be a way there and back of its own (ADR 17). Whoever
looks at an answer reads it as ever, and asks itself where it was not asked for here.
"""

from datetime import date

from bot.core.turn import Turn
from bot.features.goals import milestones
from bot.features.hard_days import notice
from storage import answers, check_ins, notes, nudges, reminders


def prefetch(turn: Turn, day: date) -> None:
    """Ask for it all."""
    tx, user_id = turn.tx, turn.user_id
    check_ins.prefetch_last_before(tx, user_id, day)
    notes.prefetch(tx, user_id, day, day)
    milestones.prefetch(turn)
    if day == turn.today:
        answers.prefetch_day(tx, user_id, turn.yesterday)
        reminders.prefetch(tx, user_id)
        notice.prefetch(turn, day)
        nudges.prefetch(tx, user_id, day)
