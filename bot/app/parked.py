"""One sentence about an update that cannot be handled, and its button is let go."""

from contextlib import suppress

from bot import i18n
from bot.app.first_aid import Said
from bot.app.leftovers import MOST
from bot.core.deps import Deps
from bot.core.turn import Turn
from conversations.text import t
from storage import inbox, people
from storage.errors import Unreadable
from storage.inbox import Update
from storage.store import Tx

PARKED = t("Something went wrong on my side, and that wasn't saved. Please try again.")
GIVEN_UP = t(
    "I tried three times to save that, and each time something went wrong on my side. None "
    "of it was saved. Saying it in other words may work."
)


def say(deps: Deps, tx: Tx, update: Update) -> Said:
    """Tell the person, in their language as far as it is known; a stranger leaves no trace."""
    person = None
    with suppress(Unreadable):  # that may be why it cannot be handled
        person = people.get(tx, update.user_id) if update.user_id else None
    if person is None:
        inbox.forget(tx, update.update_id)
    if update.chat_id <= 0:
        return (), ()
    language = person.language if person else i18n.SOURCE
    turn = Turn(tx, deps, update.chat_id, update.user_id or 0, language, person)
    pressed = update.raw.get("callback_query")
    turn.query_id = str(pressed.get("id")) if isinstance(pressed, dict) else None
    turn.say(PARKED if update.tries <= MOST else GIVEN_UP)
    turn.ack()
    return turn.replies, turn.callback_answers
