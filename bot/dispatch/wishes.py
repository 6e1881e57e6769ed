"""A wish said in words, on its way to the feature that announced it."""

from bot import i18n
from bot.core import open_dialog
from bot.core.turn import Turn
from bot.places.matches import places_called
from conversations.wishes.gaps import Here
from conversations.wishes.load import phrases
from conversations.wishes.match import read_wish


def heard(turn: Turn, text: str) -> bool:
    """Grant a wish that was all that was said; tell whether it was one.

    Nothing that says more is one, and the words of one are not kept.
    """
    known = phrases(i18n.spoken(turn.language))
    words = turn.tongue.words
    here = Here(
        words=words,
        today=turn.today,
        search=lambda place: turn.deps.search(place, turn.now, words),
        called=places_called,
        asked=_asks_about_a_day(turn),
    )
    wish = read_wish(text, known, here)
    if wish is None:
        return False
    # That is the person's own message, which no bot can edit.
    turn.answer_message_id, turn.message_id = turn.message_id, None
    turn.deps.registry.wishes[wish.name](turn, wish.words)
    return True


def _asks_about_a_day(turn: Turn) -> bool:
    """Tell whether "tomorrow" can be meant for the open question."""
    found = open_dialog.open_dialog(turn)
    return found is not None and found[1].flow in open_dialog.OF_A_DAY
