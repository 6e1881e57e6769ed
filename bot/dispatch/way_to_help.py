"""Where the way to help stands beside the answer to the words that brought it.

The card comes first: nobody in danger should have to look for a number below a receipt. The quiet
line of possible danger stands below, but for a stranger, who is asked for nothing above it.
"""

from bot.core.turn import HELP, LIVE, Turn
from bot.dispatch.danger import Reading
from bot.features import support
from bot.incoming import Commanded, Incoming
from conversations.safety.screen import Tier
from storage import outbox


def show(turn: Turn, found: Reading, *, priority: int) -> None:
    """Add the way to help, where words ask for it or speak of danger, and it is not there yet."""
    if found.asks and not turn.help_shown:
        support.show(turn, by_words=True, priority=priority)
    else:
        support.after_words(turn, found.tier, priority=priority)


def stands_first(turn: Turn, incoming: Incoming) -> bool:
    """Tell whether it stands above the answer; what a command shows was asked for, and is long."""
    match incoming.what:
        case Commanded("support"):
            return False
        case Commanded():
            return turn.person is None
        case _:
            return True


def priority(turn: Turn, found: Reading) -> int:
    """Let it wait its turn, unless more waits to be said: then it overtakes it all."""
    if found.tier is not Tier.PLAIN and not found.asks:
        return LIVE
    return HELP if outbox.waits(turn.tx, turn.chat_id) else LIVE
