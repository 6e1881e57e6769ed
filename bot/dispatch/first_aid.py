"""Help that does not wait for its turn: `/support`, its buttons, and words of danger."""

from bot.core import callback_data
from bot.core.callback_data import ActionPress
from bot.core.deps import Deps
from bot.core.turn import HELP, Turn
from bot.dispatch import buttons as actions
from bot.dispatch import danger, updates, way_to_help
from bot.features import support
from bot.incoming import Commanded, Incoming, Pressed
from conversations.safety.screen import Tier
from storage.store import Tx


def is_wanted(incoming: Incoming) -> bool:
    """Tell whether somebody asks for the way to help, by a command, a button or their words."""
    found = danger.read(incoming)
    return incoming.private and (is_all(incoming) or found.asks or found.tier is Tier.PLAIN)


def is_all(incoming: Incoming) -> bool:
    """Tell whether nothing is left of it once help is shown; words go their way in their turn."""
    match incoming.what:
        case Commanded("support"):
            return True
        case Pressed(data):
            return _action(data) is not None
        case _:
            return False


def show(tx: Tx, deps: Deps, incoming: Incoming) -> Turn:
    """Show it, and change nothing else."""
    turn = updates.begin(tx, deps, incoming)
    match incoming.what:
        case Commanded("support", argument):
            support.show(turn, argument)
        case Pressed(data) if (action := _action(data)) is not None:
            actions.run(turn, action.name, action.args)
        case _:
            way_to_help.show(turn, danger.read(incoming), priority=HELP)
    turn.ack()
    return turn


def _action(data: str) -> ActionPress | None:
    read = callback_data.read(data)
    return read if isinstance(read, ActionPress) and read.name in support.FEATURE.buttons else None
