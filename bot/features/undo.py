"""`/undo`: the last thing told is taken back, whatever it was."""

from datetime import timedelta

from bot.core.feature import Command, Feature
from bot.core.turn import Turn
from conversations.text import t

# Older things are edited on their day, not undone in passing.
WINDOW = timedelta(hours=24)


def undo(turn: Turn, _argument: str = "") -> None:
    """Take back the newest thing of the last day, and say which it was."""
    found = [last for look in turn.deps.registry.undo if (last := look(turn)) is not None]
    recent = [last for last in found if last.at >= turn.now - WINDOW]
    if not recent:
        turn.say(t("There is nothing from the last day to take back."))
        return
    max(recent, key=lambda last: (last.at, last.made_of_many)).take_back()


FEATURE = Feature(
    name="undo", commands=(Command("undo", t("take the last thing back"), undo, daily=True),)
)
