"""What is said where a win is asked for and is none: that it is hard, or that one cannot.

Nothing of it may stand among the wins later. It is kept as a note, below a line that answers it.
"""

from bot.core import variety
from bot.core.turn import Turn
from bot.features import notes
from conversations import feelings
from conversations.feelings.lines import LINES
from conversations.parsing.nothing_to_say import says_no_strength
from conversations.safety.screen import Tier, names_it, screen
from conversations.text import Text


def kept_as_note(turn: Turn, said: str) -> bool:
    """Keep words that are no win as a note, and say so; tell whether they were that."""
    feeling = _feeling(turn, said)
    if feeling is None:
        return False
    # Below numbers to call the card thanks for the words; no second line does.
    above: Text | None = None
    if not turn.help_shown:
        above = variety.one_of(turn, f"felt_{feeling}", LINES[feeling])
    notes.keep(turn, said, above=above)
    return True


def _feeling(turn: Turn, said: str) -> str | None:
    feeling = feelings.read(said, turn.language, to_the_end=True)
    is_felt = feeling is not None and feeling not in feelings.NOT_HARD
    if is_felt and not feelings.ends_well(said, turn.language):  # "so low" went well for nobody
        return feeling
    is_hard = says_no_strength(said, turn.tongue.words) or _is_danger(turn, said)
    return "heavy" if is_hard else None


def _is_danger(turn: Turn, said: str) -> bool:
    """Tell whether it is what brought the card; "fewer suicidal thoughts" is named as a win."""
    return (turn.help_shown or screen(said) is Tier.PLAIN) and not names_it(said)
