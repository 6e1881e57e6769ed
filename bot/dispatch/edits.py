"""An edited message: the note that came from it follows, in the journal or with its day."""

from bot.core.turn import Turn
from bot.features import notes as journal
from bot.features.check_in import note as notes
from conversations.flows.check_in import MOST_NOTE
from conversations.parsing.clean import clean


def follow(turn: Turn, message_id: int, text: str) -> None:
    """Change the note too; other edits change nothing.

    An answer is never taken back behind the next question's back, and Telegram also tells of
    edits in which no word changed.
    """
    words = clean(text).strip()
    if words and not journal.edited(turn, message_id, text):
        notes.edited(turn, message_id, words[:MOST_NOTE])
