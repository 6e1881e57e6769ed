"""What a dialog is: how a script lives in the bot, and what holds where it says nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.core.conversation_state import About
from bot.core.question import ALONE, Frame
from bot.core.turn import Turn
from bot.incoming import MediumSent
from conversations.events import Event, Prompt
from conversations.flow import Flow, Value
from conversations.session import Session
from conversations.text import t
from storage import conversations
from storage.conversations import Conversation

CLOSED = t("Closed.")


def no_frame(_turn: Turn, _conversation: Conversation, _prompt: Prompt) -> Frame:
    """Leave the question alone."""
    return ALONE


def session_of(_turn: Turn, conversation: Conversation) -> Session:
    """Read the session that the conversation itself holds."""
    held = conversation.state.get("session")
    return Session.from_json(held if isinstance(held, dict) else {})


def holding(conversation: Conversation, session: Session) -> Conversation:
    """Write the session into the conversation's state, beside what the conversation is about."""
    return conversation._replace(state={**conversation.state, "session": session.to_json()})


def keep_nothing(
    _turn: Turn, _conversation: Conversation, _step: str, _value: Value | None
) -> None:
    """Store no single answer: this script means something only as a whole."""


def as_it_is(_turn: Turn, conversation: Conversation, event: Event) -> tuple[Conversation, Event]:
    """Let the script take every event as it comes."""
    return conversation, event


def newest_and_fresh(turn: Turn, dialog: "Dialog", conversation: Conversation) -> bool:
    """Take words only while nothing else was begun after the question, and not for long."""
    newest = conversations.newest(turn.tx, turn.user_id)
    # One that ended at the same instant led to it.
    last = newest is None or newest.touched_at <= conversation.touched_at
    return last and conversation.touched_at > turn.now - dialog.waits


def asked_for(_conversation: Conversation) -> bool:
    """The person began it, so words that are no answer are a slip and not a thought."""
    return False


def fold_away(turn: Turn, conversation: Conversation) -> None:
    """Take the buttons away, and say so; and where answers go with them, that as well."""
    turn.shrink(conversation.message_id)
    lost = t("Closed. What you answered here wasn't saved.")
    turn.say(lost if loses(turn, conversation) else CLOSED)


def loses(turn: Turn, conversation: Conversation) -> bool:
    """Tell whether answers were given in a script that means something only as a whole."""
    dialog = turn.deps.registry.dialogs[conversation.flow]
    if dialog.keep is not keep_nothing:
        return False
    given = dialog.session(turn, conversation).answers.values()
    return any(value is not None for value in given)


def is_over(turn: Turn, _conversation: Conversation | None = None) -> None:
    """Explain a button of a question that is over."""
    turn.ack(t("That question is closed."))


@dataclass(frozen=True, slots=True)
class Dialog:
    """How one script lives in the bot: which questions, where answers go, what its end means."""

    name: str
    flow: Callable[[Turn, Conversation], Flow]
    finish: Callable[[Turn, Conversation, Session], None]
    keep: Callable[[Turn, Conversation, str, Value | None], None] = keep_nothing
    session: Callable[[Turn, Conversation], Session] = session_of
    state: Callable[[Conversation, Session], Conversation] = holding
    about: type[About] = About
    frame: Callable[[Turn, Conversation, Prompt], Frame] = no_frame
    before: Callable[[Turn, Conversation, Event], tuple[Conversation, Event]] = as_it_is
    """Looks at an event first, where something should be said before it has its effect."""
    waits: timedelta = timedelta(minutes=30)
    """How long typed words are taken for an answer; later they are rather a new thought."""
    still_waits: Callable[[Turn, "Dialog", Conversation], bool] = newest_and_fresh
    is_skipped_when_quiet: bool = False
    """It comes by itself and takes no words; but "skip", where nothing else is asked, skips it."""
    tells_a_day: bool = False
    """Its answers are those of a day: changed there, and found again under an old question."""
    came_unasked: Callable[[Conversation], bool] = asked_for
    """Whether the bot came with it, so that words that are no answer may be a thought."""
    takes_medium: Callable[[Turn, Conversation, MediumSent], None] | None = None  # as its answer
    on_put_away: Callable[[Turn, Conversation], None] = fold_away
    on_old_button: Callable[[Turn, Conversation], None] = is_over
