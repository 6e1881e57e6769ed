"""A wish said in words, on its way to the feature that announced it."""

from bot import i18n
from bot.core import open_dialog
from bot.core.turn import Turn
from bot.places.matches import places_called
from conversations.wishes.gaps import Here
from conversations.wishes.load import phrases
from conversations.wishes.match import read_wish


def heard(turn: Turn, text: str, *, only: str | None = None) -> bool:
    """Grant a wish that was all that was said; tell whether it was one.

    Nothing that says more is one, and the words of one are not kept. A question that is open
    stands again below the answer. Where an answer may read like a wish, `only` one is heard.
    """
    asked = open_dialog.open_dialog(turn)
    known = phrases(i18n.spoken(turn.language))
    words = turn.tongue.words
    here = Here(
        words=words,
        today=turn.today,
        search=lambda place: turn.deps.search(place, turn.now, words),
        called=places_called,
        # "Tomorrow" can only be meant for a question about a day.
        asked=asked is not None and (asked[0].tells_a_day or only is not None),
    )
    wish = read_wish(text, known, here)
    if wish is None or only not in (None, wish.name):
        return False
    # That is the person's own message, which no bot can edit.
    turn.answer_message_id, turn.message_id = turn.message_id, None
    turn.deps.registry.wishes[wish.name](turn, wish.words)
    if asked is not None and wish.name not in turn.deps.registry.quiet_wishes:
        open_dialog.stands_again(turn, asked[1].id)
    return True
