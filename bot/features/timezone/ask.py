"""Finding a person's zone: by a city, an IANA name, or the time their watch shows."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.core import callback_data, dialogs, open_dialog
from bot.core.dialog import is_over
from bot.core.question import Frame
from bot.core.turn import Turn
from bot.outgoing import Button, Rows
from conversations.events import Opened, Prompt, Typed
from conversations.formats import ZoneMatch
from conversations.text import own, t
from storage import conversations
from storage.conversations import Conversation

# Every whole hour of the day, from Honolulu's on; a clock on the half hour is typed as a city.
FIRST_OFFSET, LAST_OFFSET = -10, 13
PER_ROW = 6


def search(turn: Turn) -> Callable[[str], Sequence[ZoneMatch]]:
    """Look places up as of now, so that a typed time of day is understood too."""
    return lambda query: turn.deps.search(query, turn.now, turn.tongue.words)


def watch_rows(turn: Turn, conversation_id: str) -> Rows:
    """Offer the times it may be for the person now, and to share a place instead."""
    hour = turn.now.replace(second=0, microsecond=0)
    times = [
        _time(hour, conversation_id, offset) for offset in range(FIRST_OFFSET, LAST_OFFSET + 1)
    ]
    rows = [tuple(times[start : start + PER_ROW]) for start in range(0, len(times), PER_ROW)]
    rows.append((Button(t("Share my location"), callback_data.action("place")),))
    return tuple(rows)


def frame(turn: Turn, conversation: Conversation, prompt: Prompt) -> Frame:
    """Stand below the question for the zone, until words have narrowed it down."""
    if prompt.ask.id == "zone" and not isinstance(prompt.current, dict):
        return Frame(rows=watch_rows(turn, conversation.id))
    return Frame()


def _time(utc: datetime, conversation_id: str, offset: int) -> Button:
    shown = f"{utc + timedelta(hours=offset):%H:%M}"
    return Button(own(shown), callback_data.action("watch", conversation_id, shown))


def ask_for_place(turn: Turn) -> None:
    """Ask Telegram for the button that shares a place."""
    turn.ack()
    turn.say(
        t(
            "Tap the button below to share where you are. I look up the time zone and keep "
            "only that."
        ),
        reply_markup={
            "keyboard": [[{"text": turn.words(t("Share my location")), "request_location": True}]],
            "resize_keyboard": True,
            "one_time_keyboard": True,
        },
    )


def take_watch(turn: Turn, conversation_id: str, shown: str) -> None:
    """Take a pressed time as if it had been typed: several zones may keep it.

    A clock goes on while the question stands there: a time that none shows any more brings the
    times of now.
    """
    conversation = conversations.get(turn.tx, turn.user_id, conversation_id)
    dialog = open_dialog.dialog_of(turn, conversation) if conversation is not None else None
    if conversation is None or dialog is None or conversation.closed:
        is_over(turn)
        return
    current = dialogs.load(turn, dialog, conversation).current
    if current is None or current.id != "zone":  # pressed twice: what is asked now is another
        return
    if search(turn)(shown):
        dialogs.feed(turn, dialog, conversation, Typed(shown, turn.tongue))
        return
    turn.ack(t("That time has passed. These are the times now."))
    dialogs.feed(turn, dialog, conversation, Opened())
