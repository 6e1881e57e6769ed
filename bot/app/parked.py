"""What becomes of an update that cannot be handled: its words are kept, and the person is told.

What was told is not lost because we could not work with it. Words of danger bring help here too.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from bot import i18n
from bot.app.first_aid import Said
from bot.app.leftovers import MOST
from bot.core.deps import Deps
from bot.core.turn import LIVE, Turn
from bot.dispatch import admission, way_to_help
from bot.dispatch.danger import Reading
from bot.features import notes, support
from bot.logs import where
from bot.telegram.written import written
from conversations.formats.free_text import shortened
from conversations.parsing.clean import clean
from conversations.safety.screen import asks_for_help, screen
from conversations.text import own, t
from storage import inbox, people
from storage.driver_errors import is_trouble
from storage.errors import Unreadable
from storage.inbox import Update
from storage.store import Tx

log = logging.getLogger(__name__)

PARKED = t("Something went wrong on my side, and that wasn't saved. Please try again.")
GIVEN_UP = t(
    "I tried three times to save that, and each time something went wrong on my side. None "
    "of it was saved. Saying it in other words may work."
)
SHOWN = 200  # characters of the words that are quoted
LARGEST_NUMBER = 2**53  # a message's number beyond that would not come whole through JSON


def say(deps: Deps, tx: Tx, update: Update, helped: bool) -> Said:  # noqa: FBT001 - called by position
    """Tell the person, in their language as far as it is known; a stranger leaves no trace.

    `helped`: the way to help overtook what waited, so it is not shown once more.
    """
    person = None
    with suppress(Unreadable):  # that may be why it cannot be handled
        person = people.get(tx, update.user_id) if update.user_id else None
    if person is None:
        inbox.forget(tx, update.update_id)
    if update.chat_id <= 0:
        return (), ()
    language = person.language if person else i18n.SOURCE
    turn = Turn(tx, deps, update.chat_id, update.user_id or 0, language, person)
    turn.query_id = _query(update.raw)
    turn.message_id = _number(update.raw)
    turn.as_new_message, turn.help_shown = True, helped
    words = clean("\n".join(_written(update.raw))).strip()
    if not _done(turn, lambda: _help(turn, words)) and not helped:
        _done(turn, lambda: _any_help(turn))
    if not _done(turn, lambda: _keep(turn, words)):
        turn.say(PARKED if update.tries <= MOST else GIVEN_UP)
    turn.ack()
    return turn.replies, turn.callback_answers


def _query(raw: Mapping[str, object]) -> str | None:
    pressed = raw.get("callback_query")
    return str(pressed.get("id")) if isinstance(pressed, Mapping) else None


def _number(raw: Mapping[str, object]) -> int | None:
    """Number the message, so that editing it edits what is kept of it."""
    message = raw.get("message")
    number = message.get("message_id") if isinstance(message, Mapping) else None
    # A number that no message can have may be why the update makes no sense.
    return number if isinstance(number, int) and 0 < number <= LARGEST_NUMBER else None


def _written(raw: Mapping[str, object]) -> Iterator[str]:
    for kind in ("message", "edited_message"):
        message = raw.get(kind)
        if isinstance(message, Mapping):
            yield from written(message)


def _keep(turn: Turn, words: str) -> bool:
    """Keep the words as they are, without understanding them; a bare command has none."""
    bare = words.startswith("/") and len(words.split()) == 1
    if not words or bare or turn.person is None or not admission.lets_in(turn):
        return False
    note = notes.write(turn, words)
    if note is None:
        return False
    said = t(
        "Something went wrong on my side. Your words are in your journal, as you wrote "
        "them: “{words}”. If you meant them for something else, you can send them again.",
        words=own(shortened(words, SHOWN)),
    )
    turn.say(said, rows=notes.note_rows(note), silent=turn.help_shown)
    return True


def _help(turn: Turn, words: str) -> bool:
    way_to_help.show(turn, Reading(screen(words), asks_for_help(words)), priority=LIVE)
    return True


def _any_help(turn: Turn) -> bool:
    """Show the card that needs nothing stored or understood: rather too much than too little."""
    card = support.without_storage("", turn.language, because_of_words=True)
    turn.say(*card.texts, rows=card.rows, priority=LIVE)
    return True


def _done(turn: Turn, work: Callable[[], bool]) -> bool:
    """Do that as far as it is possible: the same may break here that broke before."""
    replies = len(turn.replies)
    try:
        with turn.tx.savepoint():
            return work()
    except Exception as fault:
        if is_trouble(fault):
            raise
        log.error("nothing more could be done", extra={"fault": where(fault)})
        del turn.replies[replies:]
        return False
