"""What follows once a day is told: nothing that asks, and nothing that makes a sound."""

from datetime import date

from bot.core import schedule
from bot.core.turn import Turn
from bot.features import self_notes
from bot.features.goals import milestones


def after_check_in(turn: Turn, day: date) -> None:
    """Let a note to oneself come back on a hard day, and this evening's quiet messages come."""
    milestones.look(turn)
    if day == turn.today:
        self_notes.after_hard_day(turn, day)
        schedule.bring_forward(turn)
