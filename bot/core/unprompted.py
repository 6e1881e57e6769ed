"""Questions that the bot brings up by itself: without a sound, and never in anyone's way."""

from datetime import date, datetime, timedelta

from bot.core import dialogs, schedule
from bot.core.conversation_state import About
from bot.core.dialog import Dialog
from bot.core.turn import NUDGE, Turn
from storage import conversations

# Longer than typed words ever wait for a question.
LONG_AGO = timedelta(days=1)


def ask(
    turn: Turn,
    dialog: Dialog,
    *,
    day: date,
    about: About,
    late: timedelta,
    typed: bool = False,
) -> None:
    """Ask silently; words go to it only if `typed`, and only when no other question is open."""
    touched_at = _touched(turn) if typed else turn.now - LONG_AGO
    conversation = dialogs.create(turn, dialog.name, day=day, about=about, touched_at=touched_at)
    expires_at = schedule.stale_at(turn, late)
    dialogs.ask(turn, dialog, conversation, priority=NUDGE, silent=True, expires_at=expires_at)


def _touched(turn: Turn) -> datetime:
    """Stand behind a question that is open already."""
    waiting = conversations.latest(turn.tx, turn.user_id, touched_after=turn.now - LONG_AGO / 2)
    return waiting.touched_at - timedelta(seconds=1) if waiting else turn.now
