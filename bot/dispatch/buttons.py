"""A button that stands for itself: to the action that a feature announced, its arguments read."""

from datetime import date, datetime

from bot.core.turn import Turn
from bot.features import onboarding
from conversations.parsing.dates import EARLIEST
from conversations.text import t

FROM_EARLIER = t("That button is from an earlier message. /help shows what I can do.")


def run(turn: Turn, name: str, args: tuple[str, ...]) -> None:
    """Do what a button says; one that this version did not write does nothing harmful."""
    action = turn.deps.registry.buttons.get(name)
    if action is None or len(args) != len(action.reads):
        turn.ack(FROM_EARLIER)
        return
    if turn.person is None and not action.open_:
        onboarding.invite(turn)
        return
    try:
        values = [read(arg) for read, arg in zip(action.reads, args, strict=True)]
    except (ValueError, OverflowError):
        turn.ack(FROM_EARLIER)
        return
    if not all(_within_reach(turn, value) for value in values):
        turn.ack(FROM_EARLIER)
        return
    action.run(turn, *values)


def _within_reach(turn: Turn, value: object) -> bool:
    """Tell whether a day can be meant: one that has been, however long ago."""
    if not isinstance(value, date) or isinstance(value, datetime) or turn.person is None:
        return True
    return EARLIEST <= value <= turn.horizon
